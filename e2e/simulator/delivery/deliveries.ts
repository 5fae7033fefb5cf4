import { LOGGED_BODY_LENGTH, type NewLogEntry } from '../event-log.ts'
import { writeBody } from '../faults/body-variants.ts'
import type { EventFault } from '../faults/event-faults.ts'
import { forgeBody } from '../faults/forged-body.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { SigningKeys } from '../signature.ts'
import type { Timers } from '../timers.ts'
import { Holding } from './holding.ts'
import { Lanes } from './lanes.ts'
import { Poster, type PostOutcome } from './post.ts'
import { signedHeaders } from './signed-attempt.ts'

/** An event on its way to one webhook. */
export interface Notice {
  eventId: string
  eventType: string
  /** The event with its envelope. */
  event: Record<string, unknown>
  webhook: { id: string; uri: string }
  tenantId: string
  customerId: string
  channelId?: string
  conversationId?: string
  interactionId?: string
  transactionId?: number
  faults: readonly EventFault[]
  /** Called once, when the first attempt has an answer or there will be none. */
  afterFirstAttempt?: () => void
}

interface Delivery extends Notice {
  body: Buffer
  contentType: string
}

interface Parts {
  settings: SimulatorSettings
  keys: SigningKeys
  timers: Timers
  log: (entry: NewLogEntry) => void
}

/** Sends signed events to webhooks, at least once, and plays the faults. */
export class Deliveries {
  readonly #parts: Parts
  readonly #lanes = new Lanes()
  readonly #poster = new Poster()
  readonly #holding: Holding
  #waiting = 0
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#holding = new Holding(parts.timers)
  }

  send(notice: Notice) {
    const charset = notice.faults.find(fault => fault.kind === 'charset')
    const delivery = {
      ...notice,
      body: Buffer.from(writeBody(notice.event, notice.faults)),
      contentType: charset?.contentType ?? 'application/json',
    }
    if (this.#isDropped(delivery)) {
      this.#log(delivery, 0, delivery.body, { status: 'dropped', responseBody: '' }, Date.now())
      delivery.afterFirstAttempt?.()
      return
    }
    this.#schedule(delivery)
  }

  /** Posts without signature and retries; for WEB_HOOK_VERIFY. */
  async sendOnce(notice: Notice, { signed }: { signed: boolean }): Promise<PostOutcome> {
    const delivery = {
      ...notice,
      body: Buffer.from(JSON.stringify(notice.event)),
      contentType: 'application/json',
    }
    const startedAt = Date.now()
    const headers = signed ? await this.#headers(delivery, 0, []) : {}
    const outcome = await this.#post(delivery, delivery.body, headers)
    this.#log(delivery, 0, delivery.body, outcome, startedAt)
    return outcome
  }

  close() {
    this.#closed = true
    this.#poster.close()
  }

  #isDropped(delivery: Delivery): boolean {
    const backlogFull = this.#waiting >= this.#parts.settings.deliveryBacklogLimit
    return backlogFull || delivery.faults.some(fault => fault.kind === 'drop')
  }

  #schedule(delivery: Delivery) {
    for (const fault of delivery.faults) {
      if (fault.kind === 'delay') {
        this.#parts.timers.later(fault.delayMs, () => this.#start(delivery))
        return
      }
      if (fault.kind === 'burst') {
        this.#holding.untilBurst(fault, fault.size, fault.holdMs, () => void this.#attempt(delivery, 0))
        return
      }
      if (fault.kind === 'reorder') {
        const { overtakenBy, holdMs } = fault
        this.#holding.untilOvertaken(delivery.conversationId, overtakenBy, holdMs, () =>
          this.#start(delivery),
        )
        return
      }
    }
    this.#start(delivery)
    this.#holding.passed(delivery.conversationId)
  }

  #start(delivery: Delivery) {
    for (const fault of delivery.faults) {
      if (fault.kind !== 'duplicate') continue
      for (let copy = 0; copy < fault.copies; copy += 1)
        void this.#attempt({ ...delivery, afterFirstAttempt: undefined }, 0)
    }
    if (this.#parts.settings.deliveryOrder === 'concurrent') {
      void this.#attempt(delivery, 0)
      return
    }
    this.#waiting += 1
    this.#lanes.run(`${delivery.webhook.id} ${delivery.conversationId}`, async () => {
      this.#waiting -= 1
      await this.#attempt(delivery, 0)
    })
  }

  async #attempt(delivery: Delivery, retry: number): Promise<void> {
    if (this.#closed) return
    const faults = delivery.faults.filter(
      fault => retry === 0 || ('attempts' in fault && fault.attempts === 'all'),
    )
    const headers = await this.#headers(delivery, retry, faults)
    const tampered = faults.find(fault => fault.kind === 'tamperedBody')
    if (tampered?.when !== 'instead')
      await this.#deliver(delivery, retry, { headers, body: delivery.body, again: true })
    if (tampered) {
      const body = forgeBody(delivery.body)
      await this.#deliver(delivery, retry, { headers, body, again: tampered.when === 'instead' })
    }
    if (retry === 0) delivery.afterFirstAttempt?.()
  }

  async #deliver(
    delivery: Delivery,
    retry: number,
    attempt: { headers: Record<string, string>; body: Buffer; again: boolean },
  ) {
    const startedAt = Date.now()
    const outcome = await this.#post(delivery, attempt.body, attempt.headers)
    if (this.#closed) return
    this.#log(delivery, retry, attempt.body, outcome, startedAt)
    if (isSuccess(outcome.status) || !attempt.again || retry >= this.#parts.settings.deliveryRetries) return
    this.#parts.timers.later(
      this.#parts.settings.deliveryRetryDelayMs,
      () => void this.#attempt(delivery, retry + 1),
    )
  }

  #headers(delivery: Delivery, retry: number, faults: readonly EventFault[]) {
    const { tenantId, customerId, eventId } = delivery
    const honest = { tenantId, customerId, eventId, retry, transmissionTime: Date.now() }
    return signedHeaders(delivery.body, honest, this.#parts.keys, faults)
  }

  #post(delivery: Delivery, body: Buffer, headers: Record<string, string>): Promise<PostOutcome> {
    const { deliveryTimeoutMs, deliveryConcurrency } = this.#parts.settings
    return this.#poster.post(delivery.webhook.uri, body, {
      headers: { 'content-type': delivery.contentType, ...headers },
      timeoutMs: deliveryTimeoutMs,
      maxSockets: deliveryConcurrency,
    })
  }

  #log(
    delivery: Delivery,
    retries: number,
    body: Buffer,
    outcome: { status: NewLogEntry['status']; responseBody: string },
    startedAt: number,
  ) {
    const { tenantId, conversationId, interactionId, transactionId, channelId, eventId } = delivery
    this.#parts.log({
      timestamp: startedAt,
      direction: 'outbound',
      recordType: delivery.eventType === 'WEB_HOOK_VERIFY' ? 'VERIFY_WEBHOOK' : delivery.eventType,
      status: outcome.status,
      tenantId,
      conversationId,
      interactionId,
      transactionId,
      webhookId: delivery.webhook.id,
      channelId,
      eventId,
      durationMs: Date.now() - startedAt,
      retries,
      requestBody: body.toString('utf8', 0, LOGGED_BODY_LENGTH),
      responseBody: outcome.responseBody,
      faults: delivery.faults.map(fault => fault.kind),
    })
  }
}

const isSuccess = (status: PostOutcome['status']) =>
  typeof status === 'number' && status >= 200 && status < 300
