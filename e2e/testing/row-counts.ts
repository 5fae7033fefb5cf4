import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Config } from '../../server/config.ts'

/** How many rows each table of an embedded database has: what was refused has left nothing behind. */
export function countRows({ dataFolder }: Config): Record<string, number> {
  using database = new DatabaseSync(join(dataFolder, 'copilot.sqlite'), { readOnly: true })
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
  const count = (table: string) =>
    Number(database.prepare(`select count(*) as rows from "${table}"`).get()?.rows)
  return Object.fromEntries(tables.map(({ name }) => [String(name), count(String(name))]))
}
