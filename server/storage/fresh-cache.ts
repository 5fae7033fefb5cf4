/** Values looked up lately: kept for a few seconds, so that a change in the database reaches every server soon. */
export class FreshCache<Value> {
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>()
  readonly #milliseconds: number
  readonly #limit: number

  constructor({ milliseconds = 5_000, limit = 10_000 } = {}) {
    this.#milliseconds = milliseconds
    this.#limit = limit
  }

  /** The value of `key`, loaded where it is not fresh; callers at the same time share one load. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key)
    if (known && known.until > Date.now()) return known.value
    if (this.#entries.size >= this.#limit) this.#entries.clear()
    const entry = { value: load(), until: Date.now() + this.#milliseconds }
    this.#entries.set(key, entry)
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    return entry.value
  }

  clear(): void {
    this.#entries.clear()
  }
}
