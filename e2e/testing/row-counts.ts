import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import type { Config } from '../../server/config.ts'

/** How many rows each table of an embedded database has: what was refused has left nothing behind. */
export function countRows(config: Config): Record<string, number> {
  using database = open(config)
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
  const count = (table: string) =>
    Number(database.prepare(`select count(*) as rows from "${table}"`).get()?.rows)
  return Object.fromEntries(tables.map(({ name }) => [String(name), count(String(name))]))
}

/** How many rows a webhook of that id has left. */
export function tracesOf(config: Config, eventId: string): number {
  using database = open(config)
  const count = database.prepare(
    'select (select count(*) from receipts where id = :id) + (select count(*) from waiting_webhooks where event_id = :id) as rows',
  )
  return Number(count.get({ id: eventId })?.rows)
}

/** Resolves when every delivery is settled: nothing that was accepted is still at work. */
export async function untilQuiet(config: Config): Promise<void> {
  using database = open(config)
  const pending = database.prepare("select count(*) as rows from deliveries where status = 'pending'")
  await expect.poll(() => pending.get()?.rows, { interval: 1, timeout: 5_000 }).toBe(0)
}

const open = ({ dataFolder }: Config) =>
  new DatabaseSync(join(dataFolder, 'copilot.sqlite'), { readOnly: true })
