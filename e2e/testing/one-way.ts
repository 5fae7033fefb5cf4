import type { Socket } from 'node:net'

/** How what is said passes: `delay` in milliseconds, or not at all for now. */
export interface Pace {
  readonly delay: number
  readonly isFrozen: boolean
}

type Said = Buffer | 'end'

/** One direction of a connection: what is said arrives in order, at its pace. */
export class OneWay {
  readonly #to: Socket
  readonly #waiting: { said: Said; since: number }[] = []
  #pace: Pace
  #timer: NodeJS.Timeout | undefined

  constructor(to: Socket, pace: Pace) {
    this.#to = to
    this.#pace = pace
  }

  say(said: Said): void {
    this.#waiting.push({ said, since: performance.now() })
    this.#pass()
  }

  setPace(pace: Pace): void {
    this.#pace = pace
    this.#pass()
  }

  /** Brings what is due, and comes back for the rest. */
  #pass(): void {
    clearTimeout(this.#timer)
    while (!this.#pace.isFrozen) {
      const [next] = this.#waiting
      if (!next) return
      const wait = next.since + this.#pace.delay - performance.now()
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pass(), wait)
        return
      }
      this.#waiting.shift()
      this.#bring(next.said)
    }
  }

  #bring(said: Said): void {
    if (this.#to.destroyed) return
    if (said === 'end') this.#to.end()
    else this.#to.write(said)
  }
}
