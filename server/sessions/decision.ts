import type { Assist, AssistFeedback } from '../protocol/assists.ts'
import type { SessionEventBody } from '../protocol/session-events.ts'
import type { ConversationRow } from '../storage/tables/contact-centre.ts'
import type { AttachmentRow, DeliveryStatus } from '../storage/tables/sessions.ts'
import type { SessionState } from './session-state.ts'

/**
 * Who an event must be brought to. `customer` is an agent's message waiting for its place in 8x8's order;
 * what is free to go to the customer is read from the log itself. `intake` is what 8x8 said of a conversation
 * before it was known as ours. `copilot` looks up what helps, `drafts` has a language model write,
 * `assists` reads along beside them: neither waits for another.
 */
export type Target =
  | 'contact-centre'
  | 'customer'
  | 'virtual-agent'
  | 'copilot'
  | 'drafts'
  | 'assists'
  | 'intake'

export type TimerKind = 'queue-timeout' | 'inactivity' | 'agent-left'

/** A new event and the deliveries it causes, committed together. */
export interface Entry {
  event: SessionEventBody
  deliverTo?: Target[]
}

/** One attempt at a delivery: when it began, how long it took, and what it came to. */
export interface Attempt {
  at: number
  milliseconds: number
  /** `done`, an HTTP status, or what kind of failure it was. */
  outcome: string
}

/** What became of a delivery. `pending` tries again at `dueAt`. */
export interface Settlement {
  seq: number
  target: Target
  status: DeliveryStatus
  attempts: number
  dueAt?: number
  error?: string
  /** Told unless the delivery succeeded at once. */
  attempt?: Attempt
}

/** One thing to count. `act` is that of an assist's feedback, or `eligible` for a turn that was worth helping with. */
export interface Usage {
  /** Empty unless the endpoint counts by agent. */
  agent: string
  assist: Assist
  act: AssistFeedback['act'] | 'eligible'
  /** The share of characters that the agent changed. */
  changed: number
}

/** All that one transaction writes for one session. */
export interface Decision {
  entries?: Entry[]
  settle?: Settlement[]
  /** Sets a timer to a time, or clears it with null. */
  timers?: Partial<Record<TimerKind, number | null>>
  conversation?: Omit<ConversationRow, 'session_id' | 'created_at'>
  attachments?: Omit<AttachmentRow, 'session_id' | 'created_at'>[]
  /** Files that the customer uploaded before, by id, now part of the session. */
  uploads?: string[] | undefined
  /** What became of what agents were shown, counted by day. */
  usage?: Usage[]
  /** The customer's client has every output up to this event. */
  acknowledged?: number
}

/**
 * Decides, from the session as it stands inside the transaction, what to write. Must be pure and quick.
 * Throwing refuses the whole command: nothing of it is written.
 */
export type Decide = (session: SessionState, now: number) => Decision

/** Names a thing that may arrive twice; `digest` tells a repeat from an attack that reuses the id. */
export interface Receipt {
  scope: string
  id: string
  digest: string
}

/** The same receipt came with another content. */
export class ReceiptConflictError extends Error {
  override readonly name = 'ReceiptConflictError'
}

/** The session is not there, or it belongs to another customer. */
export class UnknownSessionError extends Error {
  override readonly name = 'UnknownSessionError'
}

/** Another server works this session's deliveries now. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError'
}
