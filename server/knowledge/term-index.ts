/*
 * BM25 over weighted fields (BM25F): a term in the title, headings or tags counts as so many in the body, and only
 * the body is measured against its length. Saturation and length weight are those that the literature found for
 * passages rather than for documents.
 */
const SATURATION = 0.9
const LENGTH_WEIGHT = 0.4

/** Where a term occurs, by ascending number, and how much each occurrence contributes (0 to 1, before idf). */
interface Postings {
  numbers: Int32Array
  impacts: Float32Array
}

/** The same before the average length is known. */
interface Occurrences {
  numbers: number[]
  inFields: number[]
  inBody: number[]
}

/** Terms of one text: weight of the best field that has it, occurrences in the body. */
interface TermCounts {
  inFields: ReadonlyMap<string, number>
  inBody: ReadonlyMap<string, number>
}

/** Numbered texts, findable by their terms. Add all, then `finish` once, then search. */
export class TermIndex {
  private readonly lengths: number[] = []
  private readonly occurrences = new Map<string, Occurrences>()
  private readonly postings = new Map<string, Postings>()

  /** Adds the next text; the first has number 0. */
  add({ inFields, inBody }: TermCounts) {
    const number = this.lengths.length
    let length = 0
    for (const [term, count] of inBody) {
      length += count
      this.note(term, number, inFields.get(term) ?? 0, count)
    }
    for (const [term, weight] of inFields) if (!inBody.has(term)) this.note(term, number, weight, 0)
    this.lengths.push(length)
  }

  private note(term: string, number: number, inFields: number, inBody: number) {
    let occurrences = this.occurrences.get(term)
    if (!occurrences) {
      occurrences = { numbers: [], inFields: [], inBody: [] }
      this.occurrences.set(term, occurrences)
    }
    occurrences.numbers.push(number)
    occurrences.inFields.push(inFields)
    occurrences.inBody.push(inBody)
  }

  /** Makes everything added findable. */
  finish() {
    const average = this.lengths.reduce((sum, length) => sum + length, 0) / this.lengths.length || 1
    const lengthFactors = this.lengths.map(length => 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / average)
    for (const [term, { numbers, inFields, inBody }] of this.occurrences) {
      const impacts = Float32Array.from(numbers, (number, place) => {
        const frequency = inFields[place]! + inBody[place]! / lengthFactors[number]!
        return frequency / (SATURATION + frequency)
      })
      this.postings.set(term, { numbers: Int32Array.from(numbers), impacts })
    }
    this.occurrences.clear()
  }

  has(term: string): boolean {
    return this.postings.has(term)
  }

  /** How telling a term is (inverse document frequency): near 0 when every text has it, highest when none has. */
  telling(term: string): number {
    const having = this.postings.get(term)?.numbers.length ?? 0
    return Math.log(1 + (this.lengths.length - having + 0.5) / (having + 0.5))
  }

  /** Adds what each text gains by these weighted terms to `sums`, by number; returns the numbers that gained. */
  addUp(weights: ReadonlyMap<string, number>, sums: Float32Array): number[] {
    const gaining: number[] = []
    for (const [term, weight] of weights) {
      const postings = this.postings.get(term)
      if (!postings) continue
      const { numbers, impacts } = postings
      const gain = weight * this.telling(term)
      for (let place = 0; place < numbers.length; place++) {
        const number = numbers[place]!
        if (sums[number] === 0) gaining.push(number)
        sums[number]! += gain * impacts[place]!
      }
    }
    return gaining
  }
}
