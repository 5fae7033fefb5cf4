import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** This near to the end counts as the end, in pixels. */
const slack = 24

/** Keeps a scrolling element at its end while it grows, unless the reader has scrolled up. */
export class FollowEndController implements ReactiveController {
  /** Whether the reader is at the end; growth is followed then. */
  isAtEnd = true

  readonly #host: ReactiveControllerHost
  readonly #scroller: () => HTMLElement
  readonly #resizes = new ResizeObserver(() => this.#settle())
  #lastTop = 0

  /** `scroller` is asked for once the host has rendered. */
  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement) {
    this.#host = host
    this.#scroller = scroller
    host.addController(this)
  }

  /** Whether the end can be seen: the reader is there and the scroller is on the page. */
  get isEndSeen(): boolean {
    return this.isAtEnd && this.#scroller()?.clientHeight > 0
  }

  /** To be called when the reader scrolls. Only the reader moves up; what grows above does not. */
  readonly scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller()
    const wasAtEnd = this.isAtEnd
    if (scrollHeight - clientHeight - scrollTop <= slack) this.isAtEnd = true
    else if (scrollTop < this.#lastTop) this.isAtEnd = false
    this.#lastTop = scrollTop
    if (this.isAtEnd !== wasAtEnd) this.#host.requestUpdate()
  }

  /** Goes to the end and follows it again. */
  readonly toEnd = (): void => {
    this.isAtEnd = true
    this.#settle()
    this.#host.requestUpdate()
  }

  /** Follows no longer: the reader is taken elsewhere. */
  leaveEnd(): void {
    this.isAtEnd = false
  }

  hostUpdated(): void {
    const scroller = this.#scroller()
    this.#resizes.observe(scroller)
    if (scroller.firstElementChild) this.#resizes.observe(scroller.firstElementChild)
    this.#settle()
  }

  hostDisconnected(): void {
    this.#resizes.disconnect()
  }

  #settle() {
    if (!this.isAtEnd) return
    const scroller = this.#scroller()
    scroller.scrollTop = scroller.scrollHeight
    this.#lastTop = scroller.scrollTop
  }
}
