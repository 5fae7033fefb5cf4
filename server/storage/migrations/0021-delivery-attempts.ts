import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What became of each attempt at a delivery that did not succeed at once. */
export function deliveryAttempts(dialect: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('delivery_attempts')
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('seq', 'integer', column => column.notNull())
        .addColumn('target', 'text', column => column.notNull())
        .addColumn('place', 'integer', column => column.notNull())
        .addColumn('attempt', 'integer', column => column.notNull())
        .addColumn('at', 'bigint', column => column.notNull())
        .addColumn('milliseconds', 'integer', column => column.notNull())
        .addColumn('outcome', 'text', column => column.notNull())
        .addColumn('error', 'text')
        .addPrimaryKeyConstraint('delivery_attempts_key', ['session_id', 'seq', 'target', 'place'])
        .modifyEnd(dialect === 'postgres' ? sql`` : sql`without rowid`)
        .execute()
    },
  }
}
