import type { Rows } from './meaning.ts'
import { Numbers } from './numbers.ts'

/** Words between two pauses: some milliseconds of work. */
const STRETCH = 100_000

/** What each passage is made of, term by term in order, until its meaning is learnt. */
export class PassageTerms {
  private readonly terms = new Numbers()
  private readonly starts = new Numbers()

  constructor() {
    this.starts.push(0)
  }

  /** Adds a term to the passage that is being read. */
  add(term: number) {
    this.terms.push(term)
  }

  /** Ends the passage. */
  end() {
    this.starts.push(this.terms.length)
  }

  /**
   * Passages as rows, into which what was added turns. `names` are the terms' own, by number.
   * The caller may do something else at each pause.
   */
  *rows(names: readonly string[], telling: (name: string) => number): Generator<void, Rows> {
    const terms = this.terms.all
    const frequency = new Int32Array(names.length)
    for (let at = 0; at < terms.length; at++) {
      if (at % STRETCH === 0) yield
      frequency[terms[at]!]!++
    }
    const byFrequency = [...frequency.keys()]
      .filter(term => frequency[term]! > 0)
      .sort((one, other) => frequency[other]! - frequency[one]!)
    yield
    const placeOf = new Int32Array(names.length)
    for (const [place, term] of byFrequency.entries()) placeOf[term] = place
    for (let at = 0; at < terms.length; at++) {
      if (at % STRETCH === 0) yield
      terms[at] = placeOf[terms[at]!]!
    }
    const words = byFrequency.map(term => names[term]!)
    return {
      words,
      frequencies: Int32Array.from(byFrequency, term => frequency[term]!),
      tellings: Float32Array.from(words, telling),
      starts: this.starts.all,
      numbers: terms,
    }
  }
}
