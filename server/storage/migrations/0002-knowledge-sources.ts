import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Knowledge by its sources. Documents known before came from the setup file, which is read again at each start, so
 * their table simply begins anew.
 */
export const knowledgeSources: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('knowledge_documents').execute()
    await db.schema
      .createTable('knowledge_stores')
      .addColumn('endpoint_id', 'text', column => column.primaryKey())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createTable('knowledge_sources')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('endpoint_id', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('tags', 'text', column => column.notNull())
      .addColumn('language', 'text')
      .addColumn('address', 'text')
      .addColumn('managed_digest', 'text')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .addColumn('imported_at', 'bigint')
      .execute()
    await db.schema
      .createIndex('knowledge_sources_endpoint')
      .on('knowledge_sources')
      .column('endpoint_id')
      .execute()
    await db.schema
      .createTable('knowledge_documents')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('source_id', 'text', column => column.notNull())
      .addColumn('file', 'text', column => column.notNull())
      .addColumn('place', 'integer', column => column.notNull())
      .addColumn('title', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('tags', 'text', column => column.notNull())
      .addColumn('language', 'text')
      .addColumn('url', 'text')
      .addColumn('body', 'text', column => column.notNull())
      .addColumn('updated_at', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createIndex('knowledge_documents_source')
      .on('knowledge_documents')
      .columns(['source_id', 'place'])
      .execute()
    await db.schema
      .createTable('knowledge_imports')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('source_id', 'text', column => column.notNull())
      .addColumn('status', 'text', column => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('server_id', 'text', column => column.notNull())
      .addColumn('alive_at', 'bigint', column => column.notNull())
      .addColumn('total', 'integer')
      .addColumn('done', 'integer', column => column.notNull())
      .addColumn('skipped', 'integer', column => column.notNull())
      .addColumn('failed', 'integer', column => column.notNull())
      .addColumn('started_at', 'bigint', column => column.notNull())
      .addColumn('ended_at', 'bigint')
      .execute()
    await db.schema
      .createIndex('knowledge_imports_source')
      .on('knowledge_imports')
      .columns(['source_id', 'started_at'])
      .execute()
    // One import of a source at a time, on whichever server.
    await db.schema
      .createIndex('knowledge_imports_open')
      .unique()
      .on('knowledge_imports')
      .column('source_id')
      .where(sql<boolean>`status in ('waiting', 'running')`)
      .execute()
    await db.schema
      .createTable('knowledge_import_outcomes')
      .addColumn('import_id', 'text', column => column.notNull())
      .addColumn('place', 'integer', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('result', 'text', column => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('documents', 'integer', column => column.notNull())
      .addPrimaryKeyConstraint('knowledge_import_outcomes_key', ['import_id', 'place'])
      .execute()
  },
}
