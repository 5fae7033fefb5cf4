import { z } from 'zod'
import {
  assistFeedbackSchema,
  factSchema,
  gridSchema,
  makerSchema,
  modelTroubleSchema,
  nextActionSchema,
  passageSchema,
  quoteSchema,
  sentimentSchema,
  suggestionSchema,
  summarySchema,
  tileSchema,
  wrapUpSchema,
} from './assists.ts'
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH } from './limits.ts'
import { attachmentSchema, dataSchema, identifierSchema, instantSchema, profileSchema } from './values.ts'

/*
 * A session is the sequence of these events; everything else is a fold over them.
 * `at` is when it happened as far as we know: 8x8's own time for what came from 8x8.
 */
const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), at: instantSchema, ...shape })

const handoverId = z.string().max(128)

export const authorSchema = z.enum(['customer', 'virtual-agent', 'agent'])
export type Author = z.infer<typeof authorSchema>

export const handoverEndSchema = z.enum(['completed', 'cancelled', 'error'])
export type HandoverEnd = z.infer<typeof handoverEndSchema>

/** Why the copilot says nothing; `small-talk` where the customer asked for nothing. */
export const quietReasonSchema = z.enum([
  'too-little-said',
  'small-talk',
  'no-match',
  'no-knowledge',
  'snoozed',
])
export type QuietReason = z.infer<typeof quietReasonSchema>

export const sessionEventBodySchema = z.discriminatedUnion('type', [
  event('session-started', { channel: z.enum(['socket', 'rest', 'ingest']) }),
  event('profile-updated', { profile: profileSchema }),

  /** Something a person or the virtual agent said. An agent's message reaches the customer once released. */
  event('message', {
    messageId: identifierSchema,
    from: authorSchema,
    text: z.string().max(MAX_TEXT_LENGTH).optional(),
    data: dataSchema.optional(),
    attachments: z.array(attachmentSchema).max(MAX_ATTACHMENTS).optional(),
    agentId: z.string().max(128).optional(),
    /** Who wrote it in the copilot; at 8x8 it stands under this name as a message of ours. */
    agentName: z.string().max(255).optional(),
    /** The handover that an agent's message belongs to. */
    handoverId: handoverId.optional(),
    /** Found by reading the conversation at 8x8; its webhook has not come yet. */
    foundByReading: z.boolean().optional(),
  }),
  /** The webhook of a message that reading had already found. */
  event('agent-message-repeated', { handoverId, of: z.int() }),
  /**
   * Agent's messages in the order in which 8x8 holds them, now free to go to the customer.
   * `verified` says that the order was read from 8x8; otherwise it rests on timestamps because 8x8 could not be read.
   * `watermark` is the newest 8x8 message id that was read and `accountedThrough` the last of our deliveries seen there.
   */
  event('agent-messages-released', {
    handoverId,
    messages: z.array(z.int()),
    verified: z.boolean(),
    /** Messages released earlier on their timestamps whose order was read now. */
    verifiedLate: z.array(z.int()).optional(),
    watermark: z.string().max(256).optional(),
    accountedThrough: z.int().optional(),
  }),
  event('turn-ended', { of: z.int() }),

  event('handover-requested', {
    handoverId,
    by: z.enum(['customer', 'virtual-agent', 'api']),
    connectionId: z.string().max(64),
    correlationId: z.string().max(64),
    /** What the virtual agent adds to the request to 8x8, in 8x8's own vocabulary. */
    properties: dataSchema.optional(),
  }),
  event('handover-refused', { reason: z.enum(['unsupported', 'unavailable']), detail: z.string().max(500) }),
  event('handover-created', { handoverId, conversationId: z.string().max(256) }),
  event('handover-opened', { handoverId }),
  event('handover-queued', {
    handoverId,
    queueId: z.string().max(256).optional(),
    queueName: z.string().max(256).optional(),
  }),
  event('handover-agent-joined', {
    handoverId,
    agentId: z.string().max(128).optional(),
    agentName: z.string().max(255).optional(),
  }),
  event('handover-agent-left', {
    handoverId,
    agentId: z.string().max(128).optional(),
    /** The handover ends then unless a transfer follows; absent where it goes on without this agent. */
    graceEndsAt: instantSchema.optional(),
  }),
  event('handover-transferred', { handoverId }),
  /** 8x8 could not be reached for a while; what is to go there waits. */
  event('handover-delayed', { handoverId }),
  event('handover-activity', { handoverId, name: z.string().max(128), value: z.json() }),
  event('handover-inactive', { handoverId, count: z.int() }),
  event('handover-ended', { handoverId, status: handoverEndSchema, reason: z.string().max(500) }),

  /** A delivery was given up: what was to go where, and why. */
  event('delivery-parked', { of: z.int(), target: z.string().max(32), detail: z.string().max(500) }),

  /**
   * What helps with the customer's message `for`; replaces what was offered for it before. Knowledge comes at once,
   * a model's drafts follow where the endpoint has one.
   */
  event('suggestions-made', {
    for: z.int(),
    /** The customer's newest message that was looked at, where it asks nothing new: it may only ask for a person. */
    through: z.int().optional(),
    by: makerSchema,
    suggestions: z.array(suggestionSchema).max(3),
    passages: z.array(passageSchema),
    /** Why nothing is suggested, where nothing is. */
    quiet: quietReasonSchema.optional(),
    /** The model could not draft; what is offered comes from knowledge alone. */
    modelTrouble: modelTroubleSchema.optional(),
    /** The instructions that the model wrote under, and their version. */
    prompt: z.string().max(100).optional(),
  }),
  /** An agent wants other suggestions for the customer's message `for`: all of them, or one in place of another. */
  event('redraft-requested', { for: z.int(), suggestionId: z.string().max(256).optional() }),
  /** Null says that the mood cannot be told any more. */
  event('sentiment-read', { for: z.int(), sentiment: sentimentSchema.nullable() }),
  /** All that the conversation has told of the customer so far; replaces what was found before. */
  event('facts-found', { facts: z.array(factSchema).max(50) }),
  /** The playbook to follow now with all its steps; null where none applies any more. */
  event('next-action-set', { nextAction: nextActionSchema.nullable() }),
  event('next-action-step-marked', {
    playbookId: identifierSchema,
    stepId: identifierSchema,
    done: z.boolean(),
    values: z.record(z.string(), z.string().max(4000)).optional(),
  }),
  event('summary-made', {
    /** For the agent at handover and transfer, while the chat runs, at its end, and for the virtual agent on return. */
    purpose: z.enum(['handover', 'transfer', 'live', 'final', 'return']),
    /** The last event that it takes account of. */
    through: z.int(),
    by: makerSchema,
    summary: summarySchema,
  }),
  event('wrap-up-made', {
    handoverId,
    by: makerSchema,
    wrapUp: wrapUpSchema,
    /** The words that speak for the code. */
    because: quoteSchema.optional(),
  }),
  /** As the agent left it; what was made is kept beside it. */
  event('wrap-up-saved', { handoverId, wrapUp: wrapUpSchema, agent: z.string().max(255).optional() }),

  /** What an agent saw, used or put away; `for` is the customer's message that it was offered for. */
  event('assist-feedback', { for: z.int().optional(), feedback: assistFeedbackSchema }),
  /** Suggestions stay away until then (milliseconds since the epoch); null brings them back. */
  event('suggestions-snoozed', { until: instantSchema.nullable() }),

  event('grid-set', { grid: gridSchema }),
  event('tile-updated', { tileId: identifierSchema, tile: tileSchema }),
  /** New data for an html or iframe tile, which is told without being loaded anew. */
  event('tile-data-sent', { tileId: identifierSchema, data: dataSchema }),
  event('tile-removed', { tileId: identifierSchema }),
  /** An agent's answer in a tile, for the virtual agent; reaches it once. */
  event('tile-postback', { tileId: identifierSchema, postbackId: identifierSchema, data: dataSchema }),
])
export type SessionEventBody = z.infer<typeof sessionEventBodySchema>

/** A committed event: its place in the session and its body. */
export type SessionEvent = SessionEventBody & { readonly seq: number }

/** The event of one type, for instance `EventOf<'message'>`. */
export type EventOf<Type extends SessionEventBody['type']> = Extract<SessionEvent, { type: Type }>
export type EventBodyOf<Type extends SessionEventBody['type']> = Extract<SessionEventBody, { type: Type }>
