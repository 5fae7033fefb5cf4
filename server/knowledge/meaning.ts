/*
 * What words mean, mined from the knowledge alone: words that stand in the same company are alike ("quiet", "noise",
 * "disturbed"). Passages are rows of word weights; the space of their strongest common directions (a truncated
 * singular value decomposition by subspace iteration) has far fewer dimensions than there are words. A passage lies
 * where its words point, a word where the passages that have it lie.
 */
const DIMENSIONS = 64
const ROUNDS = 4
/** Passages that the directions are learnt from; in more knowledge they are drawn evenly. */
const MOST_LEARNT_FROM = 12_000
/** A direction's share below which it is taken for rounding. */
const SMALLEST = 1e-9
/** Passages between two pauses: some milliseconds of work. */
const STRETCH = 500
const MAX_REMEMBERED = 2_000
/** Words like a word, at most, and how like they are at least. */
const MOST_LIKE = 10
const LEAST_LIKENESS = 0.3
const MOST_FREQUENT = 4_000
/** Rows that are worked on together, which keeps what they share at hand. */
const BLOCK = 4

/** Each row lists what a passage is made of: word numbers and weights. */
export interface Rows {
  readonly words: readonly string[]
  readonly numbers: readonly Int32Array[]
  readonly weights: readonly Float32Array[]
}

/** Where words and passages of one knowledge lie. */
export class Meaning {
  private readonly places: ReadonlyMap<string, number>
  private readonly words: readonly string[]
  private readonly ofWords: Float32Array
  private readonly ofPassages: Float32Array
  /** How much the passages that have a word agree, 0 to 1. */
  private readonly agreement: Float32Array
  /** Words that may be like others, most frequent first: the company of a word in one passage is that passage's. */
  private readonly frequent: readonly number[]
  /** Where these lie, side by side: they are all looked at. */
  private readonly ofFrequent: Float32Array
  private readonly remembered = new Map<string, readonly (readonly [string, number])[]>()

  private constructor(rows: Rows, ofPassages: Float32Array, centres: ReturnType<typeof centresOf>) {
    this.words = rows.words
    this.places = new Map(rows.words.map((word, place) => [word, place]))
    this.ofPassages = ofPassages
    this.ofWords = centres.ofWords
    this.agreement = centres.agreement
    const { frequency } = centres
    this.frequent = rows.words
      .map((_, place) => place)
      .filter(place => frequency[place]! > 1)
      .sort((one, other) => frequency[other]! - frequency[one]!)
      .slice(0, MOST_FREQUENT)
    this.ofFrequent = new Float32Array(this.frequent.length * DIMENSIONS)
    for (const [at, place] of this.frequent.entries()) {
      const start = place * DIMENSIONS
      this.ofFrequent.set(this.ofWords.subarray(start, start + DIMENSIONS), at * DIMENSIONS)
    }
  }

  /** Learns in short stretches: the caller may do something else at each pause. */
  static *learn(rows: Rows): Generator<void, Meaning> {
    const basis = yield* strongestDirections(rows)
    const ofPassages = new Float32Array(rows.numbers.length * DIMENSIONS)
    for (let row = 0; row < rows.numbers.length; row++) {
      if (row % STRETCH === 0) yield
      project(rows, row, basis, ofPassages, row * DIMENSIONS)
      normalise(ofPassages, row * DIMENSIONS)
    }
    yield
    return new Meaning(rows, ofPassages, centresOf(rows, ofPassages))
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
    const alike: (readonly [string, number])[] = []
    for (let at = 0; at < this.frequent.length; at++) {
      const likeness = along(direction, this.ofFrequent, at * DIMENSIONS)
      const other = this.frequent[at]!
      if (likeness > LEAST_LIKENESS && other !== place) alike.push([this.words[other]!, likeness])
    }
    return alike.sort((one, other) => other[1] - one[1]).slice(0, MOST_LIKE)
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

/** An orthonormal basis of the directions in which rows agree most, `DIMENSIONS` numbers a word. */
function* strongestDirections(rows: Rows): Generator<void, Float32Array> {
  let basis = scattered(rows.words.length * DIMENSIONS)
  const whole = Math.ceil(rows.words.length / BLOCK) * BLOCK * DIMENSIONS
  const pointed = new Float32Array(DIMENSIONS)
  const count = Math.min(rows.numbers.length, MOST_LEARNT_FROM)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(whole)
    for (let learnt = 0; learnt < count; learnt++) {
      if (learnt % STRETCH === 0) yield
      const row = Math.floor((learnt * rows.numbers.length) / count)
      pointed.fill(0)
      project(rows, row, basis, pointed, 0)
      spread(rows, row, pointed, next)
    }
    yield* orthonormalise(next)
    basis = next
  }
  return basis
}

/** Adds where a row points to `target` from `start` on. */
function project(
  { numbers, weights }: Rows,
  row: number,
  basis: Float32Array,
  target: Float32Array,
  start: number,
) {
  const words = numbers[row]!
  const ofWords = weights[row]!
  for (let place = 0; place < words.length; place++) {
    const from = words[place]! * DIMENSIONS
    const weight = ofWords[place]!
    for (let axis = 0; axis < DIMENSIONS; axis++) target[start + axis]! += weight * basis[from + axis]!
  }
}

/** Adds a direction to every word of a row. */
function spread({ numbers, weights }: Rows, row: number, direction: Float32Array, target: Float32Array) {
  const words = numbers[row]!
  const ofWords = weights[row]!
  for (let place = 0; place < words.length; place++) {
    const to = words[place]! * DIMENSIONS
    const weight = ofWords[place]!
    for (let axis = 0; axis < DIMENSIONS; axis++) target[to + axis]! += weight * direction[axis]!
  }
}

/**
 * Makes the columns orthonormal, row by row as they lie in memory: with the Cholesky factor L of the columns' products,
 * every row r becomes r L⁻ᵀ. The rows fill whole blocks.
 */
function* orthonormalise(basis: Float32Array): Generator<void, void> {
  const products = new Float64Array(DIMENSIONS * DIMENSIONS)
  for (let start = 0; start < basis.length; start += BLOCK * DIMENSIONS) {
    if (start % (STRETCH * DIMENSIONS) === 0) yield
    addProducts(basis, start, products)
  }
  const factor = choleskyFactor(products)
  for (let start = 0; start < basis.length; start += BLOCK * DIMENSIONS) {
    if (start % (STRETCH * DIMENSIONS) === 0) yield
    divideBy(factor, basis, start)
  }
}

/** Adds the products of the columns of a block of rows, the lower triangle. */
function addProducts(basis: Float32Array, start: number, products: Float64Array) {
  const [second, third, fourth] = [start + DIMENSIONS, start + 2 * DIMENSIONS, start + 3 * DIMENSIONS]
  for (let axis = 0; axis < DIMENSIONS; axis++) {
    const one = basis[start + axis]!
    const two = basis[second + axis]!
    const three = basis[third + axis]!
    const four = basis[fourth + axis]!
    for (let other = 0; other <= axis; other++) {
      products[axis * DIMENSIONS + other]! +=
        one * basis[start + other]! +
        two * basis[second + other]! +
        three * basis[third + other]! +
        four * basis[fourth + other]!
    }
  }
}

/** Makes every row r of a block r L⁻ᵀ. */
function divideBy(factor: Float64Array, basis: Float32Array, start: number) {
  const [second, third, fourth] = [start + DIMENSIONS, start + 2 * DIMENSIONS, start + 3 * DIMENSIONS]
  for (let axis = 0; axis < DIMENSIONS; axis++) {
    let one = basis[start + axis]!
    let two = basis[second + axis]!
    let three = basis[third + axis]!
    let four = basis[fourth + axis]!
    for (let other = 0; other < axis; other++) {
      const share = factor[axis * DIMENSIONS + other]!
      one -= share * basis[start + other]!
      two -= share * basis[second + other]!
      three -= share * basis[third + other]!
      four -= share * basis[fourth + other]!
    }
    const scale = factor[axis * DIMENSIONS + axis]!
    basis[start + axis] = scale > 0 ? one / scale : 0
    basis[second + axis] = scale > 0 ? two / scale : 0
    basis[third + axis] = scale > 0 ? three / scale : 0
    basis[fourth + axis] = scale > 0 ? four / scale : 0
  }
}

/** The lower triangle L of a symmetric matrix L Lᵀ; a direction that the ones before hold already has 0 in the diagonal. */
function choleskyFactor(products: Float64Array): Float64Array {
  const factor = new Float64Array(products.length)
  for (let row = 0; row < DIMENSIONS; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = products[row * DIMENSIONS + column]!
      for (let axis = 0; axis < column; axis++) {
        rest -= factor[row * DIMENSIONS + axis]! * factor[column * DIMENSIONS + axis]!
      }
      const scale = factor[column * DIMENSIONS + column]!
      const isHeld = rest <= SMALLEST * products[row * DIMENSIONS + row]!
      if (row === column) factor[row * DIMENSIONS + row] = isHeld ? 0 : Math.sqrt(rest)
      else factor[row * DIMENSIONS + column] = scale > 0 ? rest / scale : 0
    }
  }
  return factor
}

/** Each word at the centre of the passages that have it, seen from the centre of all. */
function centresOf(rows: Rows, ofPassages: Float32Array) {
  const count = rows.words.length
  const ofWords = new Float32Array(count * DIMENSIONS)
  const frequency = new Int32Array(count)
  const middle = new Float32Array(DIMENSIONS)
  for (let row = 0; row < rows.numbers.length; row++) {
    const start = row * DIMENSIONS
    for (let axis = 0; axis < DIMENSIONS; axis++)
      middle[axis]! += ofPassages[start + axis]! / rows.numbers.length
    for (const word of rows.numbers[row]!) {
      frequency[word]!++
      for (let axis = 0; axis < DIMENSIONS; axis++)
        ofWords[word * DIMENSIONS + axis]! += ofPassages[start + axis]!
    }
  }
  const agreement = new Float32Array(count)
  for (let word = 0; word < count; word++) {
    for (let axis = 0; axis < DIMENSIONS; axis++) {
      const at = word * DIMENSIONS + axis
      ofWords[at] = ofWords[at]! / (frequency[word]! || 1) - middle[axis]!
    }
    agreement[word] = Math.min(1, normalise(ofWords, word * DIMENSIONS))
  }
  return { ofWords, agreement, frequency }
}

/** Makes a direction one long where it points anywhere; returns its length before. */
function normalise(vectors: Float32Array, start: number): number {
  let square = 0
  for (let axis = 0; axis < DIMENSIONS; axis++) square += vectors[start + axis]! ** 2
  const length = Math.sqrt(square)
  if (length > 0) for (let axis = 0; axis < DIMENSIONS; axis++) vectors[start + axis]! /= length
  return length
}

/** Numbers between −½ and ½ that lie about anyhow and are the same each time. */
function scattered(count: number): Float32Array {
  let state = 1
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  })
}
