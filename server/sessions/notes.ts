/** Notes that are written in the background before whoever adds another one waits for them. */
const UNWRITTEN_AHEAD = 32

/** What is written down while its writer goes on, so many notes at a time. */
export class Notes {
  readonly #writing = new Set<Promise<void>>()

  get areWritten(): boolean {
    return this.#writing.size === 0
  }

  /** Begins to write; waits only where too much is unwritten. `write` must not reject. */
  async add(write: () => Promise<void>): Promise<void> {
    const note = write().finally(() => this.#writing.delete(note))
    this.#writing.add(note)
    if (this.#writing.size >= UNWRITTEN_AHEAD) await this.oneWritten()
  }

  /** Resolves once one more is written. */
  async oneWritten(): Promise<void> {
    await Promise.race(this.#writing)
  }
}
