import { z } from 'zod'
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH } from '../protocol/limits.ts'
import { boundedObject } from './bounded-json.ts'
import {
  identifier,
  lenientBoolean,
  lenientIdentifier,
  lenientInstant,
  lenientList,
  lenientText,
} from './lenient.ts'

/*
 * What Chat Gateway v1.0 says of its resources, in answers and in webhooks alike, read into our words.
 */

const MAX_CARDS = 10
const MAX_PROPERTIES = 100

/** `agent`, `user`, `bot`, `system`; anything else as it was said. */
const participantType = lenientText(64)

const propertySchema = z.object({
  key: lenientText(256).pipe(z.string()),
  value: lenientText(4000).pipe(z.string()),
})
/** Shown to the agent beside the chat. */
export type AdditionalProperty = z.infer<typeof propertySchema>

export const additionalPropertiesSchema = lenientList(propertySchema, MAX_PROPERTIES)

export const userSchema = z.object({
  name: lenientText(255),
  userId: lenientText(255),
  email: lenientText(255),
  phone: lenientText(64),
  company: lenientText(255),
  caseId: lenientText(255),
  language: lenientText(16),
  additionalProperties: additionalPropertiesSchema,
})
/** The customer as 8x8 knows them. */
export type GatewayUser = z.infer<typeof userSchema>

export const assignmentSchema = z.object({
  type: lenientText(64),
  id: lenientIdentifier(256),
  resourceId: lenientIdentifier(256),
})
/** To whom a conversation is assigned; `type` is `queue`, `script` or `agent`. */
export type GatewayAssignment = z.infer<typeof assignmentSchema>

export const stateSchema = z.enum(['created', 'active', 'idle']).optional().catch(undefined)

const cardSchema = z.object({
  contentType: lenientText(128).pipe(z.string()),
  content: z.unknown().transform(boundedObject).pipe(z.record(z.string(), z.json())),
})
/** A card as Chat Gateway carries it; `content` is at most 60,000 characters of JSON. */
export interface GatewayCard {
  contentType: string
  content: Record<string, unknown>
}

export const participantSchema = z.object({ id: lenientIdentifier(128), type: participantType })
export type GatewayParticipant = z.infer<typeof participantSchema>

export const textSchema = lenientText(MAX_TEXT_LENGTH)
export const cardsSchema = lenientList(cardSchema, MAX_CARDS)
export const listOfAttachments = <Schema extends z.ZodType>(item: Schema) =>
  lenientList(item, MAX_ATTACHMENTS)

export const webhookSchema = z
  .object({
    id: identifier,
    name: lenientText(256),
    uri: lenientText(4096),
    version: lenientText(64),
    notificationVersion: lenientText(64),
  })
  .transform(({ notificationVersion, version, ...webhook }) => ({
    ...webhook,
    version: version ?? notificationVersion,
  }))
/** A registered webhook. */
export type Webhook = z.infer<typeof webhookSchema>

export const channelSchema = z
  .object({
    id: identifier,
    name: lenientText(256),
    type: lenientText(64),
    webHookId: lenientIdentifier(256),
    routingOptions: z
      .object({ id: lenientIdentifier(256) })
      .optional()
      .catch(undefined),
  })
  .transform(({ id, name, type, webHookId, routingOptions }) => ({
    id,
    name,
    type,
    webhookId: webHookId,
    queueId: routingOptions?.id,
  }))
/** A channel: which webhook hears of its conversations and which queue they go to. */
export type Channel = z.infer<typeof channelSchema>

export const conversationSchema = z.object({
  id: identifier,
  state: stateSchema,
  channelId: lenientIdentifier(256),
  assignment: assignmentSchema.optional().catch(undefined),
  user: userSchema.optional().catch(undefined),
})
export type Conversation = z.infer<typeof conversationSchema>

export const createdConversationSchema = z.object({ conversationId: identifier, createdAt: lenientInstant })
export type CreatedConversation = z.infer<typeof createdConversationSchema>

export const interactionSchema = z.object({
  id: identifier,
  startTime: lenientInstant,
  endTime: lenientInstant,
})
/** One stretch of a conversation with a transaction of its own; times in milliseconds since the epoch. */
export type Interaction = z.infer<typeof interactionSchema>

export const memberSchema = z.object({
  id: identifier,
  type: participantType,
  removed: lenientBoolean,
  language: lenientText(16),
})
/** Somebody who is or was part of a conversation. */
export type Member = z.infer<typeof memberSchema>

export const storedMessageSchema = z.object({
  id: identifier,
  text: textSchema,
  createdAt: lenientInstant,
  author: participantSchema.optional().catch(undefined),
  attachments: listOfAttachments(z.object({ id: identifier })),
  cards: cardsSchema,
})
/** A message as `GET messages` tells it; `createdAt` in milliseconds since the epoch. */
export type StoredMessage = z.infer<typeof storedMessageSchema>

export const storedAttachmentSchema = z
  .object({
    id: identifier,
    filename: lenientText(255),
    sizeInBytes: z.number().nonnegative().optional().catch(undefined),
    createdAt: lenientInstant,
  })
  .transform(({ filename, ...attachment }) => ({ ...attachment, fileName: filename }))
export type StoredAttachment = z.infer<typeof storedAttachmentSchema>

export const storedCardSchema = cardSchema.extend({
  id: lenientIdentifier(256),
  actionSubmitted: lenientBoolean,
  actionExecuted: lenientBoolean,
})
export type StoredCard = z.infer<typeof storedCardSchema>
