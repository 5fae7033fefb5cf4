import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { HttpProblem } from '../problem.ts'
import type { Caller } from './caller.ts'

const MINUTE_IN_SECONDS = 60
const SECOND_IN_MILLISECONDS = 1_000

/** How often a caller may ask, and how often an address may show credentials that are wrong; as this server counts. */
export class CallLimits {
  readonly #calls: RateLimiterMemory
  readonly #wrong: RateLimiterMemory

  constructor({ callsPerMinute = 600, wrongPerMinute = 30 } = {}) {
    this.#calls = new RateLimiterMemory({ points: callsPerMinute, duration: MINUTE_IN_SECONDS })
    this.#wrong = new RateLimiterMemory({ points: wrongPerMinute, duration: MINUTE_IN_SECONDS })
  }

  /** Counts one call. Throws HttpProblem 429 with Retry-After. */
  async count({ kind, id }: Caller, address: string): Promise<void> {
    await consume(this.#calls, kind === 'nobody' ? `address ${address}` : `${kind} ${id}`)
  }

  /** Lets an address show credentials, unless it showed too many wrong ones within the minute. */
  async guardIdentity(address: string, identify: () => Promise<Caller>): Promise<Caller> {
    const state = await this.#wrong.get(address)
    if (state && state.remainingPoints <= 0) throw tooMany(state)
    try {
      return await identify()
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 401) await consume(this.#wrong, address)
      throw error
    }
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    throw refused instanceof RateLimiterRes ? tooMany(refused) : refused
  }
}

/** 429 that says when to ask again. */
export function tooMany({ msBeforeNext }: { msBeforeNext: number }): HttpProblem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / SECOND_IN_MILLISECONDS))
  return new HttpProblem(429, `Too many requests. Ask again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
