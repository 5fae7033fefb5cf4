import type { SessionRow } from '../storage/schema.ts'
import type { SessionState } from './session-state.ts'

/** A session in memory: its row and its state, both as last committed. */
export interface CachedSession {
  row: SessionRow
  state: SessionState
}

/** The sessions written last, as this server last saw them committed. */
export class SessionCache {
  readonly #sessions = new Map<string, CachedSession>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): CachedSession | undefined {
    return this.#sessions.get(key)
  }

  set(key: string, session: CachedSession): void {
    this.#sessions.delete(key)
    this.#sessions.set(key, session)
    if (this.#sessions.size <= this.#limit) return
    const [oldest] = this.#sessions.keys()
    if (oldest !== undefined) this.#sessions.delete(oldest)
  }
}
