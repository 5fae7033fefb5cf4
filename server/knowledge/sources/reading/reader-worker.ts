import { parentPort } from 'node:worker_threads'
import { readFile } from './read-file.ts'
import { type RawFile, type Reading, UnreadableError } from './reading.ts'

/** What the worker answers to a file: what was read, or why not. */
export type ReaderAnswer = { reading: Reading } | { result: 'skipped' | 'failed'; reason: string }

parentPort?.on('message', (file: RawFile) => {
  void answer(file).then(given => parentPort?.postMessage(given))
})
parentPort?.postMessage('ready')

async function answer(file: RawFile): Promise<ReaderAnswer> {
  try {
    return { reading: await readFile(file) }
  } catch (error) {
    if (error instanceof UnreadableError) return { result: error.result, reason: error.message }
    return { result: 'failed', reason: 'This file is damaged or built in a way that cannot be read.' }
  }
}
