import type { SessionEvent } from '../protocol/session-events.ts'
import { tell } from './tell.ts'

/** Reads events after a place in the log, oldest first, at most so many. */
export type ReadEvents = (after: number, limit: number) => Promise<SessionEvent[]>

const PAGE = 500
const RETRY_MILLISECONDS = 1_000

/**
 * One reader of one session: hears every event after `after` once and in order.
 * What is pushed in sequence passes straight on; a gap, or a notice from another server, is read from the log.
 */
export class Subscription {
  readonly #read: ReadEvents
  readonly #listener: (events: SessionEvent[]) => void
  #after: number
  /** Something may lie after `#after` that was not pushed in sequence. */
  #behind = true
  #reading = false
  #closed = false
  #retry: NodeJS.Timeout | undefined

  constructor(read: ReadEvents, after: number, listener: (events: SessionEvent[]) => void) {
    this.#read = read
    this.#after = after
    this.#listener = listener
    void this.#catchUp()
  }

  /** Events that this server has just committed. */
  push(events: SessionEvent[]): void {
    const [first] = events
    const last = events.at(-1)
    if (!first || !last || this.#closed) return
    if (this.#reading || first.seq !== this.#after + 1) return this.notice(last.seq)
    this.#pass(events, last.seq)
  }

  /** The log is known to reach as far as `lastSeq`. */
  notice(lastSeq: number): void {
    if (lastSeq <= this.#after) return
    this.#behind = true
    if (!this.#reading) void this.#catchUp()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
  }

  async #catchUp(): Promise<void> {
    clearTimeout(this.#retry)
    this.#reading = true
    try {
      while (this.#behind && !this.#closed) await this.#readPage()
    } catch {
      // The database is away: the log is still there when it comes back.
      this.#behind = true
      if (!this.#closed) this.#retry = setTimeout(() => void this.#catchUp(), RETRY_MILLISECONDS)
    } finally {
      this.#reading = false
    }
  }

  async #readPage(): Promise<void> {
    this.#behind = false
    const events = await this.#read(this.#after, PAGE)
    const last = events.at(-1)
    if (!last || this.#closed) return
    if (events.length === PAGE) this.#behind = true
    this.#pass(events, last.seq)
  }

  #pass(events: SessionEvent[], lastSeq: number): void {
    this.#after = lastSeq
    tell(this.#listener, events)
  }
}
