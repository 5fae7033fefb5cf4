import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Settings of the whole installation, sealed. */
export function installationSettings(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('installation_settings')
        .addColumn('name', 'text', column => column.primaryKey())
        .addColumn('sealed', 'text', column => column.notNull())
        .execute()
    },
  }
}
