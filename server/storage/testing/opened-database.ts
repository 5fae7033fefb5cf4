import { afterAll, beforeAll } from 'vitest'
import type { Database } from '../database.ts'
import { folderStorage, type Storage } from './storages.ts'

/** A database that is empty and open before the tests beside this call, and gone after them. */
export function openedDatabase(create: () => Storage | Promise<Storage> = folderStorage): () => Database {
  let storage: Storage
  let database: Database
  beforeAll(async () => {
    storage = await create()
    database = await storage.open()
  })
  afterAll(async () => {
    await database.close()
    await storage.remove()
  })
  return () => database
}
