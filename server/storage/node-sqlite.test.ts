import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { SizedStatement } from './sized-statement.ts'
import { folderStorage } from './testing/storages.ts'

describe('SQLite', () => {
  const storage = folderStorage()
  let database: Database
  beforeAll(async () => {
    database = await storage.open()
  })
  afterAll(async () => {
    await database.close()
    await storage.remove()
  })

  const pragma = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database.kysely)
    return Object.values(rows[0] ?? {})[0]
  }

  it('has every commit on disk before it returns', async () => {
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
  })

  it('keeps its files to their owner', async () => {
    await database.kysely
      .insertInto('receipts')
      .values({ scope: 's', id: 'i', digest: 'd', received_at: 1 })
      .execute()
    for (const name of ['copilot.sqlite', 'copilot.sqlite-wal', 'copilot.sqlite-shm']) {
      expect(statSync(join(storage.folder, name)).mode & 0o777).toBe(0o600)
    }
  })

  it('gives back bytes as they were', async () => {
    const content = new Uint8Array([0, 255, 10, 13])
    const file = { id: 'f', session_id: '', name: 'n', media_type: 'm', size_in_bytes: 4, created_at: 1 }
    const remote = { connection_id: null, conversation_id: null, remote_id: null }
    await database.kysely
      .insertInto('attachments')
      .values({ ...file, ...remote, content })
      .execute()
    const row = await database.kysely.selectFrom('attachments').select('content').executeTakeFirstOrThrow()
    expect(row.content).toEqual(content)
  })

  it('runs a statement over any number of items', async () => {
    const insert = new SizedStatement<{ scope: string; id: string; digest: string; received_at: number }>(
      ['scope', 'id', 'digest', 'received_at'],
      (kysely, rows) => kysely.insertInto('receipts').values(rows).compile(),
    )
    for (const count of [0, 1, 3, 127, 128, 129, 700]) {
      const rows = Array.from({ length: count }, (_, index) => ({
        scope: `${count}`,
        id: `${index}`,
        digest: 'd',
        received_at: index,
      }))
      await insert.run(database.kysely, rows)
      const found = await database.kysely
        .selectFrom('receipts')
        .selectAll()
        .where('scope', '=', `${count}`)
        .orderBy('received_at')
        .execute()
      expect(found).toEqual(rows)
    }
  })
})
