import type { ReactiveController } from 'lit'

/** Calls back when the reader leaves the page or comes back to it. */
export class PageShownController implements ReactiveController {
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#changed)
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#changed)
  }
}
