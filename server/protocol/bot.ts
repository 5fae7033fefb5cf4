import { z } from 'zod'
import { gridSchema, tileSchema } from './assists.ts'
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH } from './limits.ts'
import { attachmentSchema, dataSchema, identifierSchema, profileSchema } from './values.ts'

/*
 * What a customer's own bot is asked and may answer. Each turn is one `POST` of JSON, signed in the header
 * `x-copilot-signature: t=<milliseconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. The bot compares in constant time,
 * refuses old times, and treats a `turnId` that it has seen as the same turn: it may be asked twice.
 */

const text = z.string().max(MAX_TEXT_LENGTH)

const dialogueTurnSchema = z.strictObject({ from: z.enum(['customer', 'virtual-agent', 'agent']), text })

/** News of a handover, in the words of Cognigy's `input.handover`. */
const handoverStatusSchema = z.strictObject({
  status: z.enum(['queue', 'active', 'completed', 'cancelled', 'error']),
  eventType: z.enum(['queueUpdate', 'handoverInactivity', 'genericHandoverUpdate']).optional(),
  inactivityCount: z.int().optional(),
  error: z.strictObject({ reason: z.enum(['unsupported', 'error']), message: z.string() }).optional(),
  data: dataSchema.optional(),
})

/** What an agent submitted in a tile. Only tiles and the profile of the answer count while a person has the chat. */
const postbackOfTileSchema = z.strictObject({
  tileId: identifierSchema,
  postbackId: identifierSchema,
  data: dataSchema,
})

/** A turn as the bot is asked it: a message (`text`, `data`, `attachments`), news of a handover, or a tile's postback. */
export const botTurnSchema = z.strictObject({
  turnId: z.string(),
  endpointId: z.string(),
  userId: identifierSchema,
  sessionId: identifierSchema,
  text: text.optional(),
  data: dataSchema.optional(),
  attachments: z.array(attachmentSchema).max(MAX_ATTACHMENTS).optional(),
  handover: handoverStatusSchema.optional(),
  postback: postbackOfTileSchema.optional(),
  profile: profileSchema,
  /** What was said before, oldest first. */
  dialogue: z.array(dialogueTurnSchema),
})
export type BotTurn = z.infer<typeof botTurnSchema>

const messageSchema = z
  .strictObject({ text: text.optional(), data: dataSchema.optional() })
  .refine(message => message.text || message.data, 'either text or data is needed')

/** What a bot may ask for beside what it says. An empty `handover` object asks for a person. */
export const botRequestsSchema = z.strictObject({
  profile: profileSchema.optional(),
  tiles: z
    .array(z.strictObject({ tileId: identifierSchema, tile: tileSchema }))
    .max(20)
    .optional(),
  /** Where the tiles of the agent's workspace stand from now on. */
  grid: gridSchema.optional(),
  /** New data for html and iframe tiles, whose pages are told without being loaded anew. */
  tileData: z
    .array(z.strictObject({ tileId: identifierSchema, data: dataSchema }))
    .max(20)
    .optional(),
  /** `properties` join the endpoint's own in the request to 8x8. */
  handover: z.strictObject({ properties: dataSchema.optional() }).optional(),
})

/** The bot's answer; an empty body or `{}` says nothing. `text` and `data` beside `messages` are one message before them. */
export const botAnswerSchema = botRequestsSchema.extend({
  text: text.optional(),
  data: dataSchema.optional(),
  messages: z.array(messageSchema).max(20).optional(),
})
export type BotAnswer = z.infer<typeof botAnswerSchema>
