import { join } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool, types } from 'pg'
import { lockFolder } from './folder-lock.ts'
import { sessionLog } from './migrations/0001-session-log.ts'
import { knowledgeSources } from './migrations/0002-knowledge-sources.ts'
import { usage } from './migrations/0003-usage.ts'
import { administration } from './migrations/0004-administration.ts'
import { administered } from './migrations/0005-administered.ts'
import { liveAgent } from './migrations/0006-live-agent.ts'
import { interactions } from './migrations/0007-interactions.ts'
import { installationSettings } from './migrations/0008-installation-settings.ts'
import { pastReplies } from './migrations/0013-past-replies.ts'
import { passageVectors } from './migrations/0020-passage-vectors.ts'
import { deliveryAttempts } from './migrations/0021-delivery-attempts.ts'
import { figures } from './migrations/0022-figures.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import type { Tables } from './schema.ts'

export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  readonly kysely: Kysely<Tables>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Where data live: a folder for this server alone, or a Postgres that several servers share. */
export type DatabaseLocation = { folder: string } | { url: string; schema?: string }

/** Opens the database and brings its tables up to date. Throws FolderInUseError for a folder in use. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const database =
    'folder' in location ? openFolder(location.folder) : openPostgres(location.url, location.schema)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

function openFolder(folder: string): Database {
  const unlock = lockFolder(folder)
  try {
    const sqlite = openNodeSqlite(join(folder, 'copilot.sqlite'))
    const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) })
    return {
      dialect: 'sqlite',
      kysely,
      ping: () => ping(kysely),
      async close() {
        await kysely.destroy()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function openPostgres(url: string, schema?: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    // A server that hangs in a transaction must not keep its sessions locked for the others.
    idle_in_transaction_session_timeout: 15_000,
    // The database itself is gone: longer than it would take to say that a statement took too long.
    query_timeout: 20_000,
    keepAlive: true,
    types: { getTypeParser: parserFor },
    ...(schema && { options: `-c search_path=${schema}` }),
  })
  // A dropped connection is replaced by the pool; without a listener, idle or in use, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { dialect: 'postgres', kysely, ping: () => ping(kysely), close: () => kysely.destroy() }
}

/** int8 as a number: all of ours are milliseconds and sizes, far below 2^53. */
const parserFor = (type: typeof types.builtins.INT8, format?: 'text' | 'binary') =>
  type === types.builtins.INT8 ? Number : types.getTypeParser(type, format)

async function ping(kysely: Kysely<Tables>): Promise<void> {
  await sql`select 1`.execute(kysely)
}

async function migrate({ dialect, kysely }: Database): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    provider: {
      getMigrations: async () => ({
        '0001-session-log': sessionLog(dialect),
        '0002-knowledge-sources': knowledgeSources,
        '0003-usage': usage(),
        '0004-administration': administration(),
        '0005-administered': administered,
        '0006-live-agent': liveAgent(),
        '0007-interactions': interactions,
        '0008-installation-settings': installationSettings(),
        '0013-past-replies': pastReplies(),
        '0020-passage-vectors': passageVectors(dialect),
        '0021-delivery-attempts': deliveryAttempts(dialect),
        '0022-figures': figures(),
      }),
    },
    // Without it the migrator would take another schema's record of migrations for this one's.
    migrationTableSchema: dialect === 'postgres' ? await currentSchema(kysely) : undefined,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function currentSchema(kysely: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(kysely)
  const schema = rows[0]?.schema
  if (!schema) throw new Error('The Postgres schema of the search path does not exist.')
  return schema
}
