import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Keeps what is read where it stands while things come or go above it. Browsers do not at the very top, or not at all. */
export class KeepPlaceController implements ReactiveController {
  readonly #scroller: () => HTMLElement | undefined
  #seen?: { readonly seq: string; readonly top: number }

  /** `scroller` gives nothing while the place is not to be kept; what is read in it carries `data-seq`. */
  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | undefined) {
    this.#scroller = scroller
    host.addController(this)
  }

  hostUpdate(): void {
    const scroller = this.#scroller()
    this.#seen = scroller && firstSeenIn(scroller)
  }

  hostUpdated(): void {
    const scroller = this.#scroller()
    if (!scroller || !this.#seen) return
    const { seq, top } = this.#seen
    const entry = scroller.querySelector(`[data-seq="${seq}"]`)
    if (entry) scroller.scrollTop += entry.getBoundingClientRect().top - top
  }
}

function firstSeenIn(scroller: HTMLElement) {
  const { top } = scroller.getBoundingClientRect()
  const isSeen = (element: Element) => element.getBoundingClientRect().bottom > top
  const block = [...scroller.querySelectorAll('.messages')].find(isSeen)
  const entry = block && [...block.querySelectorAll<HTMLElement>('[data-seq]')].find(isSeen)
  return entry && { seq: entry.dataset['seq'] ?? '', top: entry.getBoundingClientRect().top }
}
