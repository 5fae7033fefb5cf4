import { setTimeout } from 'node:timers/promises'
import type { Database } from '../storage/database.ts'
import type { TimerKind } from './decision.ts'

const LOOK_MILLISECONDS = 500
const DUE_PER_LOOK = 200

/** Called for a due timer. It must decide inside the session's transaction whether the timer still holds, and clear or move it. */
export type TimerDue = (key: string, kind: TimerKind) => Promise<void>

/**
 * Due times that outlive this process: rows in the database, looked at twice a second by every server.
 * Two servers may find the same timer; the session's transaction lets the first one act and the second one see that.
 */
export class Timers {
  readonly #database: Database
  readonly #onDue: TimerDue
  readonly #stopping = new AbortController()
  #loop: Promise<void> | undefined

  constructor(database: Database, onDue: TimerDue) {
    this.#database = database
    this.#onDue = onDue
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await setTimeout(LOOK_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted) await this.#look().catch(() => undefined)
    }
  }

  async #look(): Promise<void> {
    const due = await this.#database.kysely
      .selectFrom('timers')
      .select(['session_id', 'kind'])
      .where('due_at', '<=', Date.now())
      .orderBy('due_at')
      .limit(DUE_PER_LOOK)
      .execute()
    await Promise.allSettled(due.map(row => this.#onDue(row.session_id, row.kind as TimerKind)))
  }
}
