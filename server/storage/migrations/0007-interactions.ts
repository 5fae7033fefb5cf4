import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which session an interaction at 8x8 belongs to. */
export const interactions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('interactions')
      .addColumn('connection_id', 'text', column => column.notNull())
      .addColumn('interaction_id', 'text', column => column.notNull())
      .addColumn('session_id', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('interactions_key', ['interaction_id', 'connection_id'])
      .execute()
    await db.schema.createIndex('interactions_session').on('interactions').column('session_id').execute()
    await db.schema.createIndex('conversations_age').on('conversations').column('created_at').execute()
  },
}
