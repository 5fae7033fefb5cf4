import { type AttemptParts, Attempts } from './attempts.ts'
import { Holding } from './holding.ts'
import { Lanes } from './lanes.ts'
import { type Delivery, logEntryOf, type Notice, writeDelivery } from './notice.ts'
import type { PostOutcome } from './post.ts'

/** Sends signed events to webhooks, at least once, in the order that is set, and plays the faults. */
export class Deliveries {
  readonly #parts: AttemptParts
  readonly #attempts: Attempts
  readonly #holding: Holding
  readonly #lanes = new Lanes()
  /** Deliveries in lanes whose turn has not come. */
  #waiting = 0

  constructor(parts: AttemptParts) {
    this.#parts = parts
    this.#attempts = new Attempts(parts)
    this.#holding = new Holding(parts.timers)
  }

  send(notice: Notice) {
    const delivery = writeDelivery(notice)
    if (this.#isDropped(delivery)) this.#drop(delivery)
    else this.#schedule(delivery)
  }

  /** Posts once; for WEB_HOOK_VERIFY. */
  sendHello(notice: Notice, options: { signed: boolean }): Promise<PostOutcome> {
    return this.#attempts.hello(writeDelivery(notice), options)
  }

  close() {
    this.#attempts.close()
  }

  #isDropped({ faults }: Delivery): boolean {
    const isFull = this.#waiting >= this.#parts.settings.deliveryBacklogLimit
    return isFull || faults.some(fault => fault.kind === 'drop')
  }

  #drop(delivery: Delivery) {
    const nothing = { status: 'dropped', responseBody: '', retries: 0 } as const
    this.#parts.log(logEntryOf(delivery, { ...nothing, body: delivery.body, startedAt: Date.now() }))
    delivery.afterFirstAttempt?.()
  }

  /** Starts a delivery now, or when the fault that holds it lets go. */
  #schedule(delivery: Delivery) {
    const { conversationId } = delivery
    const start = () => this.#start(delivery)
    for (const fault of delivery.faults) {
      switch (fault.kind) {
        case 'delay':
          this.#parts.timers.later(fault.delayMs, start)
          return
        case 'burst':
          this.#holding.untilBurst(fault, fault.size, fault.holdMs, () => void this.#attempts.run(delivery))
          return
        case 'reorder':
          this.#holding.untilOvertaken(conversationId, fault.overtakenBy, fault.holdMs, start)
          return
        default:
      }
    }
    start()
    this.#holding.passed(conversationId)
  }

  #start(delivery: Delivery) {
    this.#startCopies(delivery)
    if (this.#parts.settings.deliveryOrder === 'concurrent') {
      void this.#attempts.run(delivery)
      return
    }
    this.#waiting += 1
    this.#lanes.run(`${delivery.webhook.id} ${delivery.conversationId}`, () => {
      this.#waiting -= 1
      return this.#attempts.run(delivery)
    })
  }

  #startCopies(delivery: Delivery) {
    for (const fault of delivery.faults) {
      if (fault.kind !== 'duplicate') continue
      for (let copy = 0; copy < fault.copies; copy += 1) {
        void this.#attempts.run({ ...delivery, afterFirstAttempt: undefined })
      }
    }
  }
}
