import type { Request, RequestHandler } from 'express'
import { jwtVerify, SignJWT } from 'jose'
import { Refusal } from '../protocol/refusal.ts'
import type { CustomerFiles } from './customer-files.ts'
import { toOutgoingFile } from './customer-outputs.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import type { RateLimits } from './rate-limits.ts'
import { receiveFile } from './receive-file.ts'

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
 * The address in `url` opens once a message has named the file.
 */
export function upload(parts: UploadParts): RequestHandler {
  return async (request, response) => {
    const endpoint = await parts.endpoints.byId(await endpointOf(request, parts.signingKey))
    if (!endpoint?.settings.active) throw notAllowed()
    if (!(await parts.limits.mayUpload(request.ip ?? ''))) {
      throw new Refusal('too-many', 'Too many files at once. Please try again later.')
    }
    const { attachmentLimitInBytes, attachmentTypes } = endpoint.settings.customer
    const { name, content } = await receiveFile(request, attachmentLimitInBytes)
    const attachment = await parts.files.store(endpoint.id, name, content, attachmentTypes)
    const { name: fileName, url, mimeType } = toOutgoingFile(parts.publicUrl(), attachment)
    const { id: runtimeFileId, sizeInBytes: size } = attachment
    response.json({ runtimeFileId, fileName, status: 'scanned', mimeType, size, url })
  }
}

/** The endpoint that the bearer's token is for. */
async function endpointOf(request: Request, key: Uint8Array): Promise<string> {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const verified = await jwtVerify(token, key, { audience: AUDIENCE, algorithms: ['HS256'] }).catch(
    () => undefined,
  )
  if (!verified?.payload.sub) throw notAllowed()
  return verified.payload.sub
}

const notAllowed = () => new Refusal('refused', 'This upload is not allowed.')
