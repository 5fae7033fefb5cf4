import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { Database } from '../storage/database.ts'
import type { SessionRow } from '../storage/tables/sessions.ts'
import { CLAIM_MILLISECONDS } from './claim.ts'
import type { Appended, Command, Outcome } from './command.ts'
import { commitBatch } from './commit-batch.ts'
import { toEvent } from './event-row.ts'
import { GroupCommit } from './group-commit.ts'
import { createLogStatements } from './log-statements.ts'
import { type CachedSession, SessionCache } from './session-cache.ts'
import type { SessionOwner } from './session-key.ts'
import { applyEvent, type SessionState } from './session-state.ts'
import { Subscription } from './subscription.ts'
import { tell } from './tell.ts'

const CACHED_SESSIONS = 20_000

/** Behind every event: places are 32-bit integers in Postgres, which refuses to compare them with larger numbers. */
export const LAST_PLACE = 2 ** 31 - 1

/** A session as a reader finds it. */
export interface SessionView {
  key: string
  owner: SessionOwner
  state: SessionState
  /** The last output that the customer's client acknowledged. */
  acknowledgedSeq: number
}

/** Hears of every commit of this server, right after it and in order. */
export type CommitListener = (appended: Appended) => void

/**
 * The append-only log of every session. An event is committed before anyone is told of it, together with the
 * deliveries that it causes; a reader that knows where it stands can always be brought up to date.
 */
export class SessionLog {
  readonly #database: Database
  readonly #cache = new SessionCache(CACHED_SESSIONS)
  readonly #commits: GroupCommit<Command, Appended>
  readonly #subscriptions = new Map<string, Set<Subscription>>()
  readonly #listeners = new Set<CommitListener>()

  /** `serverId` names this run of a server among all that share the database. */
  constructor(database: Database, serverId: string, claimMilliseconds = CLAIM_MILLISECONDS) {
    this.#database = database
    const parts = {
      database,
      claimant: { serverId, claimMilliseconds },
      statements: createLogStatements(),
      cache: this.#cache,
    }
    this.#commits = new GroupCommit(database.kysely, async (transaction, commands) => {
      const { outcomes, sessions } = await commitBatch({ ...parts, transaction }, commands)
      return outcomes.map(outcome => () => this.#committed(outcome, sessions))
    })
  }

  /**
   * Appends what `command.decide` says to one session; resolves once committed.
   * Rejects with what `decide` threw, UnknownSessionError, ReceiptConflictError, ClaimLostError, OverloadedError
   * or the database's own error; then nothing was written.
   */
  append(command: Command): Promise<Appended> {
    return this.#commits.add(command, command.pace)
  }

  /** Events after `after`, oldest first, at most `limit`. */
  async read(key: string, after: number, limit: number): Promise<SessionEvent[]> {
    return (await this.#onward(key, after, limit).execute()).map(toEvent)
  }

  /** The same of these types. */
  async readTypes<Type extends SessionEvent['type']>(
    key: string,
    types: readonly Type[],
    after: number,
    limit: number,
  ): Promise<EventOf<Type>[]> {
    const rows = await this.#onward(key, after, limit).where('type', 'in', types).execute()
    return rows.map(toEvent) as EventOf<Type>[]
  }

  /** The newest events up to and including `through`, oldest first, at most `limit`. */
  async readBack(key: string, through: number, limit: number): Promise<SessionEvent[]> {
    return (await this.#back(key, through, limit).execute()).reverse().map(toEvent)
  }

  /** The same of these types. */
  async readTypesBack<Type extends SessionEvent['type']>(
    key: string,
    types: readonly Type[],
    through: number,
    limit: number,
  ): Promise<EventOf<Type>[]> {
    const rows = await this.#back(key, through, limit).where('type', 'in', types).execute()
    return rows.reverse().map(toEvent) as EventOf<Type>[]
  }

  /** The newest messages up to and including `through`, oldest first, at most `limit`. */
  readMessagesBack(key: string, through: number, limit: number): Promise<EventOf<'message'>[]> {
    return this.readTypesBack(key, ['message'], through, limit)
  }

  /** The messages at these places of the log. */
  async readMessages(key: string, seqs: readonly number[]): Promise<EventOf<'message'>[]> {
    if (seqs.length === 0) return []
    const rows = await this.#events(key).where('seq', 'in', seqs).execute()
    return rows.map(toEvent).filter(event => event.type === 'message')
  }

  #events(key: string) {
    return this.#database.kysely.selectFrom('events').select(['seq', 'body']).where('session_id', '=', key)
  }

  #onward(key: string, after: number, limit: number) {
    return this.#events(key).where('seq', '>', after).orderBy('seq').limit(limit)
  }

  #back(key: string, through: number, limit: number) {
    return this.#events(key).where('seq', '<=', through).orderBy('seq', 'desc').limit(limit)
  }

  /** The session as committed now, or undefined where there is none. */
  async find(key: string): Promise<SessionView | undefined> {
    const alone = this.#database.dialect === 'sqlite' ? this.#cache.get(key) : undefined
    if (alone) return toView(alone.row, alone.state)
    const row = await this.#database.kysely
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', key)
      .executeTakeFirst()
    if (!row) return undefined
    const known = this.#cache.stateOf(row)
    const later = known.seq < row.last_seq ? await this.read(key, known.seq, Number.MAX_SAFE_INTEGER) : []
    return toView(row, later.reduce(applyEvent, known))
  }

  /** Lets go of what is remembered of a session whose rows are being erased. */
  forget(key: string): void {
    this.#cache.delete(key)
  }

  /** Tells `listener` every event after `after`, once and in order, until the returned function is called. */
  subscribe(key: string, after: number, listener: (events: SessionEvent[]) => void): () => void {
    const subscription = new Subscription((from, limit) => this.read(key, from, limit), after, listener)
    const subscriptions = this.#subscriptions.get(key) ?? new Set()
    this.#subscriptions.set(key, subscriptions.add(subscription))
    return () => {
      subscription.close()
      if (subscriptions.delete(subscription) && subscriptions.size === 0) this.#subscriptions.delete(key)
    }
  }

  /** The sessions that somebody on this server reads. */
  subscribedKeys(): string[] {
    return [...this.#subscriptions.keys()]
  }

  /** Another server, or a look at the database, says how far a session's log reaches. */
  notice(key: string, lastSeq: number): void {
    for (const subscription of this.#subscriptions.get(key) ?? []) subscription.notice(lastSeq)
  }

  onCommitted(listener: CommitListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when everything appended so far is committed. */
  drained(): Promise<void> {
    return this.#commits.drained()
  }

  #committed(outcome: Outcome, sessions: Map<string, CachedSession>): Appended {
    if ('refused' in outcome) throw outcome.refused
    const { appended } = outcome
    const session = sessions.get(appended.key)
    if (session && !appended.repeated)
      this.#cache.set(appended.key, { row: session.row, state: session.state })
    for (const subscription of this.#subscriptions.get(appended.key) ?? []) subscription.push(appended.events)
    for (const listener of this.#listeners) tell(listener, appended)
    return appended
  }
}

function toView(row: SessionRow, state: SessionState): SessionView {
  const owner = { endpointId: row.endpoint_id, userId: row.user_id, sessionId: row.session_id }
  return { key: row.id, owner, state, acknowledgedSeq: row.acknowledged_seq }
}
