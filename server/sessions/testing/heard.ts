/** What was heard so far, and a way to wait for more of it. */
export class Heard<Item> {
  readonly items: Item[] = []
  readonly #waiting = new Set<() => void>()

  readonly hear = (...items: Item[]): void => {
    this.items.push(...items)
    for (const look of this.#waiting) look()
  }

  /** Resolves once so many items were heard, with all of them. */
  count(count: number): Promise<Item[]> {
    return this.until(items => items.length >= count)
  }

  /** Resolves once all that was heard is enough. */
  async until(isEnough: (items: Item[]) => boolean): Promise<Item[]> {
    if (isEnough(this.items)) return this.items
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = () => isEnough(this.items) && resolve()
    this.#waiting.add(look)
    await promise
    this.#waiting.delete(look)
    return this.items
  }
}
