import { ModelError } from '../protocol/model-error.ts'

/** Nobody waits for it; an abort without a reason would make a DOMException with its stack for each request. */
const OVER = Symbol('over')

/** A signal that fires when the caller gives up, or when what is waited for takes too long. */
export class Patience {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal
  readonly #giveUp = () => this.#controller.abort(this.#outer.reason)
  #timer: NodeJS.Timeout | undefined

  constructor(outer: AbortSignal) {
    this.#outer = outer
    if (outer.aborted) this.#giveUp()
    else outer.addEventListener('abort', this.#giveUp, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** From now on so long; `what` completes "The model took too long to …". */
  wait(seconds: number, what: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.#controller.abort(new ModelError('slow', `The model took too long to ${what}.`)),
      seconds * 1_000,
    )
  }

  /** Nothing is waited for just now. */
  rest(): void {
    clearTimeout(this.#timer)
  }

  /** What really went wrong: the signal's reason where it fired, else the error itself. */
  explain(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : error
  }

  /** Lets go of everything that still runs under the signal. */
  end(): void {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#giveUp)
    this.#controller.abort(OVER)
  }
}
