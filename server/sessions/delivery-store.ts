import type { SessionEvent } from '../protocol/session-events.ts'
import type { Database } from '../storage/database.ts'
import { CLAIM_MILLISECONDS } from './claim.ts'
import type { Target } from './decision.ts'
import { toEvent } from './event-row.ts'

/** A session in which deliveries are due that this server works, or may take over. */
export interface DueSession {
  key: string
  lastSeq: number
}

/** A delivery that waits, with the event that caused it. */
export interface PendingDelivery {
  event: SessionEvent
  attempts: number
  dueAt: number
  /** A server that worked the session before may have tried it. */
  maybeAttempted: boolean
}

const SESSIONS_PER_STATEMENT = 500

/** What the lanes ask of the database: whose deliveries wait, and which server works them. */
export class DeliveryStore {
  readonly claimMilliseconds: number
  readonly #database: Database
  readonly #serverId: string

  constructor(database: Database, serverId: string, claimMilliseconds = CLAIM_MILLISECONDS) {
    this.#database = database
    this.#serverId = serverId
    this.claimMilliseconds = claimMilliseconds
  }

  /**
   * Sessions with due deliveries that are this server's or nobody's, by key after `afterKey`, at most `limit`.
   * An embedded database has one server: whoever claimed a session before is gone.
   */
  async due(now: number, afterKey: string, limit: number): Promise<DueSession[]> {
    const alone = this.#database.dialect === 'sqlite'
    return this.#database.kysely
      .selectFrom('sessions')
      .select(['id as key', 'last_seq as lastSeq'])
      .where('id', 'in', due =>
        due
          .selectFrom('deliveries')
          .select('session_id')
          .where('status', '=', 'pending')
          .where('due_at', '<=', now)
          .where('session_id', '>', afterKey),
      )
      .where(where =>
        alone
          ? where.lit(true)
          : where.or([where('claimed_by', '=', this.#serverId), where('claimed_until', '<=', now)]),
      )
      .orderBy('id')
      .limit(limit)
      .execute()
  }

  /** Keeps these sessions to this server for another while; resolves with those that still were. */
  async renew(keys: readonly string[], now: number): Promise<string[]> {
    const kept: string[] = []
    for (let start = 0; start < keys.length; start += SESSIONS_PER_STATEMENT) {
      const rows = await this.#database.kysely
        .updateTable('sessions')
        .set({ claimed_until: now + this.claimMilliseconds })
        .where('id', 'in', keys.slice(start, start + SESSIONS_PER_STATEMENT))
        .where('claimed_by', '=', this.#serverId)
        .returning('id')
        .execute()
      for (const { id } of rows) kept.push(id)
    }
    return kept
  }

  /** Lets other servers take over at once what this one leaves undone. */
  async releaseAll(): Promise<void> {
    await this.#database.kysely
      .updateTable('sessions')
      .set({ claimed_until: 0 })
      .where('claimed_by', '=', this.#serverId)
      .where('claimed_until', '>', 0)
      .execute()
  }

  /** The waiting deliveries of one session to one target in order, at most `limit`. */
  async pending(key: string, target: Target, limit: number): Promise<PendingDelivery[]> {
    const rows = await this.#database.kysely
      .selectFrom('deliveries')
      .innerJoin('sessions', 'sessions.id', 'deliveries.session_id')
      .innerJoin('events', join =>
        join
          .onRef('events.session_id', '=', 'deliveries.session_id')
          .onRef('events.seq', '=', 'deliveries.seq'),
      )
      .select([
        'deliveries.attempts',
        'deliveries.due_at',
        'sessions.claimed_seq',
        'events.seq',
        'events.body',
      ])
      .where('deliveries.session_id', '=', key)
      .where('deliveries.target', '=', target)
      .where('deliveries.status', '=', 'pending')
      .orderBy('deliveries.seq')
      .limit(limit)
      .execute()
    return rows.map(row => ({
      event: toEvent(row),
      attempts: row.attempts,
      dueAt: row.due_at,
      maybeAttempted: row.attempts > 0 || row.seq <= row.claimed_seq,
    }))
  }
}
