/** Terms by number, in the order in which they were first seen. */
export class Vocabulary {
  readonly terms: string[] = []
  private readonly numbers = new Map<string, number>()

  /** The number of a term, a new one where it has none. */
  add(term: string): number {
    const known = this.numbers.get(term)
    if (known !== undefined) return known
    this.numbers.set(term, this.terms.length)
    return this.terms.push(term) - 1
  }

  /** The number of a term; undefined where it was never added. */
  find(term: string): number | undefined {
    return this.numbers.get(term)
  }
}
