import { setTimeout } from 'node:timers/promises'
import type { Database } from '../storage/database.ts'
import type { SessionLog } from './session-log.ts'

const LOOK_MILLISECONDS = 2_000
const SESSIONS_PER_LOOK = 500

/**
 * Where several servers write, a notice from another one can get lost on its way: every two seconds the sessions that
 * somebody here reads are compared with the database.
 */
export class LogWatch {
  readonly #database: Database
  readonly #log: SessionLog
  readonly #stopping = new AbortController()
  #loop: Promise<void> | undefined

  constructor(database: Database, log: SessionLog) {
    this.#database = database
    this.#log = log
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
    const keys = this.#log.subscribedKeys()
    for (let start = 0; start < keys.length; start += SESSIONS_PER_LOOK) {
      const rows = await this.#database.kysely
        .selectFrom('sessions')
        .select(['id', 'last_seq'])
        .where('id', 'in', keys.slice(start, start + SESSIONS_PER_LOOK))
        .execute()
      for (const { id, last_seq } of rows) this.#log.notice(id, last_seq)
    }
  }
}
