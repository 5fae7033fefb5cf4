import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import type { WaitingFile } from './import-files.ts'

const MOST_FILES = 5_000

/** The files of a folder and its folders, by name; `digest` tells whether anything in them changed. */
export interface ScannedFolder {
  name: string
  files: WaitingFile[]
  digest: string
}

/** Looks through a folder; hidden files are left out. Throws where it cannot be read or holds too many. */
export async function scanFolder(folder: string): Promise<ScannedFolder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => !/(^|\/)\./.test(name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  if (files.length > MOST_FILES) throw new Error(`it holds more than ${MOST_FILES} files`)
  const digest = createHash('sha256')
  for (const { name, path } of files) {
    const content = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    digest.update(`${content} ${name}\n`)
  }
  return { name: basename(folder), files, digest: digest.digest('hex') }
}
