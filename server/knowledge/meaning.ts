import { Best } from './best.ts'
import { companyOf } from './company.ts'
import { DIMENSIONS, placesOfWords } from './directions.ts'

/*
 * What words mean, mined from the knowledge alone: words that keep the same company are alike, whether or not they ever
 * stand together ("affordable" and "cheap" are both said of prices). A passage lies where its words point. Rare words
 * keep too little company to tell, and lie where the passages are that have them.
 */
/** The most frequent words, which are known by their company. */
const MOST_FREQUENT = 4_000
/** Words in a row that company is learnt from; of more knowledge, passages are drawn evenly. */
const MOST_LEARNT_FROM = 120_000
/** Passages between two pauses: some milliseconds of work. */
const STRETCH = 500
const MAX_REMEMBERED = 2_000
/** Words like a word, at most, how like they are at least, and how many of the most frequent are compared. */
const MOST_LIKE = 10
const LEAST_LIKENESS = 0.3
const MOST_COMPARED = 2_000

/** What passages are made of: words by number, the most frequent first, in the order in which they stand. */
export interface Rows {
  readonly words: readonly string[]
  /** In how many passages each word is, which falls. */
  readonly frequencies: Int32Array
  /** How telling each word is. */
  readonly tellings: Float32Array
  /** Where the words of each passage begin; the last entry is where all end. */
  readonly starts: Int32Array
  readonly numbers: Int32Array
}

/** Where words and passages of one knowledge lie. */
export class Meaning {
  private readonly places: ReadonlyMap<string, number>
  private readonly words: readonly string[]
  private readonly ofWords: Float32Array
  private readonly ofPassages: Float32Array
  /** How much the passages that have a word agree, 0 to 1. */
  private readonly agreement: Float32Array
  /** Words that may be like others are numbered below: the company of a word in one passage is that passage's. */
  private readonly mayBeLike: number
  private readonly remembered = new Map<string, readonly (readonly [string, number])[]>()

  private constructor(rows: Rows, ofPassages: Float32Array, ofWords: Float32Array, agreement: Float32Array) {
    this.words = rows.words
    this.places = new Map(rows.words.map((word, place) => [word, place]))
    this.ofPassages = ofPassages
    this.ofWords = ofWords
    this.agreement = agreement
    const once = rows.frequencies.indexOf(1)
    this.mayBeLike = Math.min(once < 0 ? rows.words.length : once, MOST_COMPARED)
  }

  /** Learns in short stretches: the caller may do something else at each pause. */
  static *learn(rows: Rows): Generator<void, Meaning> {
    const frequent = Math.min(rows.words.length, MOST_FREQUENT)
    const company = yield* companyOf(drawn(rows), frequent)
    const ofWords = new Float32Array(rows.words.length * DIMENSIONS)
    ofWords.set((yield* placesOfWords(company)).subarray(0, frequent * DIMENSIONS))
    for (let word = 0; word < frequent; word++) normalise(ofWords, word * DIMENSIONS)
    const passages = countOf(rows)
    const ofPassages = new Float32Array(passages * DIMENSIONS)
    for (let row = 0; row < passages; row++) {
      if (row % STRETCH === 0) yield
      project(rows, row, ofWords.subarray(0, frequent * DIMENSIONS), ofPassages)
      normalise(ofPassages, row * DIMENSIONS)
    }
    const { centres, agreement } = yield* centresOf(rows, ofPassages)
    ofWords.set(centres.subarray(frequent * DIMENSIONS), frequent * DIMENSIONS)
    return new Meaning(rows, ofPassages, ofWords, agreement)
  }

  /** How particular the company is that a word keeps, 0 to 1; 1 for a word that is not known. */
  particular(word: string): number {
    const place = this.places.get(word)
    return place === undefined ? 1 : this.agreement[place]!
  }

  /** Where weighted words point together, of length 1; undefined where none of them is known. */
  directionOf(weights: Iterable<readonly [word: string, weight: number]>): Float32Array | undefined {
    const direction = new Float32Array(DIMENSIONS)
    let known = false
    for (const [word, weight] of weights) {
      const place = this.places.get(word)
      if (place === undefined) continue
      known = true
      for (let axis = 0; axis < DIMENSIONS; axis++) {
        direction[axis]! += weight * this.ofWords[place * DIMENSIONS + axis]!
      }
    }
    normalise(direction, 0)
    return known ? direction : undefined
  }

  /** How near a passage lies to a direction, 0 to 1. */
  nearness(direction: Float32Array, passage: number): number {
    return Math.max(0, along(direction, this.ofPassages, passage * DIMENSIONS))
  }

  /** Words that stand in the same company as a word, most like first, with their likeness (0 to 1). */
  like(word: string): readonly (readonly [word: string, likeness: number])[] {
    const known = this.remembered.get(word)
    if (known) return known
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear()
    const alike = this.wordsLike(word)
    this.remembered.set(word, alike)
    return alike
  }

  private wordsLike(word: string): (readonly [string, number])[] {
    const place = this.places.get(word)
    if (place === undefined) return []
    const direction = this.ofWords.subarray(place * DIMENSIONS, (place + 1) * DIMENSIONS)
    const alike = new Best(MOST_LIKE, LEAST_LIKENESS)
    for (let other = 0; other < this.mayBeLike; other++) {
      const likeness = along(direction, this.ofWords, other * DIMENSIONS)
      if (likeness > alike.worst && other !== place) alike.add(other, likeness)
    }
    return alike.all.map(({ number, sum }) => [this.words[number]!, sum])
  }
}

/** How far what begins at `start` reaches along a direction; four sums do not wait for each other. */
function along(direction: Float32Array, vectors: Float32Array, start: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let axis = 0; axis < DIMENSIONS; axis += 4) {
    first += direction[axis]! * vectors[start + axis]!
    second += direction[axis + 1]! * vectors[start + axis + 1]!
    third += direction[axis + 2]! * vectors[start + axis + 2]!
    fourth += direction[axis + 3]! * vectors[start + axis + 3]!
  }
  return first + second + third + fourth
}

/** As many rows as there is time for, drawn evenly. */
function drawn(rows: Rows): readonly Int32Array[] {
  const { starts, numbers } = rows
  const passages = countOf(rows)
  const count = Math.ceil(passages * Math.min(1, MOST_LEARNT_FROM / numbers.length))
  return Array.from({ length: count }, (_, place) => {
    const row = Math.floor((place * passages) / count)
    return numbers.subarray(starts[row], starts[row + 1])
  })
}

const countOf = ({ starts }: Rows) => starts.length - 1

/** Puts where a passage's words point together to its place in `target`; words without a place in `basis` do not count. */
function project(
  { starts, numbers, tellings }: Rows,
  row: number,
  basis: Float32Array,
  target: Float32Array,
) {
  const end = starts[row + 1]!
  for (let axis = 0; axis < DIMENSIONS; axis += 4) {
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let at = starts[row]!; at < end; at++) {
      const word = numbers[at]!
      const from = word * DIMENSIONS + axis
      if (from >= basis.length) continue
      const telling = tellings[word]!
      first += telling * basis[from]!
      second += telling * basis[from + 1]!
      third += telling * basis[from + 2]!
      fourth += telling * basis[from + 3]!
    }
    const to = row * DIMENSIONS + axis
    target[to] = first
    target[to + 1] = second
    target[to + 2] = third
    target[to + 3] = fourth
  }
}

/** The centre of the passages that have a word, seen from the centre of all. */
function* centresOf(rows: Rows, ofPassages: Float32Array) {
  const count = rows.words.length
  const passages = countOf(rows)
  const centres = new Float32Array(count * DIMENSIONS)
  const agreement = new Float32Array(count)
  const middle = new Float32Array(DIMENSIONS)
  for (let row = 0; row < passages; row++) {
    if (row % STRETCH === 0) yield
    const start = row * DIMENSIONS
    add(ofPassages, start, middle, 0)
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      add(ofPassages, start, centres, rows.numbers[at]! * DIMENSIONS)
    }
  }
  for (let word = 0; word < count; word++) {
    if (word % STRETCH === 0) yield
    const frequency = rows.frequencies[word]!
    for (let axis = 0; axis < DIMENSIONS; axis++) {
      const at = word * DIMENSIONS + axis
      centres[at] = centres[at]! / frequency - middle[axis]! / passages
    }
    agreement[word] = Math.min(1, normalise(centres, word * DIMENSIONS))
  }
  return { centres, agreement }
}

function add(from: Float32Array, start: number, to: Float32Array, place: number) {
  for (let axis = 0; axis < DIMENSIONS; axis++) to[place + axis]! += from[start + axis]!
}

/** Makes a direction one long where it points anywhere; returns its length before. */
function normalise(vectors: Float32Array, start: number): number {
  let square = 0
  for (let axis = 0; axis < DIMENSIONS; axis++) square += vectors[start + axis]! ** 2
  const length = Math.sqrt(square)
  if (length > 0) for (let axis = 0; axis < DIMENSIONS; axis++) vectors[start + axis]! /= length
  return length
}
