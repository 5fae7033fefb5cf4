import { z } from 'zod'
import {
  type Answer,
  assistFeedbackSchema,
  type Claim,
  type FormField,
  type Grid,
  type Passage,
  type Quote,
  rewriteStyleSchema,
  type Suggestion,
  wrapUpSchema,
} from './assists.ts'
import type { SocketError } from './problem.ts'
import type { SessionEvent } from './session-events.ts'
import { dataSchema, identifierSchema, instantSchema } from './values.ts'

/*
 * The copilot protocol: namespace `/copilot` on `/socket.io`.
 * The widget joins one session and is brought up to date from `after`; then it hears every event once, in order.
 * Every other request speaks of the session that was joined and is refused before. An acknowledgement is the answer
 * or `{error: {code, message}}`. Text that is being written is streamed beside the log as `draft-…`; what
 * it became is logged.
 */

/** What a join of any version says first. */
export const versionSchema = z.looseObject({ protocolVersion: z.int() })

/** URLToken, userId and sessionId are the values of the copilot link, spelled as the link spells them. */
export const joinSchema = z.strictObject({
  protocolVersion: z.int(),
  URLToken: identifierSchema,
  userId: identifierSchema,
  sessionId: identifierSchema,
  /** A signed link: a JWT that carries the same userId and sessionId, and the agent's name. */
  auth: z.string().max(8000).optional(),
  /** What signing on gave the agent, where the endpoint asks for it. */
  badge: z.string().max(8000).optional(),
  /** The last event that the widget already has; 0 for none. */
  after: z.int().nonnegative().default(0),
})
export type Join = z.input<typeof joinSchema>

/** What this agent may do here, as the endpoint's settings and the link say. */
export interface Abilities {
  /** Answer the customer from the copilot. */
  reply: boolean
  /** A language model is set up: rewriting, translating and free questions are worth offering. */
  model: boolean
  /** Codes to choose from when the chat is wrapped up. */
  wrapUpCodes: { code: string; name: string }[]
  /** What else to fill in then. */
  wrapUpFields: FormField[]
  /** The workspace that a chat of this endpoint starts with; the widget's own without one. */
  grid?: Grid
  /** The agent's language, BCP 47; the customer's is in the profile. */
  language: string
}

export type Joined = { lastSeq: number; serverTime: number; abilities: Abilities }

/** A stretch of what was said and what happened. `from` is where it begins; 0 where nothing came before. */
export type History = {
  from: number
  /** In order; at the end what was said later of messages in the stretch. */
  events: SessionEvent[]
}

const agentText = z.string().min(1).max(10_000)
/** Chosen by the widget, so that a request that is sent again counts once. */
const requestId = identifierSchema

export const askSchema = z.strictObject({ requestId, question: z.string().min(1).max(1000) })
export const searchSchema = z.strictObject({
  text: z.string().min(1).max(1000),
  sourceIds: z.array(identifierSchema).max(50).optional(),
  tags: z.array(z.string().max(100)).max(50).optional(),
  limit: z.int().min(1).max(50).default(10),
})
export const rewriteSchema = z.strictObject({
  requestId,
  text: agentText,
  style: rewriteStyleSchema,
})
export const translateSchema = z.strictObject({
  requestId,
  text: agentText,
  /** BCP 47. */
  to: z.string().min(2).max(16),
})
export const redraftSchema = z.strictObject({
  /** The suggestion to make anew; none for all. */
  suggestionId: z.string().max(256).optional(),
})
export const historySchema = z.strictObject({
  /** The first event that the widget still holds. */
  before: z.int().positive(),
})
export const cancelSchema = z.strictObject({ requestId })
export const markStepSchema = z.strictObject({
  playbookId: identifierSchema,
  stepId: identifierSchema,
  done: z.boolean(),
  values: z.record(z.string().max(256), z.string().max(4000)).optional(),
})
export const feedbackSchema = z.strictObject({
  for: z.int().nonnegative().optional(),
  feedback: assistFeedbackSchema,
})
export const snoozeSchema = z.strictObject({ until: instantSchema.nullable() })
export const summariseSchema = z.strictObject({})
export const saveWrapUpSchema = z.strictObject({
  requestId,
  /** The handover that it wraps up; the current or last one where not told. */
  handoverId: z.string().max(128).optional(),
  wrapUp: wrapUpSchema,
})
export const suggestCodeSchema = z.strictObject({
  /** 8x8's codes, as the agent's desktop offers them. */
  codes: z
    .array(z.strictObject({ code: z.string().min(1).max(100), name: z.string().min(1).max(200) }))
    .min(1)
    .max(500),
})
export const sendReplySchema = z.strictObject({ requestId, text: agentText })
export const postbackSchema = z.strictObject({
  tileId: identifierSchema,
  postbackId: identifierSchema,
  data: dataSchema,
})
export const typingSchema = z.strictObject({ writing: z.boolean() })

type Answering<Value> = (answer: Value | SocketError) => void
type Done = Record<string, never>

export interface CopilotClientEvents {
  join(payload: Join, acknowledge: Answering<Joined>): void
  /** An answer to the agent's own question; streamed as a draft with the request's id meanwhile. */
  ask(payload: z.input<typeof askSchema>, acknowledge: Answering<Answer>): void
  search(payload: z.input<typeof searchSchema>, acknowledge: Answering<{ passages: Passage[] }>): void
  /** `claims` are those that the agent's own text does not make. */
  rewrite(
    payload: z.input<typeof rewriteSchema>,
    acknowledge: Answering<{ text: string; claims: Claim[] }>,
  ): void
  translate(payload: z.input<typeof translateSchema>, acknowledge: Answering<{ text: string }>): void
  /** Tells again what was said and what happened before a place: widgets hold the end of a session only. */
  history(payload: z.input<typeof historySchema>, acknowledge: Answering<History>): void
  /** Makes suggestions anew for the customer's last message; they come as `suggestions-made`. */
  redraft(payload: z.input<typeof redraftSchema>, acknowledge: Answering<Done>): void
  /** Stops what a request or a draft is writing. */
  cancel(payload: z.input<typeof cancelSchema>, acknowledge: Answering<Done>): void
  'mark-step'(payload: z.input<typeof markStepSchema>, acknowledge: Answering<Done>): void
  feedback(payload: z.input<typeof feedbackSchema>, acknowledge: Answering<Done>): void
  snooze(payload: z.input<typeof snoozeSchema>, acknowledge: Answering<Done>): void
  /** Makes a summary of the chat so far; it comes as `summary-made`. */
  summarise(payload: Done, acknowledge: Answering<Done>): void
  /** The one of these codes that fits the chat, none where none does clearly. */
  'suggest-code'(
    payload: z.input<typeof suggestCodeSchema>,
    acknowledge: Answering<{ code?: string; because?: Quote }>,
  ): void
  'save-wrap-up'(payload: z.input<typeof saveWrapUpSchema>, acknowledge: Answering<Done>): void
  /** The agent's message to the customer, where the endpoint lets agents answer from here. */
  'send-reply'(payload: z.input<typeof sendReplySchema>, acknowledge: Answering<{ seq: number }>): void
  postback(payload: z.input<typeof postbackSchema>, acknowledge: Answering<Done>): void
  typing(payload: z.input<typeof typingSchema>): void
}

export interface CopilotServerEvents {
  /** Events in order without gaps, following `after`. */
  events(events: SessionEvent[]): void
  typing(typing: Typing): void
  /** A text begins to be written: a suggestion for the customer's message `for`, or the answer to a request. */
  'draft-start'(draft: DraftStart): void
  /** More of it. What came before stays as it is. */
  'draft-delta'(delta: { draftId: string; text: string }): void
  /** It is whole, or was given up; what it became follows as an event or an acknowledgement. */
  'draft-end'(end: { draftId: string; complete: boolean }): void
  /** The session may no longer be seen; joining again is refused. */
  closed(error: SocketError): void
}

/** `draftId` is the suggestion's id or the request's. */
export type DraftStart =
  | { draftId: string; for: number; kind: Suggestion['kind'] }
  | { draftId: string; requestId: string }

/** Who is writing; not part of the log. */
export type Typing = { from: 'customer' | 'agent'; writing: boolean }
