import { setTimeout } from 'node:timers/promises'
import type { Database } from '../storage/database.ts'
import type { TimerRow } from '../storage/tables/sessions.ts'
import type { TimerKind } from './decision.ts'

const LOOK_MILLISECONDS = 500
const DUE_PER_LOOK = 200
const POSTPONED_MILLISECONDS = 30_000

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
      .selectAll()
      .where('due_at', '<=', Date.now())
      .orderBy('due_at')
      .limit(DUE_PER_LOOK)
      .execute()
    await Promise.all(
      due.map(row => this.#onDue(row.session_id, row.kind as TimerKind).catch(() => this.#postpone(row))),
    )
  }

  /** What cannot be acted on now must not hold up what is due later. */
  async #postpone({ session_id, kind, due_at }: TimerRow): Promise<void> {
    await this.#database.kysely
      .updateTable('timers')
      .set({ due_at: Date.now() + POSTPONED_MILLISECONDS })
      .where('session_id', '=', session_id)
      .where('kind', '=', kind)
      .where('due_at', '=', due_at)
      .execute()
  }
}
