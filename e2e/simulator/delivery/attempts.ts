import type { NewLogEntry } from '../event-log.ts'
import type { EventFault } from '../faults/event-faults.ts'
import { forgeBody } from '../faults/forged-body.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { SigningKeys } from '../signature.ts'
import type { Timers } from '../timers.ts'
import { type Delivery, logEntryOf } from './notice.ts'
import { Poster, type PostOutcome } from './post.ts'
import { signedHeaders } from './signed-attempt.ts'

export interface AttemptParts {
  settings: SimulatorSettings
  keys: SigningKeys
  timers: Timers
  log: (entry: NewLogEntry) => void
}

/** Makes the attempts of a delivery: signs, posts, logs and tries again. */
export class Attempts {
  readonly #parts: AttemptParts
  readonly #poster = new Poster()
  #closed = false

  constructor(parts: AttemptParts) {
    this.#parts = parts
  }

  /** Resolves after the first attempt, or with the order `strict` after the last. */
  async run(delivery: Delivery, retry = 0): Promise<void> {
    if (this.#closed) return
    const isDone = await this.#once(delivery, retry)
    if (retry === 0) delivery.afterFirstAttempt?.()
    const { deliveryRetries, deliveryOrder } = this.#parts.settings
    if (isDone || retry >= deliveryRetries) return
    const rest = this.#pause().then(() => this.run(delivery, retry + 1))
    if (deliveryOrder === 'strict') await rest
  }

  /** Posts without retries, and without signature unless it is wanted; for WEB_HOOK_VERIFY. */
  async hello(delivery: Delivery, { signed }: { signed: boolean }): Promise<PostOutcome> {
    const headers = signed ? await this.#headers(delivery, 0, []) : {}
    return this.#post(delivery, 0, delivery.body, headers)
  }

  close() {
    this.#closed = true
    this.#poster.close()
  }

  /** One attempt and its forgery, if there is one; true when no other attempt is needed. */
  async #once(delivery: Delivery, retry: number): Promise<boolean> {
    const faults = delivery.faults.filter(fault => strikes(fault, retry))
    const headers = await this.#headers(delivery, retry, faults)
    const tampered = faults.find(fault => fault.kind === 'tamperedBody')
    const forge = () => this.#post(delivery, retry, forgeBody(delivery.body), headers)
    if (tampered?.when === 'instead') return isSuccess(await forge())
    const outcome = await this.#post(delivery, retry, delivery.body, headers)
    if (tampered) await forge()
    return isSuccess(outcome)
  }

  #pause(): Promise<void> {
    return new Promise(resolve =>
      this.#parts.timers.later(this.#parts.settings.deliveryRetryDelayMs, resolve),
    )
  }

  #headers(delivery: Delivery, retry: number, faults: readonly EventFault[]) {
    const { tenantId, customerId, eventId } = delivery
    const honest = { tenantId, customerId, eventId, retry, transmissionTime: Date.now() }
    return signedHeaders(delivery.body, honest, this.#parts.keys, faults)
  }

  async #post(delivery: Delivery, retries: number, body: Buffer, headers: Record<string, string>) {
    const { deliveryTimeoutMs, deliveryConcurrency } = this.#parts.settings
    const startedAt = Date.now()
    const outcome = await this.#poster.post(delivery.webhook.uri, body, {
      headers: { 'content-type': delivery.contentType, ...headers },
      timeoutMs: deliveryTimeoutMs,
      maxSockets: deliveryConcurrency,
    })
    if (!this.#closed) this.#parts.log(logEntryOf(delivery, { ...outcome, body, retries, startedAt }))
    return outcome
  }
}

const strikes = (fault: EventFault, retry: number) =>
  retry === 0 || ('attempts' in fault && fault.attempts === 'all')

const isSuccess = ({ status }: PostOutcome) => typeof status === 'number' && status >= 200 && status < 300
