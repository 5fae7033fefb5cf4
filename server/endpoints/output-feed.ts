import type { CustomerOutput } from '../protocol/customer.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import { type FindMessages, type OutputContext, toOutputs } from './customer-outputs.ts'

export interface FeedListener {
  /** Sends one output; resolves when the client has it. */
  send: (output: CustomerOutput) => Promise<void>
  /** Every event in order, after its outputs were sent. `live` is false for what happened before this client came. */
  onEvent: (event: SessionEvent, live: boolean) => Promise<void>
  /** The session cannot be shown any further; the client has to connect again. */
  onFailure: () => void
}

/** A client that owes so many acknowledgements gives none; from then on nothing is noted for it. */
const MOST_UNACKNOWLEDGED = 1_000

/** Agents' messages kept in memory until they are released; others are read from the log. */
const MOST_HEARD = 200

/**
 * Follows a session for one client of the customer: sends what is to be seen, in order, and notes in the log how far
 * the client has acknowledged without a gap. What it has not is sent again to whoever connects next.
 */
export class OutputFeed {
  readonly #log: SessionLog
  readonly #context: OutputContext
  readonly #listener: FeedListener
  readonly #liveAfter: number
  readonly #stop: () => void
  #work: Promise<void> = Promise.resolve()
  /** Events whose outputs are not acknowledged yet, oldest first. */
  readonly #open: { seq: number; acknowledged: boolean }[] = []
  #owesTooMany = false
  /** Agents' messages that passed by and are not released yet. */
  readonly #heard = new Map<number, EventOf<'message'>>()
  #acknowledged: number
  #noted: number
  #noting = false

  constructor(
    log: SessionLog,
    context: OutputContext,
    from: { acknowledgedSeq: number; lastSeq: number },
    listener: FeedListener,
  ) {
    this.#log = log
    this.#context = { ...context, findMessages: seqs => this.#recall(seqs, context.findMessages) }
    this.#listener = listener
    this.#liveAfter = from.lastSeq
    this.#acknowledged = from.acknowledgedSeq
    this.#noted = from.acknowledgedSeq
    this.#stop = log.subscribe(context.key, from.acknowledgedSeq, events => this.#follow(events))
  }

  close(): void {
    this.#stop()
  }

  #follow(events: SessionEvent[]): void {
    this.#work = this.#work
      .then(async () => {
        for (const event of events) await this.#show(event)
      })
      .catch(() => {
        this.close()
        this.#listener.onFailure()
      })
  }

  async #show(event: SessionEvent): Promise<void> {
    if (event.type === 'message' && event.from === 'agent' && this.#heard.size < MOST_HEARD) {
      this.#heard.set(event.seq, event)
    }
    const outputs = await toOutputs(event, this.#context)
    if (outputs.length > 0) this.#send(event.seq, outputs)
    await this.#listener.onEvent(event, event.seq > this.#liveAfter)
  }

  async #recall(seqs: readonly number[], find: FindMessages): Promise<EventOf<'message'>[]> {
    const heard = seqs.flatMap(seq => this.#heard.get(seq) ?? [])
    for (const seq of seqs) this.#heard.delete(seq)
    return heard.length === seqs.length ? heard : find(seqs)
  }

  #send(seq: number, outputs: CustomerOutput[]): void {
    const received = Promise.all(outputs.map(output => this.#listener.send(output)))
    this.#owesTooMany ||= this.#open.length >= MOST_UNACKNOWLEDGED
    if (this.#owesTooMany) return
    const entry = { seq, acknowledged: false }
    this.#open.push(entry)
    void received.then(() => {
      entry.acknowledged = true
      this.#advance()
    })
  }

  #advance(): void {
    while (this.#open[0]?.acknowledged) this.#acknowledged = this.#open.shift()?.seq ?? this.#acknowledged
    void this.#note()
  }

  /** One note at a time; a later one covers what was acknowledged meanwhile. */
  async #note(): Promise<void> {
    if (this.#noting) return
    this.#noting = true
    while (this.#noted < this.#acknowledged) {
      this.#noted = this.#acknowledged
      const acknowledged = this.#noted
      await this.#log
        .append({ key: this.#context.key, pace: 'soon', decide: () => ({ acknowledged }) })
        .catch(() => undefined)
    }
    this.#noting = false
  }
}
