import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What endpoints use, by day: tokens of a language model, and what became of what agents were shown. */
export function usage(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('model_usage')
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('day', 'text', column => column.notNull())
        .addColumn('server_id', 'text', column => column.notNull())
        .addColumn('calls', 'bigint', column => column.notNull())
        .addColumn('input_tokens', 'bigint', column => column.notNull())
        .addColumn('output_tokens', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('model_usage_key', ['endpoint_id', 'day', 'server_id'])
        .execute()
      await db.schema
        .createTable('assist_usage')
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('day', 'text', column => column.notNull())
        .addColumn('server_id', 'text', column => column.notNull())
        .addColumn('agent', 'text', column => column.notNull())
        .addColumn('assist', 'text', column => column.notNull())
        .addColumn('act', 'text', column => column.notNull())
        .addColumn('count', 'bigint', column => column.notNull())
        .addColumn('changed_sum', 'double precision', column => column.notNull())
        .addPrimaryKeyConstraint('assist_usage_key', [
          'endpoint_id',
          'day',
          'server_id',
          'agent',
          'assist',
          'act',
        ])
        .execute()
    },
  }
}
