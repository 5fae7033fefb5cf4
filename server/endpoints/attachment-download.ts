import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler } from 'express'
import type { FindContactCentre } from '../handover/contact-centre.ts'
import type { AttachmentRow } from '../storage/schema.ts'
import type { CustomerFiles } from './customer-files.ts'

export interface DownloadParts {
  files: CustomerFiles
  findContactCentre: FindContactCentre
}

const DOWNLOAD_MILLISECONDS = 60_000

/**
 * `GET /attachments/:id`: a file of a conversation, for whoever was given its unguessable address. Files that 8x8
 * keeps are fetched with the key from 8x8 itself, never from an address that a message names.
 * A browser never takes one for a page of ours.
 */
export function downloadAttachment({ files, findContactCentre }: DownloadParts): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const file = await files.find(request.params.id)
    const content = file && (await open(file, findContactCentre, AbortSignal.timeout(DOWNLOAD_MILLISECONDS)))
    if (!content) {
      response.status(404).type('application/problem+json').send({ type: 'about:blank', title: 'Not found', status: 404 })
      return
    }
    response.set({
      'content-type': file.media_type.includes('*') ? 'application/octet-stream' : file.media_type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=3600',
    })
    await pipeline(Readable.from(content), response)
  }
}

async function open(file: AttachmentRow, findContactCentre: FindContactCentre, signal: AbortSignal) {
  if (file.content) return [file.content]
  if (!file.connection_id || !file.conversation_id || !file.remote_id) return undefined
  const contactCentre = await findContactCentre(file.connection_id)
  return contactCentre?.downloadAttachment(file.conversation_id, file.remote_id, signal).catch(() => undefined)
}
