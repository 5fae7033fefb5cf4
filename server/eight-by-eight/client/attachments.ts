import { FormData } from 'undici'
import type { AuthorType } from '../conversation-request.ts'
import { type StoredAttachment, storedAttachmentSchema } from '../resources.ts'
import { pathOf } from './call.ts'
import { everyItem, type Page, type PageQuery, pageOf } from './page.ts'
import type { Transport } from './transport.ts'

export interface AttachmentToUpload {
  authorType: AuthorType
  fileName: string
  /** The bytes with their media type; `openAsBlob` of node:fs keeps a large file out of memory. */
  content: Blob
}

const TRANSFER_TIMEOUT_MS = 60_000

const attachmentPage = pageOf('attachments', storedAttachmentSchema)

const attachmentsOf = (conversationId: string) =>
  pathOf`/chat-gateway/v1/conversations/${conversationId}/attachments`

/** Chat Gateway v1.0, /conversations/{conversationId}/attachments. */
export function createAttachmentsResource({ json, bytes }: Transport) {
  const list = (
    conversationId: string,
    query: PageQuery = {},
    signal?: AbortSignal,
  ): Promise<Page<StoredAttachment>> =>
    json({ method: 'GET', path: attachmentsOf(conversationId), query: { ...query }, signal }, attachmentPage)

  return {
    /** Stores a file, which a message may then refer to by the id that is returned. */
    upload: (
      conversationId: string,
      attachment: AttachmentToUpload,
      signal?: AbortSignal,
    ): Promise<StoredAttachment> => {
      const body = new FormData()
      body.append('authorType', attachment.authorType)
      body.append('attachment', attachment.content, attachment.fileName)
      const path = attachmentsOf(conversationId)
      return json(
        { method: 'POST', path, body, timeoutMs: TRANSFER_TIMEOUT_MS, signal },
        storedAttachmentSchema,
      )
    },

    list,

    every: (conversationId: string, signal?: AbortSignal) =>
      everyItem({ method: 'GET', path: attachmentsOf(conversationId) }, page =>
        list(conversationId, page, signal),
      ),

    get: (conversationId: string, attachmentId: string, signal?: AbortSignal): Promise<StoredAttachment> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/attachments/${attachmentId}`
      return json({ method: 'GET', path, signal }, storedAttachmentSchema)
    },

    /**
     * The bytes of a file, fetched from 8x8 with the key. Reading fails beyond `maxBytes`;
     * what was read until then is to be thrown away.
     */
    download: (
      conversationId: string,
      attachmentId: string,
      maxBytes: number,
      signal?: AbortSignal,
    ): Promise<AsyncIterable<Uint8Array>> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/attachments/${attachmentId}/content`
      return bytes({ method: 'GET', path, timeoutMs: TRANSFER_TIMEOUT_MS, signal }, maxBytes)
    },
  }
}
