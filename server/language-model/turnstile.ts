import { ModelError } from '../protocol/model-error.ts'
import { Places } from '../sessions/places.ts'

export interface TurnstileLimits {
  atOnce: number
  waiting: number
  waitSeconds: number
}

/** So many at once, so many waiting for so long at most; whoever comes later is told that it is busy. */
export class Turnstile {
  readonly #places: Places
  readonly #limits: TurnstileLimits
  #present = 0

  constructor(limits: TurnstileLimits) {
    this.#limits = limits
    this.#places = new Places(limits.atOnce)
  }

  /** Resolves with a place; call the returned function once to give it back. Rejects with ModelError `busy`. */
  async enter(signal: AbortSignal): Promise<() => void> {
    const { atOnce, waiting, waitSeconds } = this.#limits
    if (this.#present >= atOnce + waiting) throw new ModelError('busy', 'Too many wait for the model.')
    const mayWait = this.#present >= atOnce
    this.#present += 1
    const tooLong = mayWait ? AbortSignal.timeout(waitSeconds * 1_000) : undefined
    try {
      const leave = await this.#places.enter(tooLong ? AbortSignal.any([signal, tooLong]) : signal)
      return () => {
        this.#present -= 1
        leave()
      }
    } catch (error) {
      this.#present -= 1
      signal.throwIfAborted()
      throw tooLong?.aborted ? new ModelError('busy', 'The model had no time for this.') : error
    }
  }
}
