import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { ApiKey, newApiKeySchema, Scope } from '../protocol/administration.ts'
import type { Database } from '../storage/database.ts'
import type { ApiKeyRow } from '../storage/tables/administration.ts'
import { hashOf, newToken } from '../storage/tokens.ts'
import type { Caller } from '../web/api/caller.ts'
import { HttpProblem, notFound } from '../web/problem.ts'

/** Tells our keys from others', for people and for scanners of leaked secrets. */
const PREFIX = 'acp_'
const SHOWN_CHARACTERS = 8
const MINUTE_IN_MILLISECONDS = 60_000

/** The keys of programs: shown once, kept as hashes. */
export class ApiKeys {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async issue(wanted: z.output<typeof newApiKeySchema>): Promise<{ key: ApiKey; secret: string }> {
    const secret = `${PREFIX}${newToken()}`
    const row: ApiKeyRow = {
      id: randomUUID(),
      name: wanted.name,
      key_hash: hashOf(secret),
      begins_with: secret.slice(0, PREFIX.length + SHOWN_CHARACTERS),
      scopes: JSON.stringify([...new Set(wanted.scopes)]),
      endpoint_ids: wanted.endpointIds && JSON.stringify([...new Set(wanted.endpointIds)]),
      expires_at: wanted.expiresAt,
      created_at: Date.now(),
      last_used_at: null,
    }
    await this.#database.kysely.insertInto('api_keys').values(row).execute()
    return { key: toApiKey(row), secret }
  }

  async list(): Promise<ApiKey[]> {
    const rows = await this.#database.kysely
      .selectFrom('api_keys')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(toApiKey)
  }

  /** Nothing can be done with it from now on. */
  async withdraw(id: string): Promise<void> {
    const { numDeletedRows } = await this.#database.kysely
      .deleteFrom('api_keys')
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound('API key')
  }

  /** Whose key it is. Rejects with HttpProblem 401 for one that is unknown, withdrawn or expired. */
  async callerOf(secret: string): Promise<Caller> {
    const now = Date.now()
    const row = await this.#database.kysely
      .selectFrom('api_keys')
      .selectAll()
      .where('key_hash', '=', hashOf(secret))
      .executeTakeFirst()
    if (!row || (row.expires_at !== null && row.expires_at <= now))
      throw new HttpProblem(401, 'This API key is unknown, withdrawn or expired.')
    if ((row.last_used_at ?? 0) < now - MINUTE_IN_MILLISECONDS) await this.#use(row.id, now)
    const { id, name, scopes, endpointIds } = toApiKey(row)
    return { kind: 'key', id, name, scopes: new Set(scopes), endpointIds: endpointIds ?? 'all' }
  }

  async #use(id: string, now: number): Promise<void> {
    await this.#database.kysely
      .updateTable('api_keys')
      .set({ last_used_at: now })
      .where('id', '=', id)
      .execute()
  }
}

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  beginsWith: row.begins_with,
  scopes: JSON.parse(row.scopes) as Scope[],
  endpointIds: row.endpoint_ids === null ? null : (JSON.parse(row.endpoint_ids) as string[]),
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})
