import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Database, openDatabase } from '../database.ts'

const POSTGRES_URL = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** A place for data that is empty at first and gone in the end. */
export interface Storage {
  open(): Promise<Database>
  remove(): Promise<void>
}

export interface PostgresStorage extends Storage {
  location: { url: string; schema: string }
  cutConnections(): Promise<void>
}

/** A temporary folder. */
export function folderStorage(): Storage & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'copilot-'))
  return {
    folder,
    open: () => openDatabase({ folder }),
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

/** A schema of its own in the Postgres of TEST_DATABASE_URL; its connections carry its name. */
export async function postgresStorage(): Promise<PostgresStorage> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(POSTGRES_URL)
  url.searchParams.set('application_name', schema)
  await onPostgres(`create schema ${schema}`)
  const location = { url: url.href, schema }
  return {
    location,
    open: () => openDatabase(location),
    cutConnections: () =>
      onPostgres(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${schema}'`,
      ),
    remove: () => onPostgres(`drop schema ${schema} cascade`),
  }
}

/** Why there is no Postgres to test with, or undefined where there is one. */
export async function whyNoPostgres(): Promise<string | undefined> {
  try {
    await onPostgres('select 1')
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `TEST_DATABASE_URL does not answer: ${reason}`
  }
}

/** Runs statements on a connection of its own. */
async function onPostgres(statements: string): Promise<void> {
  const client = new Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}
