/** Work in order per key: one piece of a key's work is under way at a time. */
export class Lanes {
  readonly #last = new Map<string, Promise<void>>()

  run(key: string, work: () => Promise<void>) {
    const before = this.#last.get(key)
    const current = before ? before.then(work) : work()
    this.#last.set(key, current)
    void current.then(() => {
      if (this.#last.get(key) === current) this.#last.delete(key)
    })
  }
}
