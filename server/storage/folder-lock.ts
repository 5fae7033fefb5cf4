import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process already works on the embedded data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/**
 * Takes the data folder for this process alone; the returned function gives it back.
 * The lock is an exclusive transaction on a file of its own: the operating system drops it with the process,
 * so a killed server leaves nothing to clean up, and the database beside it stays readable for backups.
 * Throws FolderInUseError where another process holds it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new FolderInUseError(
      `The data folder ${folder} is in use by another server. Stop it, set another DATA_DIR, or set DATABASE_URL to run several servers.`,
    )
  }
  return () => lock.close()
}

const SQLITE_BUSY = 5
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
