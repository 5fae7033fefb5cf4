import { randomBytes } from 'node:crypto'
import type { Attachment } from '../protocol/values.ts'
import type { Decision } from '../sessions/decision.ts'

/** Unguessable: whoever has it may fetch the file. */
export const newAttachmentId = () => randomBytes(18).toString('base64url')

/** A file that 8x8 keeps; it is fetched with the key when somebody opens it. */
export function remoteFile(attachment: Attachment, connectionId: string, conversationId: string): RemoteFile {
  return {
    id: attachment.id,
    name: attachment.name,
    media_type: attachment.mediaType,
    size_in_bytes: null,
    content: null,
    connection_id: connectionId,
    conversation_id: conversationId,
    remote_id: attachment.remoteId ?? null,
  }
}

type RemoteFile = NonNullable<Decision['attachments']>[number]
