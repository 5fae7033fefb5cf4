import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Knows how many lines a text has that the styles cut short, and whether the reader wants all of them. */
export class ClampController implements ReactiveController {
  /** 0 where nothing is cut. */
  lines = 0
  showsAll = false

  readonly #host: ReactiveControllerHost
  readonly #text: () => HTMLElement | null | undefined
  readonly #resizes = new ResizeObserver(() => this.#measure())

  /** `text` is asked for once the host has rendered. */
  constructor(host: ReactiveControllerHost, text: () => HTMLElement | null | undefined) {
    this.#host = host
    this.#text = text
    host.addController(this)
  }

  hostUpdated(): void {
    const text = this.#text()
    if (text) this.#resizes.observe(text)
    this.#measure()
  }

  hostDisconnected(): void {
    this.#resizes.disconnect()
  }

  readonly toggle = (): void => {
    this.showsAll = !this.showsAll
    this.#host.requestUpdate()
  }

  #measure() {
    const text = this.#text()
    if (!text || this.showsAll) return
    const lineHeight = Number.parseFloat(getComputedStyle(text).lineHeight) || 20
    const overflows = text.scrollHeight > text.clientHeight + 1
    const lines = overflows ? Math.round(text.scrollHeight / lineHeight) : 0
    if (lines === this.lines) return
    this.lines = lines
    this.#host.requestUpdate()
  }
}
