import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Request } from 'express'
import { HttpProblem, invalid } from '../../web/problem.ts'
import type { WaitingFile } from './import-files.ts'

const MEGABYTE = 1024 * 1024
const LARGEST_FILE = 20 * MEGABYTE
const LARGEST_UPLOAD = 500 * MEGABYTE
const MOST_FILES = 1_000
const LONGEST_NAME = 255

/** Uploaded files on this machine's disk, until `discard`. */
export interface ReceivedFiles {
  files: WaitingFile[]
  discard(): Promise<void>
}

/**
 * Takes every file of a multipart body to disk, each under its own name. A file that is too large is told of and not
 * kept. Throws HttpProblem where there is none, there are too many, or the body breaks off.
 */
export async function receiveFiles(request: Request, signal: AbortSignal): Promise<ReceivedFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'copilot-import-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  try {
    const files = await toDisk(request, folder, signal)
    if (files.length === 0) throw invalid('file', 'is needed: send one or more files')
    return { files, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

/** The request itself is left whole, so that whoever sent it can read why it was refused. */
async function toDisk(request: Request, folder: string, signal: AbortSignal): Promise<WaitingFile[]> {
  const parser = openParser(request)
  const stop = new AbortController()
  const { promise: parsed, resolve, reject } = Promise.withResolvers<void>()
  const files: Promise<WaitingFile>[] = []
  const unreadable = () => reject(new HttpProblem(400, 'The upload broke off or cannot be read.'))
  let bytes = 0
  parser.on('file', (_field, file: Readable & { truncated?: boolean }, { filename }) => {
    const written = toFile(file, cleanName(filename), join(folder, String(files.length)), stop.signal)
    // It is awaited below; until then its error must not end the process.
    written.catch(unreadable)
    files.push(written)
    file.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_UPLOAD) reject(tooMuch(`${LARGEST_UPLOAD / MEGABYTE} MB`))
    })
  })
  parser.on('filesLimit', () => reject(tooMuch(`${MOST_FILES} files`)))
  parser.on('error', unreadable).on('close', resolve)
  request.once('close', () => request.complete || unreadable())
  signal.addEventListener('abort', unreadable, { once: true })
  request.pipe(parser)
  try {
    await parsed
    return await Promise.all(files)
  } finally {
    stop.abort()
    request.unpipe(parser).resume()
    await Promise.allSettled(files)
  }
}

async function toFile(
  file: Readable & { truncated?: boolean },
  name: string,
  path: string,
  signal: AbortSignal,
): Promise<WaitingFile> {
  await pipeline(file, createWriteStream(path), { signal })
  return {
    name,
    path,
    ...(file.truncated && { problem: `This file is larger than ${LARGEST_FILE / MEGABYTE} MB.` }),
  }
}

const tooMuch = (most: string) =>
  new HttpProblem(413, `An upload may have ${most}; send the rest in another one.`)

function openParser(request: Request): busboy.Busboy {
  try {
    // One byte more than allowed: busboy reports a file that just reaches its limit as too large.
    const limits = { files: MOST_FILES, fileSize: LARGEST_FILE + 1, fields: 0, parts: MOST_FILES + 10 }
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits })
  } catch {
    throw new HttpProblem(415, 'Send files as multipart/form-data.')
  }
}

const cleanName = (name: string | undefined) =>
  (name ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(-LONGEST_NAME) || 'file'
