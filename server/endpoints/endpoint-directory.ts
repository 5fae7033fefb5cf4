import { createHash, timingSafeEqual } from 'node:crypto'
import { type EndpointSettings, endpointSettingsSchema } from '../protocol/settings.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { EndpointRow } from '../storage/schema.ts'
import type { Secrets } from '../storage/secrets.ts'

/** An endpoint as the server works with it. */
export interface Endpoint {
  id: string
  name: string
  URLToken: string
  settings: EndpointSettings
}

export const hashToken = (URLToken: string) => createHash('sha256').update(URLToken).digest('hex')

/** The endpoints in the database, remembered for a few seconds so that a change reaches every server soon. */
export class EndpointDirectory {
  readonly #database: Database
  readonly #secrets: Secrets
  readonly #fresh = new FreshCache<Endpoint | undefined>()

  constructor(database: Database, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  /** The endpoint of a URLToken, found by the token's hash and compared in constant time. */
  async byToken(URLToken: string): Promise<Endpoint | undefined> {
    const hash = hashToken(URLToken)
    const endpoint = await this.#fresh.get(`token ${hash}`, () => this.#find('url_token_hash', hash))
    if (!endpoint) return undefined
    const same = timingSafeEqual(Buffer.from(hashToken(endpoint.URLToken)), Buffer.from(hash))
    return same ? endpoint : undefined
  }

  byId(id: string): Promise<Endpoint | undefined> {
    return this.#fresh.get(`id ${id}`, () => this.#find('id', id))
  }

  /** Creates or replaces an endpoint. */
  async save(endpoint: Endpoint): Promise<void> {
    const row: EndpointRow = {
      id: endpoint.id,
      name: endpoint.name,
      url_token_hash: hashToken(endpoint.URLToken),
      url_token_sealed: this.#secrets.seal(endpoint.URLToken),
      settings: this.#secrets.seal(JSON.stringify(endpoint.settings)),
      created_at: Date.now(),
    }
    const { id: _id, created_at: _created, ...changes } = row
    await this.#database.kysely
      .insertInto('endpoints')
      .values(row)
      .onConflict(conflict => conflict.column('id').doUpdateSet(changes))
      .execute()
    this.#fresh.clear()
  }

  async #find(column: 'id' | 'url_token_hash', value: string): Promise<Endpoint | undefined> {
    const row = await this.#database.kysely
      .selectFrom('endpoints')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && this.#open(row)
  }

  #open(row: EndpointRow): Endpoint {
    return {
      id: row.id,
      name: row.name,
      URLToken: this.#secrets.open(row.url_token_sealed),
      settings: endpointSettingsSchema.parse(JSON.parse(this.#secrets.open(row.settings))),
    }
  }
}
