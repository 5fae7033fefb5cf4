import type { Attachment, Card, Conversation, Message } from './conversation.ts'

/** An event of Chat Gateway v1.0 without its envelope's `conversationId` and `timestamp`. */
export interface GatewayEvent {
  eventType: string
  data?: Record<string, unknown>
}

export const NOTIFICATION_VERSION = 'Chat Gateway v1.0'

/** The hello of a new webhook; it has no envelope. */
export const webhookVerify = () => ({
  notificationVersion: NOTIFICATION_VERSION,
  eventType: 'WEB_HOOK_VERIFY',
})

export function conversationUpdate(
  conversation: Conversation,
  channelType: string,
  sparse: boolean,
): GatewayEvent {
  const { state, assignment, user } = conversation
  const data = sparse
    ? { state, assignment: { type: assignment.type, id: assignment.id } }
    : { state, assignment, user, channel: channelType }
  return { eventType: 'CONVERSATION_UPDATE', data }
}

export const queued = (queueId: string, queueName: string): GatewayEvent => ({
  eventType: 'QUEUED',
  data: { queueId, queueName },
})

export const membersChanged = (
  memberType: 'user' | 'agent',
  change: 'joined' | 'left',
  id: string,
): GatewayEvent => ({ eventType: 'MEMBERS_CHANGED', data: { memberType, change, id } })

export const transferred = (): GatewayEvent => ({ eventType: 'TRANSFER' })

/** A message as a webhook tells it: without an identifier. `preSignedUrl` makes an attachment's address. */
export function messageEvent(
  message: Message,
  attachments: readonly Attachment[],
  options: { isEcho: boolean; sparse: boolean; preSignedUrl: (attachment: Attachment) => string },
): GatewayEvent {
  const sender = { id: message.author.id, type: message.author.type }
  const told = attachments.map(attachment => ({
    id: attachment.id,
    type: kindOfContent(attachment.contentType),
    preSignedUrl: options.preSignedUrl(attachment),
    fileName: attachment.filename,
  }))
  const cards = message.cards.map(({ contentType, content }: Card) => ({ contentType, content }))
  const data = {
    ...(options.sparse && !options.isEcho ? {} : { isEcho: options.isEcho }),
    sender,
    text: message.text,
    ...(options.sparse && told.length === 0 ? {} : { attachments: told }),
    ...(options.sparse && cards.length === 0 ? {} : { cards }),
  }
  return { eventType: 'MESSAGE', data }
}

function kindOfContent(contentType: string): 'image' | 'video' | 'audio' | 'file' {
  const [family] = contentType.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** `value` depends on the name: typing, adaptiveCard/action, quickReply/action, read-receipts or one of the future. */
export const activity = (name: string, value: unknown): GatewayEvent => ({
  eventType: 'ACTIVITY',
  data: { name, value },
})

/** Who types now; an empty list means that typing stopped. */
export const typingActivity = (users: readonly { id: string; type: string }[]) =>
  activity('typing', { users })
