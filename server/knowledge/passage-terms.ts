import type { Rows } from './meaning.ts'
import { Numbers } from './numbers.ts'

/** Passages between two pauses: some milliseconds of work. */
const STRETCH = 1_000

/** What each passage is made of, term by term in order, until its meaning is learnt. */
export class PassageTerms {
  private readonly terms = new Numbers()
  private readonly ends = new Numbers()

  /** Adds a term to the passage that is being read. */
  add(term: number) {
    this.terms.push(term)
  }

  /** Ends the passage. */
  end() {
    this.ends.push(this.terms.length)
  }

  /**
   * Passages as rows, each word by how telling it is, and every row of length 1. `names` are the terms' own, by number.
   * The caller may do something else at each pause.
   */
  *rows(names: readonly string[], telling: (name: string) => number): Generator<void, Rows> {
    const terms = this.terms.all
    const frequency = new Int32Array(names.length)
    for (const term of terms) frequency[term]!++
    const byFrequency = [...frequency.keys()]
      .filter(term => frequency[term]! > 0)
      .sort((one, other) => frequency[other]! - frequency[one]!)
    yield
    const placeOf = new Int32Array(names.length)
    for (const [place, term] of byFrequency.entries()) placeOf[term] = place
    const words = byFrequency.map(term => names[term]!)
    const tellings = Float32Array.from(words, telling)
    const numbers: Int32Array[] = []
    const weights: Float32Array[] = []
    let start = 0
    for (const [number, end] of this.ends.all.entries()) {
      if (number % STRETCH === 0) yield
      const row = terms.subarray(start, end).map(term => placeOf[term]!)
      numbers.push(row)
      weights.push(weightsOf(row, tellings))
      start = end
    }
    return { words, frequencies: Int32Array.from(byFrequency, term => frequency[term]!), numbers, weights }
  }
}

function weightsOf(row: Int32Array, tellings: Float32Array): Float32Array {
  const weights = new Float32Array(row.length)
  let square = 0
  for (let at = 0; at < row.length; at++) {
    weights[at] = tellings[row[at]!]!
    square += weights[at]! ** 2
  }
  const length = Math.sqrt(square) || 1
  for (let at = 0; at < row.length; at++) weights[at]! /= length
  return weights
}
