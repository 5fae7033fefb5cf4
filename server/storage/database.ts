import { join } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { lockFolder } from './folder-lock.ts'
import { sessionLog } from './migrations/0001-session-log.ts'
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
  const database = 'folder' in location ? openFolder(location.folder) : openPostgres(location.url, location.schema)
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
}

function openPostgres(url: string, schema?: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    types: { getTypeParser: parserFor },
    ...(schema && { options: `-c search_path=${schema}` }),
  })
  // A dropped idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { dialect: 'postgres', kysely, ping: () => ping(kysely), close: () => kysely.destroy() }
}

/** int8 as a number: all of ours are milliseconds, far below 2^53. */
const parserFor: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser

async function ping(kysely: Kysely<Tables>): Promise<void> {
  await sql`select 1`.execute(kysely)
}

async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: async () => ({ '0001-session-log': sessionLog(database.dialect) }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
