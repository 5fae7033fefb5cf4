import type { SessionEvent } from '../protocol/session-events.ts'
import type { Database } from '../storage/database.ts'
import { CLAIM_MILLISECONDS, toEvent } from './commit-batch.ts'
import type { Target } from './decision.ts'

/** A delivery that waits, with the event that caused it. */
export interface PendingDelivery {
  target: Target
  event: SessionEvent
  attempts: number
  dueAt: number
}

const SESSIONS_PER_LOOK = 500

/** What the lanes ask of the database: whose deliveries wait, and which server works them. */
export class DeliveryStore {
  readonly #database: Database
  readonly #serverId: string

  constructor(database: Database, serverId: string) {
    this.#database = database
    this.#serverId = serverId
  }

  /**
   * Sessions with due deliveries that no living server works, taken over, and those that are this server's own.
   * An embedded database has one server: whoever claimed a session before is gone.
   */
  async claimDue(now: number): Promise<string[]> {
    const alone = this.#database.dialect === 'sqlite'
    const { kysely } = this.#database
    const waiting = await kysely
      .selectFrom('deliveries')
      .innerJoin('sessions', 'sessions.id', 'deliveries.session_id')
      .select('deliveries.session_id')
      .distinct()
      .where('deliveries.status', '=', 'pending')
      .where('deliveries.due_at', '<=', now)
      .where(where =>
        alone
          ? where.lit(true)
          : where.or([where('sessions.claimed_by', '=', this.#serverId), where('sessions.claimed_until', '<=', now)]),
      )
      .limit(SESSIONS_PER_LOOK)
      .execute()
    const ids = waiting.map(row => row.session_id)
    return ids.length === 0 ? [] : this.#claim(ids, now, alone)
  }

  async #claim(ids: string[], now: number, alone: boolean): Promise<string[]> {
    const claimed = await this.#database.kysely
      .updateTable('sessions')
      .set({ claimed_by: this.#serverId, claimed_until: now + CLAIM_MILLISECONDS })
      .where('id', 'in', ids)
      .where(where =>
        alone
          ? where.lit(true)
          : where.or([where('claimed_by', '=', this.#serverId), where('claimed_until', '<=', now)]),
      )
      .returning('id')
      .execute()
    return claimed.map(row => row.id)
  }

  /** Keeps these sessions to this server for another while. */
  async renew(ids: string[], now: number): Promise<void> {
    for (let start = 0; start < ids.length; start += SESSIONS_PER_LOOK) {
      await this.#database.kysely
        .updateTable('sessions')
        .set({ claimed_until: now + CLAIM_MILLISECONDS })
        .where('id', 'in', ids.slice(start, start + SESSIONS_PER_LOOK))
        .where('claimed_by', '=', this.#serverId)
        .execute()
    }
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

  /** The waiting deliveries of one session in order, at most `limit`. */
  async pending(key: string, limit: number): Promise<PendingDelivery[]> {
    const rows = await this.#database.kysely
      .selectFrom('deliveries')
      .innerJoin('events', join =>
        join.onRef('events.session_id', '=', 'deliveries.session_id').onRef('events.seq', '=', 'deliveries.seq'),
      )
      .select(['deliveries.target', 'deliveries.attempts', 'deliveries.due_at', 'events.seq', 'events.body'])
      .where('deliveries.session_id', '=', key)
      .where('deliveries.status', '=', 'pending')
      .orderBy('deliveries.seq')
      .limit(limit)
      .execute()
    return rows.map(row => ({
      target: row.target as Target,
      event: toEvent(row),
      attempts: row.attempts,
      dueAt: row.due_at,
    }))
  }
}
