import { type Connection, connectionSchema } from '../protocol/connections.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Secrets } from '../storage/secrets.ts'

/** The connections to 8x8 in the database, sealed there as a whole and remembered for a few seconds. */
export class ConnectionDirectory {
  readonly #database: Database
  readonly #secrets: Secrets
  readonly #fresh = new FreshCache<Connection[]>()

  constructor(database: Database, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  async byId(id: string): Promise<Connection | undefined> {
    return (await this.all()).find(connection => connection.id === id)
  }

  all(): Promise<Connection[]> {
    return this.#fresh.get('all', async () => {
      const rows = await this.#database.kysely.selectFrom('connections').select('settings').execute()
      return rows.map(row => connectionSchema.parse(JSON.parse(this.#secrets.open(row.settings))))
    })
  }

  /** Somebody changed connections in the database: this server sees it at once, others within seconds. */
  forget(): void {
    this.#fresh.clear()
  }

  /** Creates or replaces a connection. */
  async save(connection: Connection): Promise<void> {
    const settings = this.#secrets.seal(JSON.stringify(connection))
    await this.#database.kysely
      .insertInto('connections')
      .values({ id: connection.id, name: connection.name, settings, created_at: Date.now() })
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(is => ({
          name: connection.name,
          settings,
          revision: is('connections.revision', '+', 1),
        })),
      )
      .execute()
    this.#fresh.clear()
  }
}
