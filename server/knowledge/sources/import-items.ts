import { createHash } from 'node:crypto'
import type { ImportOutcome } from '../../protocol/knowledge.ts'
import type { Readers } from './reading/readers.ts'
import { type RawFile, type ReadDocument, UnreadableError } from './reading/reading.ts'

/** A file or page of an import: what was read, or why nothing was. */
export interface ImportItem {
  /** The file's name or the page's address. */
  file: string
  result: ImportOutcome['result']
  reason?: string
  documents: ReadDocument[]
  /** What was read from it before is not true any more, though reading it failed now. */
  gone?: boolean
}

/** What an import tells while it runs. */
export interface ImportTelling {
  signal: AbortSignal
  /** So many more files or pages are to be read. */
  expect: (more: number) => void
  /** One of them is settled. */
  settle: (item: ImportItem) => void
}

/** Reads files into items; one that says the same as one before it, in the order of the calls, is left out. */
export class ItemReader {
  readonly #readers: Readers
  readonly #signal: AbortSignal
  readonly #seen = new Map<string, string>()
  #before: Promise<void> = Promise.resolve()

  constructor(readers: Readers, signal: AbortSignal) {
    this.#readers = readers
    this.#signal = signal
  }

  async read(file: string, raw: () => Promise<RawFile>): Promise<ImportItem> {
    const before = this.#before
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#before = promise
    try {
      const { documents, note } = await this.#readers.read(await raw(), this.#signal)
      // Which of two equal pages stays must not depend on which came sooner: its documents keep their ids.
      await before
      const digest = digestOf(documents)
      const same = this.#seen.get(digest)
      if (same !== undefined) return leftOut(file, 'skipped', `It says the same as ${same}.`)
      this.#seen.set(digest, file)
      return { file, result: 'done', documents, ...(note && { reason: note }) }
    } catch (error) {
      this.#signal.throwIfAborted()
      if (!(error instanceof UnreadableError)) throw error
      return leftOut(file, error.result, error.message)
    } finally {
      await before
      resolve()
    }
  }
}

export const leftOut = (file: string, result: 'skipped' | 'failed', reason: string): ImportItem => ({
  file,
  result,
  reason,
  documents: [],
})

const digestOf = (documents: ReadDocument[]) =>
  createHash('sha256')
    .update(JSON.stringify(documents.map(({ title, body }) => [title, body])))
    .digest('hex')
