import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../storage/database.ts'
import { hashPassword, isPassword } from '../storage/passwords.ts'
import { hashOf, newToken } from '../storage/tokens.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000
const SHOWN_CHARACTERS = 6
/** Tells our app tokens from others', for people and for scanners of leaked secrets. */
const PREFIX = 'acla_'

export interface AppToken {
  beginsWith: string
  createdAt: number
  expiresAt: number | null
}

/** The connections that may use the live-agent door: each has one login and, while one is rotated, several app tokens. */
export class Integrations {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Opens the door for a connection, or gives it another login; whoever has tokens of the old one loses them. */
  async setLogin(connectionId: string, login: { username: string; password: string }): Promise<void> {
    const password = await hashPassword(login.password)
    await this.#database.kysely.transaction().execute(async transaction => {
      const row = { connection_id: connectionId, username: login.username, password }
      await transaction
        .insertInto('live_agent_logins')
        .values(row)
        .onConflict(conflict => conflict.column('connection_id').doUpdateSet(row))
        .execute()
      await transaction.deleteFrom('live_agent_grants').where('connection_id', '=', connectionId).execute()
    })
  }

  /** A new app token; those before end after the overlap. */
  async rotate(connectionId: string, overlapHours: number): Promise<string> {
    const appToken = `${PREFIX}${newToken()}`
    const now = Date.now()
    const end = now + overlapHours * HOUR_IN_MILLISECONDS
    await this.#database.kysely.transaction().execute(async transaction => {
      await transaction
        .updateTable('live_agent_app_tokens')
        .set({ expires_at: end })
        .where('connection_id', '=', connectionId)
        .where(where => where.or([where('expires_at', 'is', null), where('expires_at', '>', end)]))
        .execute()
      await transaction.deleteFrom('live_agent_app_tokens').where('expires_at', '<=', now).execute()
      await transaction
        .insertInto('live_agent_app_tokens')
        .values({
          token_hash: hashOf(appToken),
          connection_id: connectionId,
          begins_with: appToken.slice(0, PREFIX.length + SHOWN_CHARACTERS),
          created_at: now,
          expires_at: null,
        })
        .execute()
    })
    return appToken
  }

  /** Closes the door for a connection at once. */
  async close(connectionId: string): Promise<void> {
    await this.#database.kysely.transaction().execute(async transaction => {
      for (const table of ['live_agent_logins', 'live_agent_app_tokens', 'live_agent_grants'] as const)
        await transaction.deleteFrom(table).where('connection_id', '=', connectionId).execute()
    })
  }

  async describe(connectionId: string): Promise<{ username: string | null; appTokens: AppToken[] }> {
    const { kysely } = this.#database
    const login = await kysely
      .selectFrom('live_agent_logins')
      .select('username')
      .where('connection_id', '=', connectionId)
      .executeTakeFirst()
    const tokens = await kysely
      .selectFrom('live_agent_app_tokens')
      .select(['begins_with', 'created_at', 'expires_at'])
      .where('connection_id', '=', connectionId)
      .where(where => where.or([where('expires_at', 'is', null), where('expires_at', '>', Date.now())]))
      .orderBy('created_at', 'desc')
      .execute()
    return {
      username: login?.username ?? null,
      appTokens: tokens.map(token => ({
        beginsWith: token.begins_with,
        createdAt: token.created_at,
        expiresAt: token.expires_at,
      })),
    }
  }

  /** The connection of an app token that is good now. */
  async ofAppToken(appToken: string): Promise<string | undefined> {
    const row = await this.#database.kysely
      .selectFrom('live_agent_app_tokens')
      .select(['connection_id', 'expires_at'])
      .where('token_hash', '=', hashOf(appToken))
      .executeTakeFirst()
    return row && (row.expires_at ?? Number.POSITIVE_INFINITY) > Date.now() ? row.connection_id : undefined
  }

  /** Takes as long for a wrong username as for a wrong password. */
  async isLogin(connectionId: string, username: string, password: string): Promise<boolean> {
    const login = await this.#database.kysely
      .selectFrom('live_agent_logins')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .executeTakeFirst()
    const isUser = timingSafeEqual(Buffer.from(hashOf(login?.username ?? '')), Buffer.from(hashOf(username)))
    const hasPassword = await isPassword(password, login?.password ?? null)
    return isUser && hasPassword
  }
}
