import { randomUUID } from 'node:crypto'
import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import type { Attachment, Data } from '../protocol/values.ts'
import type { Decision } from '../sessions/decision.ts'
import type { HandoverState } from '../sessions/handover-state.ts'
import { messageSignature } from '../sessions/message-signature.ts'
import { newAttachmentId, remoteFile } from './remote-files.ts'

type MessageReceived = Extract<GatewayEvent, { kind: 'message' }>

export interface MessageContext {
  /** The handover whose conversation 8x8 speaks of. */
  handoverId: string
  connectionId: string
  now: number
  /** 8x8's cards in the vocabulary that the customer's client understands. */
  cardsToData: (cards: MessageReceived['cards']) => Data | undefined
}

/**
 * A message from 8x8: our own come back as echoes, and only what an agent says is new. It counts for its own
 * handover, even after the end or after the next one began.
 */
export function decideMessage(
  handover: HandoverState | undefined,
  event: MessageReceived,
  context: MessageContext,
): Decision {
  if (event.isEcho || event.sender.type === 'user' || event.sender.type === 'bot') return {}
  const at = event.at ?? context.now
  const { handoverId } = context
  const alreadyRead = findAlreadyRead(handover, event)
  if (alreadyRead) {
    const repeated = { type: 'agent-message-repeated' as const, at, handoverId, of: alreadyRead.seq }
    return { entries: [{ event: repeated, deliverTo: ['customer'] }] }
  }
  const data = context.cardsToData(event.cards)
  const attachments = event.attachments.map(toAttachment)
  if (!event.text && !data && attachments.length === 0) return {}
  return {
    entries: [
      {
        event: {
          type: 'message',
          at,
          messageId: randomUUID(),
          from: 'agent',
          handoverId,
          agentId: event.sender.id,
          text: event.text,
          data,
          ...(attachments.length > 0 && { attachments }),
        },
        deliverTo: ['customer'],
      },
    ],
    attachments: attachments.map(file => remoteFile(file, context.connectionId, event.conversationId)),
  }
}

function findAlreadyRead(handover: HandoverState | undefined, { text, attachments }: MessageReceived) {
  const remoteIds = attachments.map(({ id }) => id)
  const signature = messageSignature(text, remoteIds)
  return handover?.order.awaitingWebhook.find(message => message.signature === signature)
}

/** A map, because 8x8 may name a type that means something to JavaScript's objects. */
const MEDIA_TYPES = new Map([
  ['image', 'image/*'],
  ['video', 'video/*'],
  ['audio', 'audio/*'],
])

function toAttachment({
  id: remoteId,
  type = '',
  fileName = 'file',
}: MessageReceived['attachments'][number]): Attachment {
  const mediaType = MEDIA_TYPES.get(type) ?? 'application/octet-stream'
  return { id: newAttachmentId(), name: fileName.slice(0, 255), mediaType, remoteId }
}
