import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Administrators, their sessions and one-time links, API keys, and the log of what they did. */
export function administration(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('administrators')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('email', 'text', column => column.notNull().unique())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('role', 'text', column => column.notNull())
        .addColumn('password', 'text')
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('last_signed_in_at', 'bigint')
        .execute()
      await db.schema
        .createTable('administrator_sessions')
        .addColumn('token_hash', 'text', column => column.primaryKey())
        .addColumn('administrator_id', 'text', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('used_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema
        .createIndex('administrator_sessions_of')
        .on('administrator_sessions')
        .column('administrator_id')
        .execute()
      await db.schema
        .createTable('one_time_links')
        .addColumn('token_hash', 'text', column => column.primaryKey())
        .addColumn('administrator_id', 'text')
        .addColumn('expires_at', 'bigint', column => column.notNull())
        .execute()
      await db.schema
        .createTable('api_keys')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('name', 'text', column => column.notNull())
        .addColumn('key_hash', 'text', column => column.notNull().unique())
        .addColumn('begins_with', 'text', column => column.notNull())
        .addColumn('scopes', 'text', column => column.notNull())
        .addColumn('endpoint_ids', 'text')
        .addColumn('expires_at', 'bigint')
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('last_used_at', 'bigint')
        .execute()
      await db.schema
        .createTable('audit_log')
        .addColumn('id', 'text', column => column.primaryKey())
        .addColumn('at', 'bigint', column => column.notNull())
        .addColumn('by_kind', 'text', column => column.notNull())
        .addColumn('by_id', 'text')
        .addColumn('by_name', 'text', column => column.notNull())
        .addColumn('act', 'text', column => column.notNull())
        .addColumn('target', 'text', column => column.notNull())
        .addColumn('outcome', 'text', column => column.notNull())
        .addColumn('detail', 'text', column => column.notNull())
        .addColumn('address', 'text', column => column.notNull())
        .execute()
      await db.schema.createIndex('audit_log_age').on('audit_log').columns(['at', 'id']).execute()
    },
  }
}
