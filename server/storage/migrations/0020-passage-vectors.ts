import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What passages mean as vectors, for endpoints with a model for it: each is paid for once. */
export function passageVectors(dialect: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('passage_vectors')
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('model', 'text', column => column.notNull())
        .addColumn('hash', 'text', column => column.notNull())
        .addColumn('vector', dialect === 'postgres' ? sql`bytea` : sql`blob`, column => column.notNull())
        .addPrimaryKeyConstraint('passage_vectors_key', ['endpoint_id', 'model', 'hash'])
        .execute()
    },
  }
}
