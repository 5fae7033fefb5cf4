/** More than an agent has at once, and few enough to be opened again together. */
const mostKept = 12

/**
 * The interactions that a panel shows, kept for when its page is loaded again: their ids alone, which open nothing
 * without the panel's proof. Browsers may keep nothing for a framed page; then 8x8 tells of them anew.
 */
export class KeptInteractions {
  readonly #name: string

  constructor(URLToken: string) {
    this.#name = `agent-copilot-panel ${URLToken.slice(0, 8)}`
  }

  read(): string[] {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#name) ?? '[]')
      return Array.isArray(kept) ? kept.filter(id => typeof id === 'string').slice(-mostKept) : []
    } catch {
      return []
    }
  }

  write(ids: readonly string[]): void {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify(ids.slice(-mostKept)))
    } catch {
      // Nothing is lost but a moment after a reload.
    }
  }
}
