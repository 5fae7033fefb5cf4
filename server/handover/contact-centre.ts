import type { Data, Profile } from '../protocol/values.ts'

/** A message as it goes to the contact centre. */
export interface OutgoingMessage {
  author: 'customer' | 'virtual-agent'
  text?: string
  data?: Data
  /** Ids that `uploadAttachment` gave. */
  attachmentIds?: string[]
}

export interface ConversationRequest {
  channelId: string
  queueId?: string
  profile: Profile
  /** Shown to the agent, most important first. */
  properties: { key: string; value: string }[]
  history: OutgoingMessage[]
  /** Merged into the request last, as the administrator wrote it. */
  extra: Data
}

/** A message as the contact centre keeps it. */
export interface RemoteMessage {
  id: string
  author: 'agent' | 'ours' | 'other'
  authorId?: string | undefined
  at?: number | undefined
  text?: string | undefined
  /** Its cards in the vocabulary that the customer's client understands. */
  data?: Data | undefined
  attachments: { id: string; name: string }[]
}

/** What went wrong with a call, in the words that deciding needs. */
export interface CallFailure {
  /** The call may have had its effect. */
  ambiguous: boolean
  /** Trying again cannot help. */
  final: boolean
  /** Our key is not accepted: nothing was done, and of what was to be done this says nothing. */
  unauthorized: boolean
  /** The conversation is not there. */
  gone: boolean
  retryAfterMilliseconds?: number
  /** HTTP status of the answer, or what kind of failure it was where none came. */
  outcome: string
  detail: string
}

/** One tenant of a contact centre, as far as a handover needs it. Every call rejects when aborted or failed. */
export interface ContactCentre {
  createConversation(request: ConversationRequest, signal: AbortSignal): Promise<string>
  /** The conversation whose properties hold this handover id, or undefined. */
  findConversation(handoverId: string, signal: AbortSignal): Promise<string | undefined>
  /** `waiting`: in a queue. `closed`: not opened yet, or over; nothing may be said. */
  standing(conversationId: string, signal: AbortSignal): Promise<'open' | 'waiting' | 'closed'>
  postMessage(conversationId: string, message: OutgoingMessage, signal: AbortSignal): Promise<void>
  /** Messages newer than the one with id `watermark`, oldest first; all of them where there is no watermark. */
  messagesSince(
    conversationId: string,
    watermark: string | undefined,
    signal: AbortSignal,
  ): Promise<RemoteMessage[]>
  uploadAttachment(
    conversationId: string,
    file: { name: string; mediaType: string; content: Uint8Array },
    signal: AbortSignal,
  ): Promise<string>
  downloadAttachment(
    conversationId: string,
    attachmentId: string,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>
  customerTyping(conversationId: string, signal: AbortSignal): Promise<void>
  customerRead(conversationId: string, readAt: number, signal: AbortSignal): Promise<void>
  endConversation(conversationId: string, signal: AbortSignal): Promise<void>
  /** The ids under which agents have had the conversation before them, as far as there are any yet. */
  interactions(conversationId: string, signal: AbortSignal): Promise<string[]>
  explain(error: unknown): CallFailure
}

/** The contact centre of a connection, or undefined where the connection is gone. */
export type FindContactCentre = (connectionId: string) => Promise<ContactCentre | undefined>

/** The property under which our handover id travels, so that a conversation can be found again. */
export const HANDOVER_PROPERTY = 'Handover'
