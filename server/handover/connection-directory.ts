import { type Connection, connectionSchema } from '../protocol/settings.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Secrets } from '../storage/secrets.ts'

/** The connections to 8x8 in the database, sealed there as a whole and remembered for a few seconds. */
export class ConnectionDirectory {
  readonly #database: Database
  readonly #secrets: Secrets
  readonly #fresh = new FreshCache<Connection | undefined>()

  constructor(database: Database, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  byId(id: string): Promise<Connection | undefined> {
    return this.#fresh.get(id, async () => {
      const row = await this.#database.kysely
        .selectFrom('connections')
        .select('settings')
        .where('id', '=', id)
        .executeTakeFirst()
      return row && connectionSchema.parse(JSON.parse(this.#secrets.open(row.settings)))
    })
  }

  async all(): Promise<Connection[]> {
    const rows = await this.#database.kysely.selectFrom('connections').select('id').execute()
    const connections = await Promise.all(rows.map(row => this.byId(row.id)))
    return connections.flatMap(connection => connection ?? [])
  }

  /** Creates or replaces a connection. */
  async save(connection: Connection): Promise<void> {
    const settings = this.#secrets.seal(JSON.stringify(connection))
    await this.#database.kysely
      .insertInto('connections')
      .values({ id: connection.id, name: connection.name, settings, created_at: Date.now() })
      .onConflict(conflict => conflict.column('id').doUpdateSet({ name: connection.name, settings }))
      .execute()
    this.#fresh.clear()
  }
}
