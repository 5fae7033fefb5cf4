import { setTimeout } from 'node:timers/promises'
import type { SessionEvent } from '../protocol/session-events.ts'
import { backOff } from './back-off.ts'
import type { Attempt, Decide, Settlement, Target } from './decision.ts'
import { isOver, messageOf, storable } from './delivery-failure.ts'
import type { PendingDelivery } from './delivery-store.ts'
import { Notes } from './notes.ts'
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

/**
 * What an attempt came to. `decide` is committed together with the settlement; `settled` is a delivery whose settlement
 * is committed already. `outcome` names a failure briefly: an HTTP status, or its kind.
 */
export type DeliveryResult =
  | { status: 'done'; decide?: Decide }
  | { status: 'settled' }
  | { status: 'again'; error: string; outcome?: string; afterMilliseconds?: number; decide?: Decide }
  | { status: 'parked'; error: string; outcome?: string; decide?: Decide }

type Final = Extract<DeliveryResult, { status: 'done' | 'parked' }>
type Postponement = Omit<Extract<DeliveryResult, { status: 'again' }>, 'status'>
type Timing = Omit<Attempt, 'outcome'>

export type Deliver = (work: DeliveryWork, signal: AbortSignal) => Promise<DeliveryResult>

export interface LaneContext {
  key: string
  owner: SessionOwner
  target: Target
  deliver: Deliver
  /** The oldest waiting deliveries, in order, once this server is sure to have the session to itself. */
  load: (limit: number) => Promise<PendingDelivery[]>
  /** Commits a settlement; rejects with ClaimLostError where another server took over. */
  settle: (settlement: Settlement, decide?: Decide) => Promise<unknown>
  /** Whether this server has the session to itself for sure. */
  holds: () => boolean
  /** Waits for a free place among the lanes; the returned function gives it back. */
  enter: (signal: AbortSignal) => Promise<() => void>
  /** Called once, in the same turn in which the lane has nothing left to do. */
  onFinished: () => void
}

const LONGEST_QUEUE = 200
const LONGEST_WAIT_MILLISECONDS = 3_600_000
const NOTE_AGAIN_MILLISECONDS = 1_000
/** A failure that says no more of itself. */
const FAILED = 'failed'

/**
 * The deliveries of one session to one target: one after the other, each until it is settled. The fresh ones wait in
 * memory; what does not fit there, and what others left, is read from the database once the memory is empty.
 */
export class DeliveryLane {
  readonly #context: LaneContext
  readonly #stopping = new AbortController()
  readonly #queue: PendingDelivery[] = []
  readonly #notes = new Notes()
  #running: Promise<void> | undefined
  /** How often the lane was told of deliveries that are not in its queue. */
  #unread = 0
  #queuedThrough = 0
  #attemptedThrough = 0

  constructor(context: LaneContext) {
    this.#context = context
  }

  get stopped(): boolean {
    return this.#stopping.signal.aborted
  }

  /** A delivery that this server has just committed. */
  add(event: SessionEvent): void {
    if (event.seq <= this.#queuedThrough) return
    if (this.#unread > 0 || this.#queue.length >= LONGEST_QUEUE) return this.wake()
    this.#enqueue({ event, attempts: 0, dueAt: 0, maybeAttempted: false })
    this.#running ??= this.#run()
  }

  /** Deliveries wait in the database that the lane may not know. */
  wake(): void {
    this.#unread += 1
    this.#running ??= this.#run()
  }

  /** Ends the attempt that runs; what is undone stays in the database for whoever looks next. */
  stop(): void {
    this.#stopping.abort()
  }

  /** Resolves when the lane has nothing left to do. */
  async finished(): Promise<void> {
    await this.#running
  }

  #enqueue(delivery: PendingDelivery): void {
    this.#queue.push(delivery)
    this.#queuedThrough = delivery.event.seq
  }

  async #run(): Promise<void> {
    while (!this.stopped) {
      const [next] = this.#queue
      if (next) await this.#work(next)
      else if (!this.#notes.areWritten) await this.#notes.oneWritten()
      else if (this.#unread > 0) await this.#read()
      else break
    }
    while (!this.#notes.areWritten) await this.#notes.oneWritten()
    this.#context.onFinished()
  }

  async #read(): Promise<void> {
    const told = this.#unread
    try {
      const deliveries = await this.#context.load(LONGEST_QUEUE)
      for (const delivery of deliveries) {
        const maybeAttempted = delivery.maybeAttempted || delivery.event.seq <= this.#attemptedThrough
        this.#enqueue({ ...delivery, maybeAttempted })
      }
      // What it was told while it read is read next.
      if (deliveries.length < LONGEST_QUEUE) this.#unread -= told
    } catch (error) {
      await this.#waitUnlessOver(error)
    }
  }

  async #work(delivery: PendingDelivery): Promise<void> {
    await this.#sleep(Math.min(delivery.dueAt - Date.now(), LONGEST_WAIT_MILLISECONDS))
    const leave = await this.#context.enter(this.#stopping.signal).catch(() => undefined)
    if (!leave) return
    if (!this.#context.holds()) {
      leave()
      return this.#readAgain()
    }
    const at = Date.now()
    const result = await this.#attempt(delivery).finally(leave)
    const timing = { at, milliseconds: Date.now() - at }
    if (result.status === 'settled') this.#queue.shift()
    else if (result.status === 'again') await this.#postpone(delivery, result, timing)
    else if (result.status === 'parked' || result.decide) await this.#settle(delivery, result, timing)
    else await this.#noteInBackground(delivery, timing)
  }

  /** Another server may have worked the session meanwhile: only the database knows what is still to be done. */
  #readAgain(): void {
    this.#queue.length = 0
    this.#unread += 1
  }

  async #attempt({ event, attempts, maybeAttempted }: PendingDelivery): Promise<DeliveryResult> {
    const { key, owner, target, deliver } = this.#context
    this.#attemptedThrough = event.seq
    try {
      return await deliver({ key, owner, target, event, attempts, maybeAttempted }, this.#stopping.signal)
    } catch (error) {
      return { status: 'again', error: messageOf(error) }
    }
  }

  async #settle(delivery: PendingDelivery, result: Final, timing: Timing): Promise<void> {
    const { status, decide } = result
    const error = status === 'parked' ? storable(result.error) : undefined
    const attempt =
      status === 'parked' ? { ...timing, outcome: result.outcome ?? FAILED } : success(delivery, timing)
    try {
      await this.#write(delivery, { status, attempts: delivery.attempts + 1, error, attempt }, decide)
      this.#queue.shift()
    } catch (failure) {
      if (isOver(failure)) this.stop()
      else await this.#postpone(delivery, { error: messageOf(failure), outcome: 'not-written' }, timing)
    }
  }

  /** The same delivery comes next, later. Where that cannot be written down, the lane still knows. */
  async #postpone(
    delivery: PendingDelivery,
    { error, outcome = FAILED, afterMilliseconds, decide }: Postponement,
    timing: Timing,
  ): Promise<void> {
    if (this.stopped) return
    delivery.dueAt = Date.now() + Math.round(afterMilliseconds ?? backOff(delivery.attempts))
    delivery.attempts += 1
    delivery.maybeAttempted = true
    const { attempts, dueAt } = delivery
    const attempt = { ...timing, outcome }
    const outcomes = { status: 'pending', attempts, dueAt, error: storable(error), attempt } as const
    await this.#write(delivery, outcomes, decide).catch(failure => {
      if (isOver(failure)) this.stop()
    })
  }

  /** A plain success is written down while the next delivery goes on: if the note is lost, the delivery is looked up. */
  async #noteInBackground(delivery: PendingDelivery, timing: Timing): Promise<void> {
    this.#queue.shift()
    await this.#notes.add(() => this.#note(delivery, timing))
  }

  async #note(delivery: PendingDelivery, timing: Timing): Promise<void> {
    const attempt = success(delivery, timing)
    for (;;) {
      try {
        return await this.#write(delivery, { status: 'done', attempts: delivery.attempts + 1, attempt })
      } catch (error) {
        if (this.stopped) return
        await this.#waitUnlessOver(error)
      }
    }
  }

  async #write(
    { event }: PendingDelivery,
    outcome: Omit<Settlement, 'seq' | 'target'>,
    decide?: Decide,
  ): Promise<void> {
    const { target, settle } = this.#context
    await settle({ seq: event.seq, target, ...outcome }, decide)
  }

  async #waitUnlessOver(error: unknown): Promise<void> {
    if (isOver(error)) this.stop()
    else await this.#sleep(NOTE_AGAIN_MILLISECONDS)
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds > 0)
      await setTimeout(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }
}

/** A delivery that succeeds at once is told by its settlement alone. */
const success = ({ attempts }: PendingDelivery, timing: Timing): Attempt | undefined =>
  attempts === 0 ? undefined : { ...timing, outcome: 'done' }
