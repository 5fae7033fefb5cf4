import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What administrators change over time: URLTokens that overlap, revisions, and what went over the wire to 8x8 and back. */
export const administered: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('endpoints')
      .addColumn('revision', 'integer', column => column.notNull().defaultTo(1))
      .execute()
    await db.schema
      .alterTable('connections')
      .addColumn('revision', 'integer', column => column.notNull().defaultTo(1))
      .execute()
    await db.schema.createIndex('sessions_age').on('sessions').columns(['created_at', 'id']).execute()
    await db.schema
      .createIndex('sessions_customer')
      .on('sessions')
      .columns(['user_id', 'created_at'])
      .execute()
    // Few rows, so that it costs the log nothing: handovers are looked for by their reference.
    await db.schema
      .createIndex('events_handovers')
      .on('events')
      .column('session_id')
      .where(sql.ref('type'), '=', sql.lit('handover-requested'))
      .execute()
    await db.schema
      .createTable('earlier_url_tokens')
      .addColumn('token_hash', 'text', column => column.primaryKey())
      .addColumn('token_sealed', 'text', column => column.notNull())
      .addColumn('endpoint_id', 'text', column => column.notNull())
      .addColumn('valid_until', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createIndex('earlier_url_tokens_of')
      .on('earlier_url_tokens')
      .column('endpoint_id')
      .execute()
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('holder', 'text', column => column.notNull())
      .addColumn('until', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createTable('exchanges')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('connection_id', 'text', column => column.notNull())
      .addColumn('conversation_id', 'text')
      .addColumn('direction', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('attempt', 'integer')
      .addColumn('event_id', 'text')
      .addColumn('status', 'integer')
      .addColumn('milliseconds', 'integer', column => column.notNull())
      .addColumn('detail', 'text')
      .execute()
    await db.schema.createIndex('exchanges_of').on('exchanges').columns(['conversation_id', 'at']).execute()
    await db.schema.createIndex('exchanges_age').on('exchanges').column('at').execute()
  },
}
