import { setTimeout } from 'node:timers/promises'
import type { Appended } from './commit-batch.ts'
import type { Decide, Settlement, Target } from './decision.ts'
import { type Deliver, DeliveryLane, type LaneItem } from './delivery-lane.ts'
import type { DeliveryStore } from './delivery-store.ts'
import { Places } from './places.ts'
import type { SessionLog } from './session-log.ts'

const LOOK_MILLISECONDS = 1_000
const RENEW_MILLISECONDS = 5_000
const PENDING_PER_LOAD = 200
const CONCURRENT_DELIVERIES = 256
const REMEMBERED_LANES = 20_000

/**
 * Works the deliveries that events cause: in order per session and target, each session on one server at a time.
 * Fresh ones come straight from the commit; what a dead server left is found by looking at the database.
 */
export class DeliveryLanes {
  readonly #log: SessionLog
  readonly #store: DeliveryStore
  readonly #serverId: string
  readonly #deliverers: Record<Target, Deliver>
  readonly #lanes = new Map<string, Map<Target, DeliveryLane>>()
  readonly #places = new Places(CONCURRENT_DELIVERIES)
  readonly #stopping = new AbortController()
  readonly #loops: Promise<void>[] = []
  /** How far each lane got, so that a look at the database that came too early brings nothing back. */
  readonly #settledThrough = new Map<string, number>()
  #stopListening: (() => void) | undefined

  constructor(parts: { log: SessionLog; store: DeliveryStore; serverId: string; deliverers: Record<Target, Deliver> }) {
    this.#log = parts.log
    this.#store = parts.store
    this.#serverId = parts.serverId
    this.#deliverers = parts.deliverers
  }

  /** Takes up what waits and listens for more. */
  async start(): Promise<void> {
    this.#stopListening = this.#log.onCommitted(appended => this.#onCommitted(appended))
    await this.look()
    this.#loops.push(
      this.#every(LOOK_MILLISECONDS, () => this.look()),
      this.#every(RENEW_MILLISECONDS, () => this.#store.renew([...this.#lanes.keys()], Date.now())),
    )
  }

  /** Ends running attempts, leaves the rest to be taken up by whoever looks next. */
  async stop(): Promise<void> {
    this.#stopListening?.()
    this.#stopping.abort()
    const lanes = [...this.#lanes.values()].flatMap(ofSession => [...ofSession.values()])
    await Promise.allSettled([...this.#loops, ...lanes.map(lane => lane.finished())])
    await this.#store.releaseAll().catch(() => undefined)
  }

  /** Looks for deliveries that nobody works. */
  async look(): Promise<void> {
    for (const key of await this.#store.claimDue(Date.now())) {
      if (!this.#lanes.has(key)) await this.load(key)
    }
  }

  /** Takes up what waits for one session that this server has claimed. */
  async load(key: string): Promise<void> {
    const session = await this.#log.find(key)
    if (!session) return
    for (const { target, event, attempts, dueAt } of await this.#store.pending(key, PENDING_PER_LOAD)) {
      this.#add({ key, owner: session.owner, target, event, attempts, dueAt, maybeAttempted: true })
    }
  }

  #onCommitted({ key, owner, deliveries, claimedBy, takenOver }: Appended): void {
    if (claimedBy !== this.#serverId || this.#stopping.signal.aborted) return
    if (takenOver) void this.load(key).catch(() => undefined)
    for (const { target, event } of deliveries) {
      this.#add({ key, owner, target, event, attempts: 0, dueAt: 0, maybeAttempted: false })
    }
  }

  #add(item: LaneItem): void {
    if (item.event.seq <= (this.#settledThrough.get(laneName(item.key, item.target)) ?? 0)) return
    const ofSession = this.#lanes.get(item.key) ?? new Map<Target, DeliveryLane>()
    this.#lanes.set(item.key, ofSession)
    const known = ofSession.get(item.target)
    if (known) return known.add(item)
    const lane = new DeliveryLane({
      deliver: this.#deliverers[item.target],
      settle: (settled, settlement, decide) => this.#settle(settled.key, settlement, decide),
      signal: this.#stopping.signal,
      enter: signal => this.#places.enter(signal),
    })
    ofSession.set(item.target, lane)
    lane.add(item)
    void this.#dropWhenFinished(item.key, item.target, lane)
  }

  async #dropWhenFinished(key: string, target: Target, lane: DeliveryLane): Promise<void> {
    while (!lane.idle) await lane.finished()
    const ofSession = this.#lanes.get(key)
    if (ofSession?.get(target) === lane) ofSession.delete(target)
    if (ofSession?.size === 0) this.#lanes.delete(key)
    if (lane.overflowed && !this.#stopping.signal.aborted) await this.load(key).catch(() => undefined)
  }

  async #settle(key: string, settlement: Settlement, decide: Decide = () => ({})): Promise<void> {
    await this.#log.append({ key, decide: (state, now) => ({ ...decide(state, now), settle: [settlement] }) })
    if (settlement.status !== 'pending') this.#remember(laneName(key, settlement.target), settlement.seq)
  }

  #remember(name: string, seq: number): void {
    this.#settledThrough.delete(name)
    this.#settledThrough.set(name, seq)
    if (this.#settledThrough.size <= REMEMBERED_LANES) return
    const [oldest] = this.#settledThrough.keys()
    if (oldest !== undefined) this.#settledThrough.delete(oldest)
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

const laneName = (key: string, target: Target) => `${key} ${target}`
