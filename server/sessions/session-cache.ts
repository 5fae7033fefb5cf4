import type { SessionRow } from '../storage/tables/sessions.ts'
import { emptySession, type SessionState } from './session-state.ts'

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

  /** The state as far as it is known here, unless the row is of another session that was begun under the same key. */
  stateOf(row: SessionRow): SessionState {
    const known = this.#sessions.get(row.id)
    return known?.row.created_at === row.created_at && known.state.seq <= row.last_seq
      ? known.state
      : emptySession
  }

  delete(key: string): void {
    this.#sessions.delete(key)
  }

  set(key: string, session: CachedSession): void {
    this.#sessions.delete(key)
    this.#sessions.set(key, session)
    if (this.#sessions.size <= this.#limit) return
    const [oldest] = this.#sessions.keys()
    if (oldest !== undefined) this.#sessions.delete(oldest)
  }
}
