import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { openDatabase } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { KEY_FILE } from './secrets.ts'

const DATABASE_FILE = 'copilot.sqlite'
const MANIFEST_FILE = 'backup.json'
/** What SQLite keeps beside a database. */
const DATABASE_FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`]
const BUSY_MILLISECONDS = 30_000

const manifestSchema = z.strictObject({ madeAt: z.string(), sha256: z.string() })

/** A backup cannot be made or taken back; the message says why and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Copies an embedded data folder as it stands at one moment, while its server goes on, into a folder that must be empty
 * or not there yet: the database, checked, and the key that opens its secrets. Throws BackupError.
 */
export function backUp(dataFolder: string, target: string): void {
  const source = join(dataFolder, DATABASE_FILE)
  if (!existsSync(source)) throw new BackupError(`There is no data in ${dataFolder}.`)
  mkdirSync(target, { recursive: true, mode: 0o700 })
  if (readdirSync(target).length > 0) throw new BackupError(`${target} is not empty. Name a new folder.`)
  const copy = join(target, DATABASE_FILE)
  const database = new DatabaseSync(source, { timeout: BUSY_MILLISECONDS })
  try {
    writeFileSync(copy, '', { mode: 0o600 })
    // One read transaction: whatever the server commits meanwhile is not in it.
    database.prepare('vacuum into ?').run(copy)
  } finally {
    database.close()
  }
  check(copy)
  const key = join(dataFolder, KEY_FILE)
  if (existsSync(key)) copyFileSync(key, join(target, KEY_FILE))
  const manifest = { madeAt: new Date().toISOString(), sha256: digestOf(copy) }
  writeFileSync(join(target, MANIFEST_FILE), JSON.stringify(manifest), { mode: 0o600, flush: true })
}

/**
 * Puts a backup in the place of an embedded data folder, whose server must be stopped. What was there is kept beside it, in
 * the folder that is returned. Throws BackupError or FolderInUseError; then nothing is changed.
 */
export async function restore(backup: string, dataFolder: string): Promise<string | undefined> {
  const unlock = lockFolder(dataFolder)
  try {
    const staged = await stage(backup, dataFolder)
    const kept = setAside(dataFolder)
    for (const file of [DATABASE_FILE, KEY_FILE]) {
      if (existsSync(join(staged, file))) renameSync(join(staged, file), join(dataFolder, file))
    }
    rmSync(staged, { recursive: true })
    return kept
  } finally {
    unlock()
  }
}

/** Shows that the backup is whole and that this version can work with it, before anything is replaced. */
async function stage(backup: string, dataFolder: string): Promise<string> {
  const { sha256 } = readManifest(backup)
  const staged = mkdtempSync(join(dataFolder, 'restoring-'))
  try {
    copyFileSync(join(backup, DATABASE_FILE), join(staged, DATABASE_FILE))
    if (digestOf(join(staged, DATABASE_FILE)) !== sha256)
      throw new BackupError(`${backup} was changed since it was made.`)
    check(join(staged, DATABASE_FILE))
    const key = join(backup, KEY_FILE)
    if (existsSync(key)) copyFileSync(key, join(staged, KEY_FILE))
    await (await openStaged(staged)).close()
    return staged
  } catch (error) {
    rmSync(staged, { recursive: true, force: true })
    throw error
  }
}

const openStaged = (folder: string) =>
  openDatabase({ folder }).catch((error: Error) => {
    throw new BackupError(
      `This version cannot work with the backup; it may be of a newer one. ${error.message}`,
    )
  })

function readManifest(backup: string): z.output<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(backup, MANIFEST_FILE), 'utf8')))
  } catch {
    throw new BackupError(`${backup} is no backup, or it was never finished.`)
  }
}

function setAside(dataFolder: string): string | undefined {
  const files = [...DATABASE_FILES, KEY_FILE].filter(file => existsSync(join(dataFolder, file)))
  if (files.length === 0) return undefined
  const kept = join(dataFolder, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`)
  mkdirSync(kept, { mode: 0o700 })
  for (const file of files) renameSync(join(dataFolder, file), join(kept, file))
  return kept
}

function check(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const result = database.prepare('pragma integrity_check').get()
    if (result?.integrity_check !== 'ok') throw new BackupError(`${file} is damaged.`)
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError(`${file} is no database.`)
  } finally {
    database.close()
  }
}

const CHUNK_BYTES = 1024 * 1024

/** SHA-256 of a file of any size; what was written is on disk afterwards. */
function digestOf(file: string): string {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  const descriptor = openSync(file, 'r+')
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      hash.update(chunk.subarray(0, read))
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
}
