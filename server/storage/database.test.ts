import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { FolderInUseError } from './folder-lock.ts'
import { describePostgres, describeStorages } from './testing/describe-storages.ts'
import { folderStorage } from './testing/storages.ts'

const connection = { id: 'c', name: 'c', settings: '', created_at: 1_700_000_000_000 }

describeStorages('a database', create => {
  it('is brought up to date once and keeps its data', async () => {
    const storage = await create()
    const first = await storage.open()
    await first.ping()
    await first.kysely.insertInto('connections').values(connection).execute()
    await first.close()
    const second = await storage.open()
    expect(await second.kysely.selectFrom('connections').selectAll().execute()).toMatchObject([connection])
    await second.close()
    await storage.remove()
  })
})

describe('a database in a folder', () => {
  it('belongs to one server, and is free again when that one ends', async () => {
    const storage = folderStorage()
    const database = await storage.open()
    await expect(storage.open()).rejects.toThrow(FolderInUseError)
    await database.close()
    await (await storage.open()).close()
    await storage.remove()
  })

  it('is free again when it could not be opened', async () => {
    const storage = folderStorage()
    writeFileSync(
      join(storage.folder, 'copilot.sqlite'),
      'this is no database, and it is long enough to be read as one',
    )
    await expect(storage.open()).rejects.toThrow('not a database')
    await expect(storage.open()).rejects.toThrow('not a database')
    await storage.remove()
  })

  it('says what is wrong with a folder that is none', async () => {
    const storage = folderStorage()
    const lock = join(storage.folder, 'lock.sqlite')
    mkdirSync(lock)
    await expect(storage.open()).rejects.not.toThrow(FolderInUseError)
    await storage.remove()
  })
})

describePostgres('a database', create => {
  it('is brought up to date by one of several servers that start at once', async () => {
    const storage = await create()
    const databases = await Promise.all(Array.from({ length: 4 }, () => storage.open()))
    for (const { kysely } of databases) {
      const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely)
      expect(rows.length).toBeGreaterThan(1)
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
    }
    await Promise.all(databases.map(database => database.close()))
    await storage.remove()
  })

  it('tells of a schema that is not there', async () => {
    const storage = await create()
    await storage.remove()
    await expect(storage.open()).rejects.toThrow('The Postgres schema of the search path does not exist.')
  })

  it('keeps numbers beyond 32 bits', async () => {
    const storage = await create()
    const database = await storage.open()
    await database.kysely.insertInto('connections').values(connection).execute()
    const row = await database.kysely.selectFrom('connections').select('created_at').executeTakeFirst()
    expect(row).toEqual({ created_at: connection.created_at })
    await database.close()
    await storage.remove()
  })
})

it('says which Postgres does not answer', async () => {
  await expect(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })).rejects.toThrow('ECONNREFUSED')
})
