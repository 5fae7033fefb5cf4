import { describe } from 'vitest'
import { folderStorage, postgresStorage, type Storage, whyNoPostgres } from './storages.ts'

const noPostgres = await whyNoPostgres()
if (noPostgres) process.stderr.write(`Tests on Postgres are skipped. ${noPostgres}\n`)

/** Runs the same tests on SQLite and on Postgres. */
export function describeStorages(name: string, tests: (create: () => Promise<Storage>) => void): void {
  describe(`${name} on SQLite`, () => tests(async () => folderStorage()))
  describePostgres(name, tests)
}

/** Runs tests that need several servers on one database. Without Postgres they are skipped, and the name says why. */
export function describePostgres(name: string, tests: (create: typeof postgresStorage) => void): void {
  const described = noPostgres ? `${name} on Postgres, skipped because ${noPostgres}` : `${name} on Postgres`
  describe.skipIf(noPostgres)(described, () => tests(postgresStorage))
}
