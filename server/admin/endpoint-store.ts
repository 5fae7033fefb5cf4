import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { AdministeredEndpoint, newEndpointSchema } from '../protocol/endpoints.ts'
import { type EndpointSettings, endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import type { Database } from '../storage/database.ts'
import type { Secrets } from '../storage/secrets.ts'
import type { EndpointRow } from '../storage/tables/endpoints.ts'
import { hashToken } from '../storage/url-token.ts'
import { type Caller, mayReach } from '../web/api/caller.ts'
import { readCursor, toPage } from '../web/api/paging.ts'
import { conflict, notFound } from '../web/problem.ts'
import { isTaken } from './administrators.ts'
import { changedPaths } from './changed-paths.ts'
import type { HiddenSecrets } from './hidden-secrets.ts'
import { slugOf } from './slugs.ts'

const TOKEN_BYTES = 32
const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

export interface EndpointStoreParts {
  database: Database
  secrets: Secrets
  hidden: HiddenSecrets
  publicUrl: () => string
  /** What this server remembers of endpoints is old. */
  changed: () => void
}

/** Endpoints as administrators change them; secrets in their settings go in and never come out. */
export class EndpointStore {
  readonly #parts: EndpointStoreParts

  constructor(parts: EndpointStoreParts) {
    this.#parts = parts
  }

  /** Those that the caller may reach, by id. */
  async list({ endpointIds }: Caller, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    let query = this.#parts.database.kysely
      .selectFrom('endpoints')
      .selectAll()
      .orderBy('id')
      .limit(limit + 1)
    const after = readCursor(cursor, z.string())
    if (after !== undefined) query = query.where('id', '>', after)
    if (endpointIds !== 'all') query = query.where('id', 'in', [...endpointIds, ''])
    const page = toPage(await query.execute(), limit, row => row.id)
    return { ...page, items: page.items.map(row => this.#overviewOf(row)) }
  }

  /** The ids of those that the caller may reach. */
  async idsFor(caller: Caller): Promise<string[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('endpoints')
      .select('id')
      .orderBy('id')
      .execute()
    return rows.map(({ id }) => id).filter(id => mayReach(caller, id))
  }

  /** Rejects with HttpProblem 404 where there is none. */
  async read(id: string): Promise<AdministeredEndpoint> {
    const { hidden, publicUrl } = this.#parts
    const row = await this.#row(id)
    const URLToken = this.#parts.secrets.open(row.url_token_sealed)
    return {
      id: row.id,
      name: row.name,
      URLToken,
      configUrl: `${publicUrl()}/${URLToken}`,
      earlierTokensUntil: await this.#earlierUntil(id),
      settings: hidden.hide(endpointSettingsSchema, this.#settingsOf(row)),
      revision: row.revision,
      createdAt: row.created_at,
    }
  }

  /** Rejects with HttpProblem 409 where id or URLToken is taken. Resolves with its id. */
  async create({ id, name, URLToken, settings }: z.output<typeof newEndpointSchema>): Promise<string> {
    const { database, secrets, changed } = this.#parts
    const token = URLToken ?? newUrlToken()
    const row = {
      id: id ?? slugOf(name),
      name,
      url_token_hash: hashToken(token),
      url_token_sealed: secrets.seal(token),
      settings: secrets.seal(JSON.stringify(settings)),
      created_at: Date.now(),
    }
    await database.kysely
      .insertInto('endpoints')
      .values(row)
      .execute()
      .catch(error => {
        throw isTaken(error) ? conflict('There is an endpoint with this id or URLToken already.') : error
      })
    changed()
    return row.id
  }

  /** Rejects with 409 where somebody else changed it meanwhile. Resolves with the paths that changed. */
  async change(
    id: string,
    { name, settings, revision }: { name: string; settings: EndpointSettings; revision: number },
  ): Promise<string[]> {
    const { database, secrets, hidden, changed } = this.#parts
    const row = await this.#row(id)
    const before = this.#settingsOf(row)
    const after = endpointSettingsSchema.parse(hidden.reveal(endpointSettingsSchema, settings, before))
    const { numUpdatedRows } = await database.kysely
      .updateTable('endpoints')
      .set({ name, settings: secrets.seal(JSON.stringify(after)), revision: revision + 1 })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw changedMeanwhile('endpoint')
    changed()
    return changedPaths({ name: row.name, settings: before }, { name, settings: after })
  }

  /** A new URLToken; the one before works for `overlapHours` more. */
  async rotateToken(id: string, overlapHours: number): Promise<void> {
    const { database, secrets, changed } = this.#parts
    const token = newUrlToken()
    const now = Date.now()
    await database.kysely.transaction().execute(async transaction => {
      const row = await transaction
        .selectFrom('endpoints')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) throw notFound('endpoint')
      await transaction
        .updateTable('endpoints')
        .set({
          url_token_hash: hashToken(token),
          url_token_sealed: secrets.seal(token),
          revision: row.revision + 1,
        })
        .where('id', '=', id)
        .execute()
      await transaction.deleteFrom('earlier_url_tokens').where('valid_until', '<=', now).execute()
      if (overlapHours > 0) {
        await transaction
          .insertInto('earlier_url_tokens')
          .values({
            token_hash: row.url_token_hash,
            token_sealed: row.url_token_sealed,
            endpoint_id: id,
            valid_until: now + overlapHours * HOUR_IN_MILLISECONDS,
          })
          .execute()
      }
    })
    changed()
  }

  /** Ends every URLToken but the newest, at once. */
  async endEarlierTokens(id: string): Promise<void> {
    await this.#row(id)
    await this.#parts.database.kysely.deleteFrom('earlier_url_tokens').where('endpoint_id', '=', id).execute()
    this.#parts.changed()
  }

  /** Its address answers nobody any more. */
  async remove(id: string): Promise<void> {
    await this.#parts.database.kysely.transaction().execute(async transaction => {
      const { numDeletedRows } = await transaction
        .deleteFrom('endpoints')
        .where('id', '=', id)
        .executeTakeFirst()
      if (numDeletedRows === 0n) throw notFound('endpoint')
      await transaction.deleteFrom('earlier_url_tokens').where('endpoint_id', '=', id).execute()
    })
    this.#parts.changed()
  }

  /** The ids of the endpoints that hand over through each connection. */
  async usersOfConnections(): Promise<Map<string | undefined, string[]>> {
    const rows = await this.#parts.database.kysely.selectFrom('endpoints').selectAll().orderBy('id').execute()
    const users = Map.groupBy(rows, row => this.#settingsOf(row).handover.connectionId)
    return new Map(
      [...users].map(([connectionId, endpoints]) => [connectionId, endpoints.map(({ id }) => id)]),
    )
  }

  /** Those of the ids that name no endpoint. */
  async unknown(ids: readonly string[]): Promise<string[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('endpoints')
      .select('id')
      .where('id', 'in', ids)
      .execute()
    return ids.filter(id => !rows.some(row => row.id === id))
  }

  async #row(id: string): Promise<Selectable<EndpointRow>> {
    const row = await this.#parts.database.kysely
      .selectFrom('endpoints')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw notFound('endpoint')
    return row
  }

  #settingsOf(row: Pick<EndpointRow, 'settings'>): EndpointSettings {
    return endpointSettingsSchema.parse(JSON.parse(this.#parts.secrets.open(row.settings)))
  }

  #overviewOf(row: Selectable<EndpointRow>) {
    const { active, virtualAgent, handover } = this.#settingsOf(row)
    return {
      id: row.id,
      name: row.name,
      active,
      virtualAgent: virtualAgent.kind,
      connectionId: handover.connectionId ?? null,
      channelId: handover.channelId ?? null,
      createdAt: row.created_at,
    }
  }

  async #earlierUntil(id: string): Promise<number[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('earlier_url_tokens')
      .select('valid_until')
      .where('endpoint_id', '=', id)
      .where('valid_until', '>', Date.now())
      .orderBy('valid_until')
      .execute()
    return rows.map(row => row.valid_until)
  }
}

const newUrlToken = () => randomBytes(TOKEN_BYTES).toString('hex')

export const changedMeanwhile = (what: string) =>
  conflict(`Somebody changed this ${what} meanwhile. Read it again and make your change on that.`)
