import { timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type EndpointSettings, endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Secrets } from '../storage/secrets.ts'
import type { EndpointRow } from '../storage/tables/endpoints.ts'
import { hashToken } from '../storage/url-token.ts'

/** An endpoint as the server works with it. */
export interface Endpoint {
  id: string
  name: string
  URLToken: string
  settings: EndpointSettings
}

/** The endpoints in the database, remembered for a few seconds so that a change reaches every server soon. */
export class EndpointDirectory {
  readonly #database: Database
  readonly #secrets: Secrets
  readonly #fresh = new FreshCache<{ endpoint: Endpoint; knownAs: string } | undefined>()

  constructor(database: Database, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  /**
   * The endpoint of a URLToken, found by the token's hash and compared in constant time. A token from before a rotation
   * finds it as well, while that is allowed.
   */
  async byToken(URLToken: string): Promise<Endpoint | undefined> {
    const hash = hashToken(URLToken)
    const found = await this.#fresh.get(`token ${hash}`, async () => {
      const endpoint = await this.#find('url_token_hash', hash)
      return endpoint ? { endpoint, knownAs: endpoint.URLToken } : this.#findEarlier(hash)
    })
    if (!found) return undefined
    const same = timingSafeEqual(Buffer.from(hashToken(found.knownAs)), Buffer.from(hash))
    return same ? found.endpoint : undefined
  }

  async byId(id: string): Promise<Endpoint | undefined> {
    const found = await this.#fresh.get(`id ${id}`, async () => {
      const endpoint = await this.#find('id', id)
      return endpoint && { endpoint, knownAs: endpoint.URLToken }
    })
    return found?.endpoint
  }

  /** As the database has it at this moment, for what acts on a change once. */
  readAnew(id: string): Promise<Endpoint | undefined> {
    return this.#find('id', id)
  }

  /** Somebody changed endpoints in the database: this server sees it at once, others within seconds. */
  forget(): void {
    this.#fresh.clear()
  }

  /** Creates or replaces an endpoint. */
  async save(endpoint: Endpoint): Promise<void> {
    const row = {
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
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(is => ({ ...changes, revision: is('endpoints.revision', '+', 1) })),
      )
      .execute()
    this.#fresh.clear()
  }

  async #findEarlier(hash: string) {
    const row = await this.#database.kysely
      .selectFrom('earlier_url_tokens')
      .innerJoin('endpoints', 'endpoints.id', 'earlier_url_tokens.endpoint_id')
      .selectAll('endpoints')
      .select('token_sealed')
      .where('token_hash', '=', hash)
      .where('valid_until', '>', Date.now())
      .executeTakeFirst()
    return row && { endpoint: this.#open(row), knownAs: this.#secrets.open(row.token_sealed) }
  }

  async #find(column: 'id' | 'url_token_hash', value: string): Promise<Endpoint | undefined> {
    const row = await this.#database.kysely
      .selectFrom('endpoints')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && this.#open(row)
  }

  #open(row: Selectable<EndpointRow>): Endpoint {
    return {
      id: row.id,
      name: row.name,
      URLToken: this.#secrets.open(row.url_token_sealed),
      settings: endpointSettingsSchema.parse(JSON.parse(this.#secrets.open(row.settings))),
    }
  }
}
