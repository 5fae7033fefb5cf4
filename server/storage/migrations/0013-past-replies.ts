import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What agents answered, without personal data, for endpoints that learn from it. */
export function pastReplies(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('past_replies')
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('seq', 'integer', column => column.notNull())
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('asked', 'text', column => column.notNull())
        .addColumn('reply', 'text', column => column.notNull())
        .addColumn('said_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('past_replies_key', ['session_id', 'seq'])
        .execute()
      await db.schema
        .createIndex('past_replies_of_endpoint')
        .on('past_replies')
        .columns(['endpoint_id', 'said_at'])
        .execute()
    },
  }
}
