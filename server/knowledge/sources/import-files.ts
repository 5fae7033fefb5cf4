import { readFile } from 'node:fs/promises'
import { eachOf } from './each-of.ts'
import { type ImportItem, type ImportTelling, ItemReader, leftOut } from './import-items.ts'
import type { Readers } from './reading/readers.ts'

/** A file that waits on this machine's disk to be read. */
export interface WaitingFile {
  name: string
  path: string
  /** It could not be taken in whole. */
  problem?: string
}

const FILES_AT_ONCE = 4

/** Reads files from disk. Rejects with the reason of the signal. */
export async function importFiles(
  files: readonly WaitingFile[],
  readers: Readers,
  { signal, expect, settle }: ImportTelling,
): Promise<ImportItem[]> {
  expect(files.length)
  const reader = new ItemReader(readers, signal)
  const names = new Set<string>()
  const items: ImportItem[] = []
  await eachOf(files, FILES_AT_ONCE, async ({ name, path, problem }) => {
    signal.throwIfAborted()
    if (names.has(name))
      return settle(leftOut(name, 'skipped', 'Another file of this upload has the same name.'))
    names.add(name)
    const item = problem
      ? leftOut(name, 'failed', problem)
      : await reader.read(name, async () => ({ name, content: await readFile(path) }))
    items.push(item)
    settle(item)
  })
  return items
}
