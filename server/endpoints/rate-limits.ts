import { RateLimiterMemory } from 'rate-limiter-flexible'

const MINUTE_IN_SECONDS = 60

/** How often one session may write and one address may fail or upload, within a minute on this server. */
export class RateLimits {
  readonly #byLimit = new Map<number, RateLimiterMemory>()
  readonly #failures = new RateLimiterMemory({ points: 30, duration: MINUTE_IN_SECONDS })
  readonly #uploads = new RateLimiterMemory({ points: 30, duration: MINUTE_IN_SECONDS })

  /** Counts one message of the session. */
  mayWrite(key: string, messagesPerMinute: number): Promise<boolean> {
    const limiter =
      this.#byLimit.get(messagesPerMinute) ??
      new RateLimiterMemory({ points: messagesPerMinute, duration: MINUTE_IN_SECONDS })
    this.#byLimit.set(messagesPerMinute, limiter)
    return consume(limiter, key)
  }

  /** Counts one upload of the address. */
  mayUpload(address: string): Promise<boolean> {
    return consume(this.#uploads, address)
  }

  /** Counts a wrong token or id, and says whether the address may go on trying. */
  mayFail(address: string): Promise<boolean> {
    return consume(this.#failures, address)
  }

  /** Whether the address has failed too often lately; counts nothing. */
  async isBlocked(address: string): Promise<boolean> {
    const state = await this.#failures.get(address)
    return state !== null && state.remainingPoints <= 0
  }
}

const consume = (limiter: RateLimiterMemory, key: string) =>
  limiter.consume(key).then(
    () => true,
    () => false,
  )
