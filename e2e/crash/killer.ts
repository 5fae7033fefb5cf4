import { setTimeout } from 'node:timers/promises'
import type { Random } from '../conversation-proof/random.ts'
import type { ServerProcess } from '../conversation-proof/server-process.ts'

const STARTING_SHARE = 0.15
const TAKING_UP_SHARE = 0.3
const TAKING_UP_MILLISECONDS = 250
const LONGEST_WORK_MILLISECONDS = 3_000

/** Kills the server again and again at random moments of its life, and starts it again at once. */
export class Killer {
  kills = 0
  readonly #server: ServerProcess
  readonly #random: Random
  #startMilliseconds = 0
  #finishing = false

  constructor(server: ServerProcess, random: Random) {
    this.#server = server
    this.#random = random
  }

  /** Starts the server and kills it until `finish` was called and `atLeast` lives were ended; leaves one that runs. */
  async run(atLeast: number): Promise<void> {
    await this.#start()
    while (!this.#finishing || this.kills < atLeast) {
      await setTimeout(this.#momentToLive())
      await this.#server.kill()
      this.kills += 1
      await this.#startAndMaybeKill()
    }
  }

  finish(): void {
    this.#finishing = true
  }

  async #start(): Promise<void> {
    const startedAt = performance.now()
    await this.#server.start()
    this.#startMilliseconds = performance.now() - startedAt
  }

  /** Some lives end before they have begun. */
  async #startAndMaybeKill(): Promise<void> {
    while (this.#random.next() < STARTING_SHARE) {
      const moment = this.#random.below(this.#startMilliseconds)
      await Promise.race([this.#server.start(), setTimeout(moment)])
      await this.#server.kill()
      this.kills += 1
    }
    await this.#start()
  }

  /** Milliseconds after the server listens: some lives end while it takes up what waited, most in the middle of work. */
  #momentToLive(): number {
    const isEarly = this.#random.next() < TAKING_UP_SHARE
    return this.#random.below(isEarly ? TAKING_UP_MILLISECONDS : LONGEST_WORK_MILLISECONDS)
  }
}
