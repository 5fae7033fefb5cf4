/*
 * BM25 over weighted fields (BM25F): a term in the title, headings or tags counts as so many in the body, and only
 * the body is measured against its length. Passages are short, so that a second occurrence says little more.
 */
const SATURATION = 0.3
const LENGTH_WEIGHT = 0.5

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

/** Occurrences between two pauses: some milliseconds of work. */
const STRETCH = 50_000

/** Numbered texts, findable by their terms. Add all, then `finish` once, then search. */
export class TermIndex {
  private readonly lengths: number[] = []
  /** Terms by their place in the order in which they were first seen; none is findable before `finish`. */
  private readonly noted = new Map<string, number>()
  private places: ReadonlyMap<string, number> = new Map()
  /** Occurrences as they were added, until they are ordered by term: of which term, in which text, how often. */
  private readonly terms: number[] = []
  private readonly texts: number[] = []
  private readonly inFields: number[] = []
  private readonly inBody: number[] = []
  /** Where the occurrences of each term begin; the last entry is where all end. */
  private starts = new Int32Array(1)
  /** Texts that have a term, ascending, and how much each occurrence contributes (0 to 1, before idf). */
  private numbers = new Int32Array(0)
  private impacts = new Float32Array(0)
  private gains = new Float32Array(0)
  private gained = new Int32Array(0)
  private gaining = new Int32Array(0)

  /** Adds the next text; the first has number 0. */
  add({ inFields, inBody }: TermCounts) {
    let length = 0
    for (const [term, count] of inBody) {
      length += count
      this.note(term, inFields.get(term) ?? 0, count)
    }
    for (const [term, weight] of inFields) if (!inBody.has(term)) this.note(term, weight, 0)
    this.lengths.push(length)
  }

  private note(term: string, inFields: number, inBody: number) {
    let place = this.noted.get(term)
    if (place === undefined) {
      place = this.noted.size
      this.noted.set(term, place)
    }
    this.terms.push(place)
    this.texts.push(this.lengths.length)
    this.inFields.push(inFields)
    this.inBody.push(inBody)
  }

  /** Makes everything added findable, in short stretches: the caller may do something else at each pause. */
  *finish(): Generator<void, void> {
    const { terms, texts, inFields, inBody, lengths } = this
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1
    const lengthFactors = lengths.map(length => 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / average)
    this.starts = startsOf(terms, this.noted.size)
    this.numbers = new Int32Array(terms.length)
    this.impacts = new Float32Array(terms.length)
    const ends = this.starts.slice()
    for (let at = 0; at < terms.length; at++) {
      if (at % STRETCH === 0) yield
      const text = texts[at]!
      const frequency = inFields[at]! + inBody[at]! / lengthFactors[text]!
      const end = ends[terms[at]!]!++
      this.numbers[end] = text
      this.impacts[end] = frequency / (SATURATION + frequency)
    }
    for (const added of [terms, texts, inFields, inBody]) added.length = 0
    this.places = this.noted
    this.gains = new Float32Array(lengths.length)
    this.gained = new Int32Array(lengths.length)
    this.gaining = new Int32Array(lengths.length)
  }

  get size(): number {
    return this.lengths.length
  }

  has(term: string): boolean {
    return this.places.has(term)
  }

  /** In how many texts a term is. */
  frequency(term: string): number {
    const place = this.places.get(term)
    return place === undefined ? 0 : this.starts[place + 1]! - this.starts[place]!
  }

  /** Numbers of the texts that have a term, ascending. */
  having(term: string): Int32Array {
    const place = this.places.get(term)
    return place === undefined ? none : this.numbers.subarray(this.starts[place], this.starts[place + 1])
  }

  /** How telling a term is (inverse document frequency): near 0 when every text has it, highest when none has. */
  telling(term: string): number {
    const having = this.frequency(term)
    return Math.log(1 + (this.lengths.length - having + 0.5) / (having + 0.5))
  }

  /**
   * Adds what each text gains by these terms to `sums`, by number; of a term and the words like it the best counts.
   * Returns the numbers that gained, until it is called again.
   */
  addUp(wanted: readonly Wanted[], sums: Float32Array): Int32Array {
    const { gains, gained, gaining } = this
    let all = 0
    for (const { term, weight, likes = [] } of wanted) {
      if (weight <= 0) continue
      let count = this.gain(term, 1, 0)
      for (const [like, likeness] of likes) count = this.gain(like, likeness, count)
      for (let at = 0; at < count; at++) {
        const number = gained[at]!
        if (sums[number] === 0) gaining[all++] = number
        sums[number]! += weight * gains[number]!
        gains[number] = 0
      }
    }
    return gaining.subarray(0, all)
  }

  /** Raises the gains of the texts that have a term; `count` texts had gained before. Returns how many have now. */
  private gain(term: string, likeness: number, count: number): number {
    const { gains, gained, numbers, impacts } = this
    const place = this.places.get(term)
    if (place === undefined) return count
    const end = this.starts[place + 1]!
    for (let at = this.starts[place]!; at < end; at++) {
      const number = numbers[at]!
      const gain = likeness * impacts[at]!
      if (gains[number] === 0) gained[count++] = number
      if (gain > gains[number]!) gains[number] = gain
    }
    return count
  }
}

/** Where each term's occurrences begin when they are ordered by term, and where all end. */
function startsOf(terms: readonly number[], count: number): Int32Array<ArrayBuffer> {
  const starts = new Int32Array(count + 1)
  for (const term of terms) starts[term + 1]!++
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!
  return starts
}

const none = new Int32Array(0)
