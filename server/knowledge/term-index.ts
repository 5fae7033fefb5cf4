/*
 * BM25 over weighted fields (BM25F): a term in the title, headings or tags counts as so many in the body, and only
 * the body is measured against its length. Passages are short, so that a second occurrence says little more.
 */
const SATURATION = 0.3
const LENGTH_WEIGHT = 0.5

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

/** A term to look for, what it weighs, and words that may stand in its place, each with its likeness (0 to 1). */
export interface Wanted {
  term: string
  weight: number
  likes?: readonly (readonly [term: string, likeness: number])[]
}

/** Numbered texts, findable by their terms. Add all, then `finish` once, then search. */
export class TermIndex {
  private readonly lengths: number[] = []
  private readonly occurrences = new Map<string, Occurrences>()
  private readonly postings = new Map<string, Postings>()
  private gains = new Float32Array(0)

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
    this.gains = new Float32Array(this.lengths.length)
  }

  get size(): number {
    return this.lengths.length
  }

  has(term: string): boolean {
    return this.postings.has(term)
  }

  /** Numbers of the texts that have a term, ascending. */
  having(term: string): Int32Array {
    return this.postings.get(term)?.numbers ?? none
  }

  /** How telling a term is (inverse document frequency): near 0 when every text has it, highest when none has. */
  telling(term: string): number {
    const having = this.having(term).length
    return Math.log(1 + (this.lengths.length - having + 0.5) / (having + 0.5))
  }

  /**
   * Adds what each text gains by these terms to `sums`, by number; of a term and the words like it the best counts.
   * Returns the numbers that gained.
   */
  addUp(wanted: readonly Wanted[], sums: Float32Array): number[] {
    const gaining: number[] = []
    for (const { term, weight, likes = [] } of wanted) {
      const gained = this.gain(term, 1, [])
      for (const [like, likeness] of likes) this.gain(like, likeness, gained)
      for (const number of gained) {
        if (sums[number] === 0) gaining.push(number)
        sums[number]! += weight * this.gains[number]!
        this.gains[number] = 0
      }
    }
    return gaining
  }

  private gain(term: string, likeness: number, gained: number[]): number[] {
    const { gains } = this
    const postings = this.postings.get(term)
    if (!postings) return gained
    const { numbers, impacts } = postings
    for (let place = 0; place < numbers.length; place++) {
      const number = numbers[place]!
      const gain = likeness * impacts[place]!
      if (gains[number] === 0) gained.push(number)
      if (gain > gains[number]!) gains[number] = gain
    }
    return gained
  }
}

const none = new Int32Array(0)
