import type { Transaction } from 'kysely'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/schema.ts'
import type { SessionRow } from '../storage/tables/sessions.ts'
import { type Claimant, hasPredecessor, mayClaim } from './claim.ts'
import type { Command } from './command.ts'
import type { Target } from './decision.ts'
import { toEvent } from './event-row.ts'
import type { CachedSession, SessionCache } from './session-cache.ts'
import type { SessionOwner } from './session-key.ts'
import { applyEvent, emptySession, type SessionState } from './session-state.ts'

/** A session inside a transaction. */
export interface LoadedSession extends CachedSession {
  /** The last event that this server knew of. */
  heardSeq: number
  /** Targets of deliveries that wait and that this server may not have heard of. */
  waiting: Target[]
  /** The database does not have it yet. */
  isNew?: boolean
}

export interface LoadContext {
  database: Database
  transaction: Transaction<Tables>
  claimant: Claimant
  cache: SessionCache
}

/** The commands' sessions as they stand now, kept from other servers; with an owner, one that is missing is begun. */
export async function loadSessions(
  context: LoadContext,
  commands: readonly Command[],
  now: number,
): Promise<Map<string, LoadedSession>> {
  const sessions = new Map<string, LoadedSession>()
  for (const session of await findSessions(context, new Set(commands.map(({ key }) => key)))) {
    sessions.set(session.row.id, session)
  }
  const claiming = new Set(commands.flatMap(({ key, claim }) => (claim ? key : [])))
  await findWaiting(
    context.transaction,
    [...sessions.values()].filter(
      session => claiming.has(session.row.id) || mayHaveMissed(session, context.claimant, now),
    ),
  )
  for (const { key, owner } of commands) {
    if (owner && !sessions.has(key)) sessions.set(key, newSession(key, owner, now))
  }
  return sessions
}

/** An embedded database has one server, so that what it remembers is true. */
async function findSessions(context: LoadContext, keys: Set<string>): Promise<LoadedSession[]> {
  const sessions: LoadedSession[] = []
  const unknown: string[] = []
  for (const key of keys) {
    const known = context.database.dialect === 'sqlite' ? context.cache.get(key) : undefined
    if (known) sessions.push({ ...known, heardSeq: known.state.seq, waiting: [] })
    else unknown.push(key)
  }
  for (const row of await lockRows(context, unknown)) {
    const known = context.cache.stateOf(row)
    const state = await readOn(context.transaction, row, known)
    sessions.push({ row, state, heardSeq: known.seq, waiting: [] })
  }
  return sessions
}

async function lockRows(
  { database, transaction, claimant }: LoadContext,
  ids: string[],
): Promise<SessionRow[]> {
  if (ids.length === 0) return []
  const query = transaction.selectFrom('sessions').selectAll().where('id', 'in', ids).orderBy('id')
  // Several servers take turns on one session, and lock in one order so that they do not wait for each other.
  if (database.dialect === 'postgres') return query.forUpdate().execute()
  const rows = await query.execute()
  // Whoever claimed a session of an embedded database before is gone.
  return rows.map(row => (hasPredecessor(row, claimant) ? { ...row, claimed_until: 0 } : row))
}

/** Brings a state up to its row's last event; another server may have written in between. */
async function readOn(
  transaction: Transaction<Tables>,
  row: SessionRow,
  state: SessionState,
): Promise<SessionState> {
  if (state.seq === row.last_seq) return state
  const rows = await transaction
    .selectFrom('events')
    .select(['seq', 'body'])
    .where('session_id', '=', row.id)
    .where('seq', '>', state.seq)
    .orderBy('seq')
    .execute()
  return rows.map(toEvent).reduce(applyEvent, state)
}

/** Another server worked its deliveries before, or wrote events for this one to deliver. */
function mayHaveMissed({ row, heardSeq }: LoadedSession, claimant: Claimant, now: number): boolean {
  if (row.claimed_by === null || !mayClaim(row, claimant, now)) return false
  return hasPredecessor(row, claimant) || heardSeq < row.last_seq
}

async function findWaiting(transaction: Transaction<Tables>, sessions: LoadedSession[]): Promise<void> {
  if (sessions.length === 0) return
  const rows = await transaction
    .selectFrom('deliveries')
    .select(['session_id', 'target'])
    .distinct()
    .where(
      'session_id',
      'in',
      sessions.map(({ row }) => row.id),
    )
    .where('status', '=', 'pending')
    .execute()
  const waiting = Map.groupBy(rows, row => row.session_id)
  for (const session of sessions) {
    session.waiting = waiting.get(session.row.id)?.map(({ target }) => target as Target) ?? []
  }
}

const newSession = (
  id: string,
  { endpointId, userId, sessionId }: SessionOwner,
  now: number,
): LoadedSession => ({
  row: {
    id,
    endpoint_id: endpointId,
    user_id: userId,
    session_id: sessionId,
    last_seq: 0,
    acknowledged_seq: 0,
    claimed_by: null,
    claimed_until: 0,
    claimed_seq: 0,
    created_at: now,
    updated_at: now,
  },
  state: emptySession,
  heardSeq: 0,
  waiting: [],
  isNew: true,
})
