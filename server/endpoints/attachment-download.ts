import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler } from 'express'
import type { FindContactCentre } from '../handover/contact-centre.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { AttachmentRow } from '../storage/tables/sessions.ts'
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
export function downloadAttachment({
  files,
  findContactCentre,
}: DownloadParts): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const file = await files.find(request.params.id)
    if (!file) throw notThere()
    const content = await open(file, findContactCentre, AbortSignal.timeout(DOWNLOAD_MILLISECONDS))
    response.set({
      'content-type': file.media_type.includes('*') ? 'application/octet-stream' : file.media_type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(file.name)}`,
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
  const { connection_id, conversation_id, remote_id } = file
  const contactCentre = connection_id && (await findContactCentre(connection_id))
  if (!contactCentre || !conversation_id || !remote_id) throw notThere()
  return contactCentre.downloadAttachment(conversation_id, remote_id, signal).catch(error => {
    throw contactCentre.explain(error).gone
      ? notThere()
      : new Refusal('not-ready', 'The file cannot be fetched just now.')
  })
}

const notThere = () => new Refusal('refused', 'There is no such file.')

/** RFC 8187: more than what `encodeURIComponent` leaves alone has to be encoded. */
const encodeName = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
