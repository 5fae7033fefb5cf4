import { setTimeout } from 'node:timers/promises'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { Decide, Settlement, Target } from './decision.ts'
import type { SessionOwner } from './session-key.ts'

/** One attempt at one delivery. */
export interface DeliveryWork {
  key: string
  owner: SessionOwner
  target: Target
  event: SessionEvent
  /** Attempts that failed before this one. */
  attempts: number
  /** An earlier attempt, here or on a server that died, may have had its effect. */
  maybeAttempted: boolean
}

/** What an attempt came to. `decide` is committed together with the settlement. */
export type DeliveryResult =
  | { status: 'done'; decide?: Decide }
  | { status: 'again'; error: string; afterMilliseconds?: number; decide?: Decide }
  | { status: 'parked'; error: string; decide?: Decide }

export type Deliver = (work: DeliveryWork, signal: AbortSignal) => Promise<DeliveryResult>

export interface LaneItem extends DeliveryWork {
  dueAt: number
}

export interface LaneContext {
  deliver: Deliver
  /** Commits a settlement; rejects with ClaimLostError where another server took over. */
  settle: (item: LaneItem, settlement: Settlement, decide?: Decide) => Promise<unknown>
  signal: AbortSignal
  /** Waits for a free place among all lanes; the returned function gives it back. */
  enter: (signal: AbortSignal) => Promise<() => void>
}

const LONGEST_QUEUE = 200
const FIRST_BACKOFF_MILLISECONDS = 250
const LONGEST_BACKOFF_MILLISECONDS = 30_000

/** Tries settle writes in the background before the next delivery waits for them. */
const UNSETTLED_AHEAD = 32

/** The deliveries of one session to one target: one after the other, each until it is settled. */
export class DeliveryLane {
  readonly #context: LaneContext
  readonly #items: LaneItem[] = []
  readonly #settling = new Set<Promise<unknown>>()
  #running: Promise<void> | undefined
  /** More waits in the database than the lane keeps in memory. */
  #overflowed = false

  constructor(context: LaneContext) {
    this.#context = context
  }

  get idle(): boolean {
    return this.#running === undefined
  }

  get overflowed(): boolean {
    return this.#overflowed
  }

  /** Resolves when the lane has nothing left that it can do. */
  finished(): Promise<void> {
    return this.#running ?? Promise.resolve()
  }

  add(item: LaneItem): void {
    const at = this.#items.findLastIndex(({ event }) => event.seq <= item.event.seq)
    if (this.#items[at]?.event.seq === item.event.seq) return
    if (this.#items.length >= LONGEST_QUEUE) this.#overflowed = true
    else this.#items.splice(at + 1, 0, item)
    if (!this.#context.signal.aborted) this.#running ??= this.#run()
  }

  /** Ends in the same step in which it finds nothing left, so that what is added later starts it again. */
  async #run(): Promise<void> {
    const { signal } = this.#context
    while (this.#settling.size > 0 || (this.#items.length > 0 && !signal.aborted)) {
      const [item] = signal.aborted ? [] : this.#items
      if (!item) {
        await Promise.allSettled(this.#settling)
        continue
      }
      const settled = await this.#work(item).catch(error => this.#stop(error))
      if (settled) this.#items.splice(this.#items.indexOf(item), 1)
    }
    this.#running = undefined
  }

  /** One attempt; true when the delivery left the lane. */
  async #work(item: LaneItem): Promise<boolean> {
    const { signal } = this.#context
    await waitUntil(item.dueAt, signal)
    const leave = await this.#context.enter(signal)
    const result = await this.#attempt(item).finally(leave)
    if (signal.aborted) return false
    await this.#settle(item, result)
    if (result.status !== 'again') return true
    item.attempts += 1
    item.maybeAttempted = true
    return false
  }

  async #attempt(item: LaneItem): Promise<DeliveryResult> {
    try {
      return await this.#context.deliver(item, this.#context.signal)
    } catch (error) {
      return { status: 'again', error: error instanceof Error ? error.message : 'unknown failure' }
    }
  }

  /** A plain success is written down while the next delivery goes on: if the note is lost, the delivery is looked up. */
  async #settle(item: LaneItem, result: DeliveryResult): Promise<void> {
    const { seq } = item.event
    const settlement: Settlement = { seq, target: item.target, status: 'done', attempts: item.attempts + 1 }
    if (result.status === 'again') {
      item.dueAt = Date.now() + (result.afterMilliseconds ?? backoff(item.attempts))
      Object.assign(settlement, { status: 'pending', dueAt: item.dueAt, error: result.error.slice(0, 500) })
    }
    if (result.status === 'parked') Object.assign(settlement, { status: 'parked', error: result.error.slice(0, 500) })
    const written = this.#context.settle(item, settlement, result.decide)
    if (result.status !== 'done' || result.decide) await written
    else await this.#inBackground(written)
  }

  async #inBackground(written: Promise<unknown>): Promise<void> {
    const watched = written.catch(error => this.#stop(error)).finally(() => this.#settling.delete(watched))
    this.#settling.add(watched)
    if (this.#settling.size >= UNSETTLED_AHEAD) await Promise.race(this.#settling)
  }

  /** The claim is lost or the database is away: what is undone stays in the database for whoever looks next. */
  #stop(_error: unknown): boolean {
    this.#items.length = 0
    return false
  }
}

async function waitUntil(dueAt: number, signal: AbortSignal): Promise<void> {
  const wait = dueAt - Date.now()
  if (wait > 0) await setTimeout(wait, undefined, { signal })
}

/** Doubling from a quarter of a second to half a minute, with jitter so that lanes do not return in step. */
function backoff(attempts: number): number {
  const longest = Math.min(LONGEST_BACKOFF_MILLISECONDS, FIRST_BACKOFF_MILLISECONDS * 2 ** Math.min(attempts, 10))
  return longest * (0.5 + Math.random() / 2)
}
