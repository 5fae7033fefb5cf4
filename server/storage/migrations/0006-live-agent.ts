import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The live-agent door: integrations' logins, app tokens and OAuth tokens. */
export function liveAgent(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('live_agent_logins')
        .addColumn('connection_id', 'text', column => column.primaryKey())
        .addColumn('username', 'text', column => column.notNull())
        .addColumn('password', 'text', column => column.notNull())
        .execute()
      await db.schema
        .createTable('live_agent_app_tokens')
        .addColumn('token_hash', 'text', column => column.primaryKey())
        .addColumn('connection_id', 'text', column => column.notNull())
        .addColumn('begins_with', 'text', column => column.notNull())
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('expires_at', 'bigint')
        .execute()
      await db.schema
        .createIndex('live_agent_app_tokens_of')
        .on('live_agent_app_tokens')
        .column('connection_id')
        .execute()
      await db.schema
        .createTable('live_agent_grants')
        .addColumn('token_hash', 'text', column => column.primaryKey())
        .addColumn('kind', 'text', column => column.notNull())
        .addColumn('family', 'text', column => column.notNull())
        .addColumn('connection_id', 'text', column => column.notNull())
        .addColumn('expires_at', 'bigint', column => column.notNull())
        .addColumn('used_at', 'bigint')
        .execute()
      await db.schema
        .createIndex('live_agent_grants_family')
        .on('live_agent_grants')
        .column('family')
        .execute()
      await db.schema
        .createIndex('live_agent_grants_of')
        .on('live_agent_grants')
        .column('connection_id')
        .execute()
      await db.schema
        .createIndex('live_agent_grants_age')
        .on('live_agent_grants')
        .column('expires_at')
        .execute()
    },
  }
}
