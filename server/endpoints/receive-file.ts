import type { Readable } from 'node:stream'
import busboy from 'busboy'
import type { Request } from 'express'
import { Refusal } from '../protocol/refusal.ts'

/** A file as it came, under the name that its sender gave it. */
export interface ReceivedFile {
  name: string
  content: Buffer
}

/** The first file of a multipart body, at most `limit` bytes. Rejects with a Refusal for every other body. */
export function receiveFile(request: Request, limit: number): Promise<ReceivedFile> {
  const { promise, resolve, reject } = Promise.withResolvers<ReceivedFile>()
  const refuse = (code: 'invalid' | 'too-large', message: string) => reject(new Refusal(code, message))
  const tooLarge = () => refuse('too-large', `A file may have ${limit} bytes.`)
  const unreadable = () => refuse('invalid', 'The multipart body cannot be read.')
  const parser = openParser(request, limit)
  parser.on('file', (_field, file: Readable, { filename: name = 'file' }) => {
    const chunks: Buffer[] = []
    file.on('data', (chunk: Buffer) => chunks.push(chunk))
    file.on('limit', tooLarge)
    file.on('error', unreadable)
    file.on('end', () => {
      if (chunks.length === 0) refuse('invalid', 'The file is empty.')
      else resolve({ name, content: Buffer.concat(chunks) })
    })
  })
  parser.on('close', () => refuse('invalid', 'There is no file in the body.'))
  parser.on('error', unreadable)
  request.on('close', () => request.complete || unreadable())
  request.pipe(parser)
  return promise
}

function openParser(request: Request, limit: number): busboy.Busboy {
  try {
    // One byte more than allowed: busboy reports a file that just reaches its limit as too large.
    const limits = { files: 1, fileSize: limit + 1, fields: 10, fieldSize: 1_000, parts: 20 }
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits })
  } catch {
    throw new Refusal('invalid', 'A multipart body with a file is needed.')
  }
}
