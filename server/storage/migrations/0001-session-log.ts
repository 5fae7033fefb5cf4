import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

type Dialect = 'sqlite' | 'postgres'

/** The first tables: endpoints and connections, the session log, and what its transactions keep beside it. */
export function sessionLog(dialect: Dialect): Migration {
  const blob = dialect === 'postgres' ? sql`bytea` : sql`blob`
  // SQLite keeps such a table in its primary key's order: one tree to write to for each row instead of two.
  const byKey = dialect === 'postgres' ? sql`` : sql`without rowid`
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('endpoints')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('url_token_hash', 'text', column => column.notNull().unique())
        .addColumn('url_token_sealed', 'text', column => column.notNull())
        .addColumn('settings', 'text', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema
        .createTable('connections')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('settings', 'text', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('user_id', 'text', column => column.notNull())
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('last_seq', 'integer', column => column.notNull())
        .addColumn('acknowledged_seq', 'integer', column => column.notNull())
        .addColumn('claimed_by', 'text')
        .addColumn('claimed_until', 'bigint', column => column.notNull())
        .addColumn('claimed_seq', 'integer', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('updated_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema
        .createTable('events')
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('seq', 'integer', column => column.notNull())
        .addColumn('type', 'text', column => column.notNull())
        .addColumn('body', 'text', column => column.notNull())
        .addPrimaryKeyConstraint('events_key', ['session_id', 'seq'])
        .modifyEnd(byKey)
        .execute()
      await db.schema
        .createTable('deliveries')
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('seq', 'integer', column => column.notNull())
        .addColumn('target', 'text', column => column.notNull())
        .addColumn('status', 'text', column => column.notNull())
        .addColumn('attempts', 'integer', column => column.notNull())
        .addColumn('due_at', 'bigint', column => column.notNull())
        .addColumn('error', 'text')
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('settled_at', 'bigint')
        .addPrimaryKeyConstraint('deliveries_key', ['session_id', 'seq', 'target'])
        .modifyEnd(byKey)
        .execute()
      await db.schema
        .createIndex('deliveries_pending')
        .on('deliveries')
        .columns(['session_id', 'seq'])
        .where(sql.ref('status'), '=', sql.lit('pending'))
        .execute()
      await db.schema
        .createTable('timers')
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('kind', 'text', column => column.notNull())
        .addColumn('due_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('timers_key', ['session_id', 'kind'])
        .modifyEnd(byKey)
        .execute()
      await db.schema.createIndex('timers_due').on('timers').column('due_at').execute()
      await db.schema
        .createTable('receipts')
        .addColumn('scope', 'text', column => column.notNull())
        .addColumn('id', 'text', column => column.notNull())
        .addColumn('digest', 'text', column => column.notNull())
        .addColumn('received_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('receipts_key', ['scope', 'id'])
        .modifyEnd(byKey)
        .execute()
      await db.schema.createIndex('receipts_age').on('receipts').column('received_at').execute()
      await db.schema
        .createTable('conversations')
        .addColumn('conversation_id', 'text', column => column.notNull())
        .addColumn('connection_id', 'text', column => column.notNull())
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('handover_id', 'text', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('conversations_key', ['connection_id', 'conversation_id'])
        .execute()
      await db.schema
        .createTable('waiting_webhooks')
        .addColumn('connection_id', 'text', column => column.notNull())
        .addColumn('event_id', 'text', column => column.notNull())
        .addColumn('conversation_id', 'text', column => column.notNull())
        .addColumn('digest', 'text', column => column.notNull())
        .addColumn('body', 'text', column => column.notNull())
        .addColumn('received_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('waiting_webhooks_key', ['connection_id', 'event_id'])
        .execute()
      await db.schema
        .createIndex('waiting_webhooks_conversation')
        .on('waiting_webhooks')
        .columns(['connection_id', 'conversation_id'])
        .execute()
      await db.schema
        .createTable('attachments')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('session_id', 'text', column => column.notNull())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('media_type', 'text', column => column.notNull())
        .addColumn('size_in_bytes', 'bigint')
        .addColumn('content', blob)
        .addColumn('connection_id', 'text')
        .addColumn('conversation_id', 'text')
        .addColumn('remote_id', 'text')
        .addColumn('created_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema.createIndex('attachments_session').on('attachments').column('session_id').execute()
      await db.schema
        .createTable('knowledge_documents')
        .addColumn('endpoint_id', 'text', column => column.notNull())
        .addColumn('id', 'text', column => column.notNull())
        .addColumn('title', 'text', column => column.notNull())
        .addColumn('tags', 'text', column => column.notNull())
        .addColumn('language', 'text')
        .addColumn('body', 'text', column => column.notNull())
        .addColumn('updated_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('knowledge_documents_key', ['endpoint_id', 'id'])
        .execute()
    },
  }
}
