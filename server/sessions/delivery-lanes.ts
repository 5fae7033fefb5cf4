import { setTimeout } from 'node:timers/promises'
import type { Appended } from './command.ts'
import type { Decision, Settlement, Target } from './decision.ts'
import { type Deliver, DeliveryLane } from './delivery-lane.ts'
import type { DeliveryStore, PendingDelivery } from './delivery-store.ts'
import { Places } from './places.ts'
import type { SessionOwner } from './session-key.ts'
import type { SessionLog } from './session-log.ts'

const LOOK_MILLISECONDS = 1_000
const SESSIONS_PER_LOOK = 500
const MOST_SESSIONS = 20_000
const CONCURRENT_DELIVERIES_PER_TARGET = 256

/** A session whose deliveries this server works now. */
interface WorkedSession {
  readonly key: string
  readonly owner: SessionOwner
  readonly lanes: Map<Target, DeliveryLane>
  claimedUntil: number
  /** The last event that this server knows of. */
  heardSeq: number
}

/**
 * Works the deliveries that events cause: in order per session and target, each session on one server at a time.
 * Fresh ones come straight from the commit; what another server left or wrote is found by looking at the database.
 */
export class DeliveryLanes {
  readonly #log: SessionLog
  readonly #store: DeliveryStore
  readonly #serverId: string
  readonly #deliverers: Record<Target, Deliver>
  readonly #sessions = new Map<string, WorkedSession>()
  readonly #places = new Map<Target, Places>()
  readonly #stopping = new AbortController()
  readonly #loops: Promise<void>[] = []
  #stopListening: (() => void) | undefined
  /** Where the next look begins; every look takes the next part of what is due. */
  #lookAfter = ''

  constructor(parts: {
    log: SessionLog
    store: DeliveryStore
    serverId: string
    deliverers: Record<Target, Deliver>
  }) {
    this.#log = parts.log
    this.#store = parts.store
    this.#serverId = parts.serverId
    this.#deliverers = parts.deliverers
  }

  /** Takes up what waits and listens for more. */
  async start(): Promise<void> {
    this.#stopListening = this.#log.onCommitted(appended => this.#onCommitted(appended))
    do await this.look()
    while (this.#lookAfter !== '')
    this.#loops.push(
      this.#every(LOOK_MILLISECONDS, () => this.look()),
      this.#every(this.#store.claimMilliseconds / 3, () => this.#renew([...this.#sessions.keys()])),
    )
  }

  /** Ends running attempts, leaves the rest to be taken up by whoever looks next. */
  async stop(): Promise<void> {
    this.#stopListening?.()
    this.#stopping.abort()
    const lanes = [...this.#sessions.values()].flatMap(session => [...session.lanes.values()])
    for (const lane of lanes) lane.stop()
    await Promise.allSettled([...this.#loops, ...lanes.map(lane => lane.finished())])
    await this.#store.releaseAll().catch(() => undefined)
  }

  /** Looks for sessions with due deliveries that nobody works, or that this server did not hear of. */
  async look(): Promise<void> {
    if (this.#sessions.size >= MOST_SESSIONS) return
    const due = await this.#store.due(Date.now(), this.#lookAfter, SESSIONS_PER_LOOK)
    this.#lookAfter = due.length < SESSIONS_PER_LOOK ? '' : (due.at(-1)?.key ?? '')
    const unheard = due.filter(({ key, lastSeq }) => (this.#sessions.get(key)?.heardSeq ?? 0) < lastSeq)
    await Promise.allSettled(unheard.map(({ key }) => this.load(key)))
  }

  /** Takes up what waits for one session, unless another server works it. */
  async load(key: string): Promise<void> {
    await this.#log.append({ key, claim: true, decide: () => ({}) })
  }

  #onCommitted({
    key,
    owner,
    state,
    claimedBy,
    claimedUntil,
    waiting,
    deliveries,
    repeated,
  }: Appended): void {
    // A repeat tells how far the log reaches and not what waits in it: others may have written what was repeated.
    if (claimedBy !== this.#serverId || repeated) return
    const session = this.#sessions.get(key) ?? {
      key,
      owner,
      lanes: new Map(),
      claimedUntil,
      heardSeq: state.seq,
    }
    session.claimedUntil = Math.max(session.claimedUntil, claimedUntil)
    session.heardSeq = state.seq
    for (const target of waiting) this.#lane(session, target).wake()
    for (const { target, event } of deliveries) this.#lane(session, target).add(event)
  }

  #lane(session: WorkedSession, target: Target): DeliveryLane {
    const { key, owner, lanes } = session
    const known = lanes.get(target)
    if (known) return known
    const lane = new DeliveryLane({
      key,
      owner,
      target,
      deliver: this.#deliverers[target],
      load: limit => this.#pending(session, target, limit),
      settle: (settlement, decide) =>
        this.#log.append({
          key,
          // The lane goes on meanwhile; where the note is lost, the delivery is looked up.
          pace: settlement.status === 'done' && !decide ? 'note' : 'soon',
          decide: (state, now) => settling(settlement, decide?.(state, now)),
        }),
      holds: () => Date.now() < session.claimedUntil,
      enter: signal => this.#placesOf(target).enter(signal),
      onFinished: () => this.#drop(session, target, lane),
    })
    lanes.set(target, lane)
    this.#sessions.set(key, session)
    return lane
  }

  #drop({ key, lanes }: WorkedSession, target: Target, lane: DeliveryLane): void {
    lanes.delete(target)
    if (lanes.size === 0) this.#sessions.delete(key)
    // The session may have come back to this server while the lane was ending.
    if (lane.stopped && !this.#stopping.signal.aborted) void this.load(key).catch(() => undefined)
  }

  async #pending(session: WorkedSession, target: Target, limit: number): Promise<PendingDelivery[]> {
    if (Date.now() >= session.claimedUntil) await this.#renew([session.key])
    return this.#store.pending(session.key, target, limit)
  }

  /** Keeps the sessions to this server; the lanes of those that went to another one end. */
  async #renew(keys: string[]): Promise<void> {
    const now = Date.now()
    const kept = new Set(await this.#store.renew(keys, now))
    for (const key of keys) {
      const session = this.#sessions.get(key)
      if (!session) continue
      if (kept.has(key)) session.claimedUntil = now + this.#store.claimMilliseconds
      else for (const lane of session.lanes.values()) lane.stop()
    }
  }

  /** Each target has its own places, so that a slow virtual agent holds up nothing that goes to 8x8. */
  #placesOf(target: Target): Places {
    const places = this.#places.get(target) ?? new Places(CONCURRENT_DELIVERIES_PER_TARGET)
    this.#places.set(target, places)
    return places
  }

  /** Runs `work` again and again until stopped; a failure waits for the next round. */
  async #every(milliseconds: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted) await work().catch(() => undefined)
    }
  }
}

const settling = (settlement: Settlement, decision: Decision = {}): Decision => ({
  ...decision,
  settle: [...(decision.settle ?? []), settlement],
})
