/** Timeouts that end together when the simulator closes. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>()

  /** Runs `action` after `delayMs`; with 0 in a later turn of the event loop. */
  later(delayMs: number, action: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#pending.delete(timer)
      action()
    }, delayMs)
    this.#pending.add(timer)
    return timer
  }

  cancel(timer: NodeJS.Timeout | undefined) {
    if (!timer) return
    clearTimeout(timer)
    this.#pending.delete(timer)
  }

  close() {
    for (const timer of this.#pending) clearTimeout(timer)
    this.#pending.clear()
  }
}
