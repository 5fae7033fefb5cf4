import { isRecord } from './lenient.ts'
import { type AdditionalProperty, additionalPropertiesSchema, type GatewayCard } from './resources.ts'

export interface ConversationUser {
  name?: string
  userId?: string
  email?: string
  phone?: string
  company?: string
  caseId?: string
  language?: string
  /** Shown to the agent; the first 30 are sent. */
  additionalProperties?: AdditionalProperty[]
}

/** Who says something to 8x8 through us. */
export type AuthorType = 'user' | 'bot'

/** A message for 8x8; at least one of text, attachments and cards. */
export interface MessageToSend {
  authorType: AuthorType
  text?: string | undefined
  attachmentIds?: string[]
  cards?: GatewayCard[]
}

export interface ConversationToCreate {
  channelId: string
  user: ConversationUser
  /** Instead of the channel's own queue. */
  queueId?: string | undefined
  /** What was said before, oldest first; the newest 200 are sent. */
  history?: MessageToSend[]
  /** The administrator's own JSON, merged in last; its `user` is joined with ours, additional properties after ours. */
  properties?: Record<string, unknown>
}

const MAX_ADDITIONAL_PROPERTIES = 30
const MAX_HISTORY = 200

/** Body of `POST /chat-gateway/v1/conversations`. */
export function conversationRequest(conversation: ConversationToCreate): object {
  const {
    channelId,
    queueId,
    history = [],
    properties: { user: userProperties, ...properties } = {},
  } = conversation
  const messages = trimHistory(history).map(messageRequest)
  return {
    channelId,
    ...assignmentRequest(queueId),
    ...(messages.length > 0 ? { history: { messages } } : {}),
    ...properties,
    user: userRequest(joinUsers(conversation.user, userProperties)),
  }
}

function joinUsers(user: ConversationUser, more: unknown): ConversationUser {
  if (!isRecord(more)) return user
  const { additionalProperties, ...fields } = more
  const joined = [
    ...(user.additionalProperties ?? []),
    ...additionalPropertiesSchema.parse(additionalProperties),
  ]
  return { ...user, ...fields, additionalProperties: joined }
}

/** `user` as 8x8 takes it. */
export const userRequest = (user: ConversationUser): ConversationUser =>
  user.additionalProperties
    ? { ...user, additionalProperties: trimAdditionalProperties(user.additionalProperties) }
    : user

/** `assignment` to a queue, or nothing. */
export const assignmentRequest = (queueId: string | undefined) =>
  queueId === undefined ? {} : { assignment: { type: 'queue', id: queueId } }

/** Body of `POST /chat-gateway/v1/conversations/{conversationId}/messages`. */
export function messageRequest({ authorType, text, attachmentIds = [], cards = [] }: MessageToSend): object {
  return {
    authorType,
    ...(text ? { text } : {}),
    ...(attachmentIds.length > 0 ? { attachments: attachmentIds.map(id => ({ id })) } : {}),
    ...(cards.length > 0 ? { cards } : {}),
  }
}

/** The first 30 that have both key and value; a key that comes again is left out, so ours stay if they come first. */
export function trimAdditionalProperties(properties: readonly AdditionalProperty[]): AdditionalProperty[] {
  const byKey = Map.groupBy(
    properties.filter(({ key, value }) => key !== '' && value !== ''),
    ({ key }) => key,
  )
  return [...byKey.values()].flatMap(([first]) => first ?? []).slice(0, MAX_ADDITIONAL_PROPERTIES)
}

/** The newest 200 of those that say something, oldest first as before. */
export function trimHistory(messages: readonly MessageToSend[]): MessageToSend[] {
  const spoken = messages.filter(
    ({ text, attachmentIds, cards }) => text || attachmentIds?.length || cards?.length,
  )
  return spoken.slice(-MAX_HISTORY)
}
