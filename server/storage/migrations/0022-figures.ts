import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What days were like, as counts, and what each session has added to them. */
export function figures(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('session_figures')
        .addColumn('session_id', 'text', column => column.primaryKey())
        .addColumn('seq', 'integer', column => column.notNull())
        .addColumn('counts', 'text', column => column.notNull())
        .execute()
      await db.schema
        .createTable('day_figures')
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('day', 'text', column => column.notNull())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('size', 'integer', column => column.notNull())
        .addColumn('count', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('day_figures_key', ['endpoint_id', 'day', 'name', 'size'])
        .execute()
    },
  }
}
