import { Numbers } from './numbers.ts'
import type { TermCounts } from './term-counts.ts'
import type { Vocabulary } from './vocabulary.ts'

/*
 * BM25 over weighted fields (BM25F): a term in the title, headings or tags counts as so many in the body, and only
 * the body is measured against its length. Passages are short, so that a second occurrence says little more.
 */
const SATURATION = 0.3
const LENGTH_WEIGHT = 0.2

/** A term to look for, what it weighs, and words that may stand in its place, each with its likeness (0 to 1). */
export interface Wanted {
  term: string
  weight: number
  likes?: readonly (readonly [term: string, likeness: number])[]
}

/**
 * A term that so many texts have finds none by itself, unless it weighs this much beside the heaviest; it only speaks
 * for texts that others found. So a question's ordinary words cost little in much knowledge.
 */
const MANY = 1_000
const HEAVY = 0.5
/** A word in another's place that would add less than this, beside the heaviest, is left out. */
const LEAST = 0.1

/** Occurrences between two pauses: some milliseconds of work. */
const STRETCH = 100_000

/** Numbered texts, findable by their terms. Add all, then `finish` once, then search. */
export class TermIndex {
  private readonly vocabulary: Vocabulary
  private readonly lengths = new Numbers()
  /** Occurrences as they were added, until they are ordered by term: of which term, in which text, how often. */
  private terms = new Numbers()
  private texts = new Numbers()
  private inFields = new Numbers()
  private inBody = new Numbers()
  /** Where the occurrences of each term begin; the last entry is where all end. */
  private starts = new Int32Array(1)
  /** Texts that have a term, ascending, and how much each occurrence contributes (0 to 1, before idf). */
  private numbers = new Int32Array(0)
  private impacts = new Float32Array(0)
  private gains = new Float32Array(0)
  private gained = new Int32Array(0)
  private gaining = new Int32Array(0)

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
  }

  /** Adds the next text; the first has number 0. */
  add(counts: TermCounts) {
    const text = this.lengths.length
    for (const term of counts.terms) {
      this.terms.push(term)
      this.texts.push(text)
      this.inFields.push(counts.inFields(term))
      this.inBody.push(counts.inBody(term))
    }
    this.lengths.push(counts.length)
  }

  /** Makes everything added findable, in short stretches: the caller may do something else at each pause. */
  *finish(): Generator<void, void> {
    const lengths = this.lengths.all
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1
    const [terms, texts, inFields, inBody] = [
      this.terms.all,
      this.texts.all,
      this.inFields.all,
      this.inBody.all,
    ]
    const starts = yield* startsOf(terms, this.vocabulary.terms.length)
    const numbers = new Int32Array(terms.length)
    const impacts = new Float32Array(terms.length)
    const ends = starts.slice()
    for (let at = 0; at < terms.length; at++) {
      if (at % STRETCH === 0) yield
      const text = texts[at]!
      const lengthFactor = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * lengths[text]!) / average
      const frequency = inFields[at]! + inBody[at]! / lengthFactor
      const end = ends[terms[at]!]!++
      numbers[end] = text
      impacts[end] = frequency / (SATURATION + frequency)
    }
    this.terms = this.texts = this.inFields = this.inBody = new Numbers()
    this.starts = starts
    this.numbers = numbers
    this.impacts = impacts
    this.gains = new Float32Array(lengths.length)
    this.gained = new Int32Array(lengths.length)
    this.gaining = new Int32Array(lengths.length)
  }

  get size(): number {
    return this.lengths.length
  }

  has(term: string): boolean {
    return this.frequency(term) > 0
  }

  /** In how many texts a term is. */
  frequency(term: string): number {
    const place = this.placeOf(term)
    return place === undefined ? 0 : this.starts[place + 1]! - this.starts[place]!
  }

  /** Numbers of the texts that have a term, ascending. */
  having(term: string): Int32Array {
    const place = this.placeOf(term)
    return place === undefined ? none : this.numbers.subarray(this.starts[place], this.starts[place + 1])
  }

  /** A term's place among those that are findable. */
  private placeOf(term: string): number | undefined {
    const place = this.vocabulary.find(term)
    return place === undefined || place + 1 >= this.starts.length ? undefined : place
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
    const heaviest = Math.max(0, ...wanted.map(({ weight }) => weight))
    let all = 0
    for (const { term, weight, likes = [] } of wanted) {
      if (weight <= 0) continue
      let count = this.gain(term, 1, 0, weight >= HEAVY * heaviest, sums)
      for (const [like, likeness] of likes) {
        const share = (weight * likeness) / heaviest
        if (share >= LEAST) count = this.gain(like, likeness, count, share >= HEAVY, sums)
      }
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
  private gain(term: string, likeness: number, count: number, isHeavy: boolean, sums: Float32Array): number {
    const { gains, gained, numbers, impacts } = this
    const place = this.placeOf(term)
    if (place === undefined) return count
    const end = this.starts[place + 1]!
    const bringsNew = isHeavy || end - this.starts[place]! <= MANY
    for (let at = this.starts[place]!; at < end; at++) {
      const number = numbers[at]!
      if (!bringsNew && sums[number] === 0) continue
      const gain = likeness * impacts[at]!
      const before = gains[number]!
      if (before === 0) gained[count++] = number
      if (gain > before) gains[number] = gain
    }
    return count
  }
}

/** Where each term's occurrences begin when they are ordered by term, and where all end. */
function* startsOf(terms: Int32Array, count: number): Generator<void, Int32Array<ArrayBuffer>> {
  const starts = new Int32Array(count + 1)
  for (let at = 0; at < terms.length; at++) {
    if (at % STRETCH === 0) yield
    starts[terms[at]! + 1]!++
  }
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!
  return starts
}

const none = new Int32Array(0)
