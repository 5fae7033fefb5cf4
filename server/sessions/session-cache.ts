import type { LoadedSession } from './commit-batch.ts'

/** The sessions used last, as last committed. */
export class SessionCache {
  readonly #sessions = new Map<string, LoadedSession>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): LoadedSession | undefined {
    return this.#sessions.get(key)
  }

  set(key: string, session: LoadedSession): void {
    this.#sessions.delete(key)
    this.#sessions.set(key, session)
    if (this.#sessions.size <= this.#limit) return
    const [oldest] = this.#sessions.keys()
    if (oldest !== undefined) this.#sessions.delete(oldest)
  }
}
