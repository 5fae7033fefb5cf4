import { RateLimiterMemory } from 'rate-limiter-flexible'

const MINUTE_IN_SECONDS = 60
const PER_CLIENT = 10
const PER_ADDRESS = 30

/** Failed attempts within a minute, as this server counts: by the client that they name and the address they come from. */
export class Attempts {
  readonly #clients = new RateLimiterMemory({ points: PER_CLIENT, duration: MINUTE_IN_SECONDS })
  readonly #addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: MINUTE_IN_SECONDS })

  /** Seconds to wait before the next attempt; 0 where it may be made. */
  async wait(client: string, address: string): Promise<number> {
    const states = [await this.#clients.get(client), await this.#addresses.get(address)]
    const waits = states.map(state => (state && state.remainingPoints <= 0 ? state.msBeforeNext : 0))
    return Math.ceil(Math.max(...waits) / 1_000)
  }

  async failed(client: string, address: string): Promise<void> {
    await this.#clients.penalty(client)
    await this.#addresses.penalty(address)
  }
}
