import type { Transaction } from 'kysely'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { Database } from '../storage/database.ts'
import type { EventRow, SessionRow, Tables } from '../storage/schema.ts'
import { BatchRows } from './batch-rows.ts'
import {
  ClaimLostError,
  type Decide,
  type Decision,
  type Receipt,
  ReceiptConflictError,
  type Target,
  UnknownSessionError,
} from './decision.ts'
import type { SessionOwner } from './session-key.ts'
import { applyEvent, emptySession, type SessionState } from './session-state.ts'

/** How long a server keeps a session's deliveries to itself without renewing, in milliseconds. */
export const CLAIM_MILLISECONDS = 15_000

/** One wish to append to a session. `owner` creates the session where it is not there yet. */
export interface Command {
  key: string
  owner?: SessionOwner
  receipt?: Receipt
  decide: Decide
}

/** A session in memory: its row and its state, both as last committed. */
export interface LoadedSession {
  row: SessionRow
  state: SessionState
}

export interface NewDelivery {
  target: Target
  event: SessionEvent
}

export interface Appended {
  repeated: boolean
  key: string
  events: SessionEvent[]
  deliveries: NewDelivery[]
  /** The server that works the session's deliveries. */
  claimedBy: string | null
  /** This server has just taken them over: others may have left some. */
  takenOver: boolean
  state: SessionState
  owner: SessionOwner
}

export type Outcome = { appended: Appended } | { refused: unknown }

export interface BatchContext {
  database: Database
  transaction: Transaction<Tables>
  serverId: string
  /** Sessions as last seen; never written before the commit. */
  cached: (key: string) => LoadedSession | undefined
}

/**
 * Takes commands one by one through their sessions' states and writes what they decide, in a few statements
 * for all of them. Returns each command's outcome and the sessions as they stand once committed.
 */
export async function commitBatch(
  context: BatchContext,
  commands: readonly Command[],
): Promise<{ outcomes: Outcome[]; sessions: Map<string, LoadedSession> }> {
  const now = Date.now()
  const sessions = await loadSessions(context, commands, now)
  const receipts = await loadReceipts(context, commands)
  const rows = new BatchRows()
  const outcomes = commands.map(command => decideOne(context.serverId, command, sessions, receipts, rows, now))
  await rows.write(context.transaction, sessions)
  return { outcomes, sessions }
}

async function loadSessions(
  { database, transaction, cached }: BatchContext,
  commands: readonly Command[],
  now: number,
): Promise<Map<string, LoadedSession>> {
  const sessions = new Map<string, LoadedSession>()
  const exclusive = database.dialect === 'sqlite'
  const unknown = new Map<string, Command>()
  for (const command of commands) {
    const known = cached(command.key)
    if (known && exclusive) sessions.set(command.key, known)
    else if (!unknown.get(command.key)?.owner) unknown.set(command.key, command)
  }
  if (unknown.size === 0) return sessions
  let query = transaction.selectFrom('sessions').selectAll().where('id', 'in', [...unknown.keys()]).orderBy('id')
  // The row lock makes several servers take turns on one session; the embedded database has one writer anyway.
  if (!exclusive) query = query.forUpdate()
  for (const row of await query.execute()) {
    const state = await readOn(transaction, row, cached(row.id)?.state ?? emptySession)
    sessions.set(row.id, { row, state })
  }
  for (const { key, owner } of unknown.values()) {
    if (owner && !sessions.has(key)) sessions.set(key, { row: newSession(key, owner, now), state: emptySession })
  }
  return sessions
}

const newSession = (id: string, owner: SessionOwner, now: number): SessionRow => ({
  id,
  endpoint_id: owner.endpointId,
  user_id: owner.userId,
  session_id: owner.sessionId,
  last_seq: 0,
  acknowledged_seq: 0,
  claimed_by: null,
  claimed_until: 0,
  created_at: now,
  updated_at: now,
})

/** Brings a state up to its row's last event; another server may have written in between. */
async function readOn(transaction: Transaction<Tables>, row: SessionRow, state: SessionState): Promise<SessionState> {
  if (state.seq === row.last_seq) return state
  const rows = await transaction
    .selectFrom('events')
    .selectAll()
    .where('session_id', '=', row.id)
    .where('seq', '>', state.seq)
    .orderBy('seq')
    .execute()
  return rows.map(toEvent).reduce(applyEvent, state)
}

/** The event of a row. */
export const toEvent = (row: Pick<EventRow, 'seq' | 'body'>): SessionEvent => ({
  ...(JSON.parse(row.body) as SessionEvent),
  seq: row.seq,
})

const receiptKey = ({ scope, id }: { scope: string; id: string }) => `${scope}\n${id}`

async function loadReceipts({ transaction }: BatchContext, commands: readonly Command[]): Promise<Map<string, string>> {
  const wanted = commands.flatMap(({ receipt }) => receipt ?? [])
  if (wanted.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('receipts')
    .select(['scope', 'id', 'digest'])
    .where('scope', 'in', [...new Set(wanted.map(({ scope }) => scope))])
    .where('id', 'in', [...new Set(wanted.map(({ id }) => id))])
    .execute()
  return new Map(rows.map(row => [receiptKey(row), row.digest]))
}

function decideOne(
  serverId: string,
  command: Command,
  sessions: Map<string, LoadedSession>,
  receipts: Map<string, string>,
  rows: BatchRows,
  now: number,
): Outcome {
  try {
    const session = sessions.get(command.key)
    if (!session || (command.owner && session.row.user_id !== command.owner.userId)) throw new UnknownSessionError()
    if (command.receipt && alreadyReceived(command.receipt, receipts)) {
      return { appended: { ...describe(command.key, session), repeated: true, takenOver: false, events: [], deliveries: [] } }
    }
    const decision = command.decide(session.state, now)
    if (decision.settle && session.row.claimed_by !== serverId) throw new ClaimLostError()
    const next = advance(session, decision, serverId, now)
    sessions.set(command.key, next.session)
    rows.add(command, decision, next.deliveries, next.events, now)
    if (command.receipt) receipts.set(receiptKey(command.receipt), command.receipt.digest)
    const { events, deliveries, takenOver } = next
    return { appended: { ...describe(command.key, next.session), repeated: false, takenOver, events, deliveries } }
  } catch (error) {
    return { refused: error }
  }
}

function alreadyReceived(receipt: Receipt, receipts: Map<string, string>): boolean {
  const digest = receipts.get(receiptKey(receipt))
  if (digest !== undefined && digest !== receipt.digest) throw new ReceiptConflictError()
  return digest !== undefined
}

function advance(session: LoadedSession, decision: Decision, serverId: string, now: number) {
  const events: SessionEvent[] = []
  const deliveries: NewDelivery[] = []
  let { state } = session
  for (const { event: body, deliverTo = [] } of decision.entries ?? []) {
    const event: SessionEvent = { ...body, seq: state.seq + 1 }
    state = applyEvent(state, event)
    events.push(event)
    for (const target of deliverTo) deliveries.push({ target, event })
  }
  const row: SessionRow = {
    ...session.row,
    last_seq: state.seq,
    acknowledged_seq: Math.max(session.row.acknowledged_seq, Math.min(decision.acknowledged ?? 0, state.seq)),
    updated_at: now,
  }
  const claims = deliveries.length > 0 && isFree(session.row, serverId, now)
  if (claims) Object.assign(row, { claimed_by: serverId, claimed_until: now + CLAIM_MILLISECONDS })
  const takenOver = claims && session.row.claimed_by !== null && session.row.claimed_by !== serverId
  return { session: { row, state }, events, deliveries, takenOver }
}

const isFree = (row: SessionRow, serverId: string, now: number) =>
  row.claimed_by === null || row.claimed_by === serverId || row.claimed_until <= now

function describe(key: string, { row, state }: LoadedSession) {
  const owner = { endpointId: row.endpoint_id, userId: row.user_id, sessionId: row.session_id }
  return { key, owner, state, claimedBy: row.claimed_by }
}
