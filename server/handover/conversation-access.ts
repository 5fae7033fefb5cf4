/** Lets one call at a time speak to each conversation, so that what is read back is not changing meanwhile. */
export class ConversationAccess {
  readonly #last = new Map<string, Promise<unknown>>()

  async alone<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
