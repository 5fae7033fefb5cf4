import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../protocol/refusal.ts'

const MINUTE_IN_SECONDS = 60
const HOUR_IN_SECONDS = 60 * MINUTE_IN_SECONDS

/** How often a customer may write and an address may upload, as this server counts. */
export class RateLimits {
  readonly #byLimit = new Map<number, RateLimiterMemory>()
  readonly #typing = new RateLimiterMemory({ points: 120, duration: MINUTE_IN_SECONDS })
  readonly #uploads = new RateLimiterMemory({ points: 120, duration: HOUR_IN_SECONDS })

  /** Counts one message of a customer. */
  mayWrite(who: string, messagesPerMinute: number): Promise<boolean> {
    const limiter =
      this.#byLimit.get(messagesPerMinute) ??
      new RateLimiterMemory({ points: messagesPerMinute, duration: MINUTE_IN_SECONDS })
    this.#byLimit.set(messagesPerMinute, limiter)
    return consume(limiter, who)
  }

  /** Counts one sign of life of a client whose customer is writing. */
  mayType(client: string): Promise<boolean> {
    return consume(this.#typing, client)
  }

  /** Counts one upload of the address. */
  mayUpload(address: string): Promise<boolean> {
    return consume(this.#uploads, address)
  }
}

/** Attempts of addresses that name wrong tokens or ids: after thirty within a minute an address has to wait. */
export class FailureLimit {
  readonly #failures = new RateLimiterMemory({ points: 30, duration: MINUTE_IN_SECONDS })

  /** Runs an attempt of the address, and counts it where it ends in a Refusal `refused`. */
  async guard<Result>(address: string, attempt: () => Promise<Result>): Promise<Result> {
    const state = await this.#failures.get(address)
    if (state && state.remainingPoints <= 0) {
      throw new Refusal('too-many', 'Too many failed attempts. Please wait a minute.')
    }
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Refusal && error.code === 'refused') await consume(this.#failures, address)
      throw error
    }
  }
}

const consume = (limiter: RateLimiterMemory, key: string) =>
  limiter.consume(key).then(
    () => true,
    () => false,
  )
