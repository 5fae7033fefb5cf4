import busboy from 'busboy'
import type { Request, RequestHandler } from 'express'
import { jwtVerify, SignJWT } from 'jose'
import type { CustomerFiles } from './customer-files.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import { toOutgoingFile } from './accept-message.ts'
import type { RateLimits } from './rate-limits.ts'
import { Refusal } from './refusal.ts'

export interface UploadParts {
  endpoints: EndpointDirectory
  files: CustomerFiles
  limits: RateLimits
  publicUrl: () => string
  /** Signs upload tokens; the same on every server. */
  signingKey: Uint8Array
}

const TOKEN_LIFETIME = '10m'
const AUDIENCE = 'upload'

/** `GET /:URLToken/fileuploadtoken`: leave to upload files for a short while, `{token, fileUploadUrl}`. */
export function uploadToken(parts: UploadParts): RequestHandler<{ URLToken: string }> {
  return async (request, response) => {
    const endpoint = await parts.endpoints.byToken(request.params.URLToken)
    if (!endpoint?.settings.active) throw new Refusal('refused', 'There is no such endpoint.')
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(endpoint.id)
      .setAudience(AUDIENCE)
      .setExpirationTime(TOKEN_LIFETIME)
      .sign(parts.signingKey)
    response.json({ token, fileUploadUrl: `${parts.publicUrl()}/uploads` })
  }
}

/**
 * `POST /uploads`, multipart with one `file`, `Authorization: Bearer <token>`: stores the file and answers
 * `{runtimeFileId, fileName, status, mimeType, size, url}`, which the client sends along as `data.attachments[]`.
 */
export function upload(parts: UploadParts): RequestHandler {
  return async (request, response) => {
    if (!(await parts.limits.mayUpload(request.ip ?? ''))) throw new Refusal('too-many', 'Too many files at once. Please wait a minute.')
    const endpoint = await parts.endpoints.byId(await bearerOf(request, parts.signingKey))
    if (!endpoint) throw new Refusal('refused', 'This upload is not allowed.')
    const { attachmentLimitInBytes, attachmentTypes } = endpoint.settings.customer
    const { name, content } = await readFile(request, attachmentLimitInBytes)
    const attachment = await parts.files.store(endpoint.id, name, content, attachmentTypes)
    const { url, mimeType } = toOutgoingFile(parts.publicUrl(), attachment)
    response.json({
      runtimeFileId: attachment.id,
      fileName: attachment.name,
      status: 'scanned',
      mimeType,
      size: content.length,
      url,
    })
  }
}

async function bearerOf(request: Request, key: Uint8Array): Promise<string> {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const verified = await jwtVerify(token, key, { audience: AUDIENCE, algorithms: ['HS256'] }).catch(() => undefined)
  if (!verified?.payload.sub) throw new Refusal('refused', 'This upload is not allowed.')
  return verified.payload.sub
}

/** The one file of a multipart body, at most `limit` bytes. */
function readFile(request: Request, limit: number): Promise<{ name: string; content: Buffer }> {
  return new Promise((resolve, reject) => {
    const refuse = (code: 'invalid' | 'too-large', message: string) => reject(new Refusal(code, message))
    let parser: busboy.Busboy
    try {
      parser = busboy({ headers: request.headers, limits: { files: 1, fileSize: limit, fields: 10, parts: 20 } })
    } catch {
      return refuse('invalid', 'A multipart body with a file is needed.')
    }
    let found = false
    parser.on('file', (_field, stream, { filename = 'file' }) => {
      found = true
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => refuse('too-large', `A file may have ${limit} bytes.`))
      stream.on('end', () => resolve({ name: filename, content: Buffer.concat(chunks) }))
    })
    parser.on('close', () => found || refuse('invalid', 'There is no file in the body.'))
    parser.on('error', () => refuse('invalid', 'The multipart body cannot be read.'))
    request.on('aborted', () => refuse('invalid', 'The upload was broken off.'))
    request.pipe(parser)
  })
}
