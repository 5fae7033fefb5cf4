import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

const CACHED_STATEMENTS = 256

/*
 * `synchronous=full` makes every commit durable before it returns. The rest makes a commit of many sessions cheap: it
 * changes a page of each, so that pages are small; the write-ahead log may grow to 32 MB before it is copied into the
 * database, so that a page that changes often is copied once; 64 MB of pages are kept in memory, and so is what a
 * statement over many rows needs to undo itself, which would be a file for each of them otherwise.
 */
const PRAGMAS = `
  pragma page_size = 2048;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma wal_autocheckpoint = 16000;
  pragma cache_size = -65536;
  pragma temp_store = memory;
  pragma foreign_keys = on;
`

/**
 * `node:sqlite` in the shape that Kysely's SQLite dialect asks for, with prepared statements kept.
 * The file is its owner's alone, and so are those that SQLite puts beside it.
 */
export function openNodeSqlite(file: string): SqliteDatabase {
  closeSync(openSync(file, 'a', 0o600))
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec(PRAGMAS)
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = adapt(database.prepare(sql))
      if (statements.size >= CACHED_STATEMENTS) statements.delete(statements.keys().next().value ?? '')
      statements.set(sql, statement)
      return statement
    },
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...values(parameters)),
    run: parameters => statement.run(...values(parameters)),
    iterate: parameters => statement.iterate(...values(parameters)),
  }
}
