const IDLE = 2_000

/** Tells the server when the customer starts to write and, two idle seconds later, when they stopped. */
export class TypingSignal {
  #report
  #isTyping = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle

  /** @param {(isTyping: boolean) => void} report */
  constructor(report) {
    this.#report = report
  }

  typed() {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.stopped(), IDLE)
    this.#set(true)
  }

  stopped() {
    clearTimeout(this.#idle)
    this.#set(false)
  }

  /** @param {boolean} isTyping */
  #set(isTyping) {
    if (isTyping === this.#isTyping) return
    this.#isTyping = isTyping
    this.#report(isTyping)
  }
}
