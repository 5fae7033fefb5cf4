import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** So long after the last movement or key the agent counts as done. */
const restsAfterInMilliseconds = 3000

/**
 * Knows whether the agent is busy inside the host: points, presses or moves the focus there. Nothing may be
 * swapped under them until they rest; then the host renders again.
 */
export class AttentionController implements ReactiveController {
  isBusy = false

  readonly #host: ReactiveControllerHost & HTMLElement
  #timer?: ReturnType<typeof setTimeout>

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    for (const type of signs) this.#host.addEventListener(type, this.#notice)
    this.#host.addEventListener('pointerleave', this.#rest)
  }

  hostDisconnected(): void {
    for (const type of signs) this.#host.removeEventListener(type, this.#notice)
    this.#host.removeEventListener('pointerleave', this.#rest)
    clearTimeout(this.#timer)
    this.isBusy = false
  }

  readonly #notice = () => {
    clearTimeout(this.#timer)
    this.isBusy = true
    this.#timer = setTimeout(this.#rest, restsAfterInMilliseconds)
  }

  readonly #rest = () => {
    clearTimeout(this.#timer)
    if (!this.isBusy) return
    this.isBusy = false
    this.#host.requestUpdate()
  }
}

const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
