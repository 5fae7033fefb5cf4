import type { Json } from './bounded-json.ts'
import type { GatewayAssignment, GatewayCard, GatewayParticipant, GatewayUser } from './resources.ts'

interface InConversation {
  conversationId: string
  /** When it happened, milliseconds since the epoch. */
  at?: number | undefined
}

interface ConversationUpdated extends InConversation {
  kind: 'conversation-updated'
  state?: 'created' | 'active' | 'idle' | undefined
  assignment?: GatewayAssignment | undefined
  user?: GatewayUser | undefined
  channel?: string | undefined
}

interface Queued extends InConversation {
  kind: 'queued'
  queueId?: string | undefined
  queueName?: string | undefined
}

interface MemberChanged extends InConversation {
  kind: 'member-changed'
  memberType: 'user' | 'agent'
  change: 'joined' | 'left'
  id?: string | undefined
  /** Chat Gateway does not tell it; older APIs do. */
  name?: string | undefined
}

/** An agent moved the conversation to another queue. */
interface Transferred extends InConversation {
  kind: 'transferred'
}

interface MessageReceived extends InConversation {
  kind: 'message'
  sender: GatewayParticipant
  /** A copy of what our own side sent. */
  isEcho: boolean
  text?: string | undefined
  attachments: GatewayAttachment[]
  cards: GatewayCard[]
}

/** A file in a webhook. It is fetched by its id; the address that 8x8 sends along is not followed. */
interface GatewayAttachment {
  id: string
  /** `image`, `video`, `audio`, `file` or another word. */
  type?: string | undefined
  fileName?: string | undefined
}

/** Who is typing now; nobody when empty. */
interface TypingChanged extends InConversation {
  kind: 'typing'
  users: GatewayParticipant[]
}

/** Somebody pressed a button of an Adaptive Card; `value` is 8x8's `{type, data}`. */
interface CardActed extends InConversation {
  kind: 'card-action'
  value?: Json | undefined
}

interface QuickReplyChosen extends InConversation {
  kind: 'quick-reply'
  title?: string | undefined
  payload?: string | undefined
}

interface ReadReceived extends InConversation {
  kind: 'read-receipts'
  /** Each says that its users have read everything before `at`, milliseconds since the epoch. */
  receipts: { at?: number | undefined; users: GatewayParticipant[] }[]
}

interface OtherActivity extends InConversation {
  kind: 'other-activity'
  name: string
  value?: Json | undefined
}

/** "Are you there?", asked when a webhook is registered or tested. */
interface WebhookVerify {
  kind: 'webhook-verify'
}

/** An event of a type, or with a content, that we have no word for: accepted and left alone. */
interface UnknownEvent {
  kind: 'unknown'
  eventType: string
  conversationId?: string | undefined
}

/** No event at all. */
interface Malformed {
  kind: 'malformed'
  reason: string
}

/** What a webhook of Chat Gateway v1.0 tells, in our words. */
export type GatewayEvent =
  | ConversationUpdated
  | Queued
  | MemberChanged
  | Transferred
  | MessageReceived
  | TypingChanged
  | CardActed
  | QuickReplyChosen
  | ReadReceived
  | OtherActivity
  | WebhookVerify
  | UnknownEvent
  | Malformed
