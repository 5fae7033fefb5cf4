/** Lets one reading at a time go through each session's conversation: two would find the same messages twice. */
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
