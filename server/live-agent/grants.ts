import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/schema.ts'
import { hashOf, newToken } from '../storage/tokens.ts'

export const ACCESS_SECONDS = 3_600
const REFRESH_SECONDS = 30 * 24 * 3_600
const SECOND_IN_MILLISECONDS = 1_000

export interface Grant {
  accessToken: string
  refreshToken: string
}

/**
 * OAuth tokens of integrations, kept as hashes. A refresh token works once; all that descend from one login are a family,
 * and a refresh token that comes a second time, stolen or not, ends its whole family.
 */
export class Grants {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The first tokens of a login. */
  issue(connectionId: string): Promise<Grant> {
    return this.#database.kysely
      .transaction()
      .execute(transaction => issue(transaction, connectionId, randomUUID()))
  }

  /** New tokens for a refresh token of this connection; undefined where it is not good (any more). */
  refresh(connectionId: string, refreshToken: string): Promise<Grant | undefined> {
    return this.#database.kysely.transaction().execute(async transaction => {
      const row = await transaction
        .selectFrom('live_agent_grants')
        .selectAll()
        .where('token_hash', '=', hashOf(refreshToken))
        .where('connection_id', '=', connectionId)
        .where('kind', '=', 'refresh')
        .executeTakeFirst()
      if (!row || row.expires_at <= Date.now()) return undefined
      const { numUpdatedRows } = await transaction
        .updateTable('live_agent_grants')
        .set({ used_at: Date.now() })
        .where('token_hash', '=', row.token_hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return issue(transaction, connectionId, row.family)
      await transaction.deleteFrom('live_agent_grants').where('family', '=', row.family).execute()
      return undefined
    })
  }

  /** The connection that an access token was issued for, while it is good. */
  async ofAccessToken(accessToken: string): Promise<string | undefined> {
    const row = await this.#database.kysely
      .selectFrom('live_agent_grants')
      .select(['connection_id', 'expires_at'])
      .where('token_hash', '=', hashOf(accessToken))
      .where('kind', '=', 'access')
      .executeTakeFirst()
    return row && row.expires_at > Date.now() ? row.connection_id : undefined
  }
}

async function issue(transaction: Transaction<Tables>, connectionId: string, family: string): Promise<Grant> {
  const now = Date.now()
  await transaction.deleteFrom('live_agent_grants').where('expires_at', '<=', now).execute()
  const grant = { accessToken: newToken(), refreshToken: newToken() }
  const row = (kind: 'access' | 'refresh', token: string, seconds: number) => ({
    token_hash: hashOf(token),
    kind,
    family,
    connection_id: connectionId,
    expires_at: now + seconds * SECOND_IN_MILLISECONDS,
    used_at: null,
  })
  await transaction
    .insertInto('live_agent_grants')
    .values([
      row('access', grant.accessToken, ACCESS_SECONDS),
      row('refresh', grant.refreshToken, REFRESH_SECONDS),
    ])
    .execute()
  return grant
}
