import type { Company } from './company.ts'

/** Of how many numbers a place in the space of meanings consists. */
export const DIMENSIONS = 64
/** How often the directions are turned towards the strongest, and how often in between they are kept apart. */
const ROUNDS = 15
const KEPT_APART_EVERY = 5
/** A direction's share below which it is taken for rounding. */
const SMALLEST = 1e-9
/** Rows that are worked on together, which keeps what they share at hand. */
const BLOCK = 4
/** Rows, and words of company, between two pauses: some milliseconds of work. */
const STRETCH = 500
const STRETCH_OF_COMPANY = 20_000

/**
 * Where words lie, `DIMENSIONS` numbers each and of any length: words that keep alike company lie in alike directions.
 * These are the strongest directions of the matrix (an eigendecomposition by subspace iteration), each as long as it is
 * strong. The caller may do something else at each pause.
 */
export function* placesOfWords(company: Company): Generator<void, Float32Array> {
  const count = company.starts.length - 1
  const whole = Math.ceil(count / BLOCK) * BLOCK * DIMENSIONS
  let directions = scattered(whole)
  for (let round = 1; round <= ROUNDS; round++) {
    directions = yield* turned(directions, company)
    if (round % KEPT_APART_EVERY === 0) yield* orthonormalise(directions)
  }
  return yield* turned(directions, company)
}

/** Every word moves to where its company is. */
function* turned(
  places: Float32Array,
  { starts, others, strengths }: Company,
): Generator<void, Float32Array<ArrayBuffer>> {
  const next = new Float32Array(places.length)
  let worked = 0
  for (let word = 0; word < starts.length - 1; word++) {
    const begin = starts[word]!
    const end = starts[word + 1]!
    for (let axis = 0; axis < DIMENSIONS; axis += BLOCK) {
      let first = 0
      let second = 0
      let third = 0
      let fourth = 0
      for (let at = begin; at < end; at++) {
        const from = others[at]! * DIMENSIONS + axis
        const strength = strengths[at]!
        first += strength * places[from]!
        second += strength * places[from + 1]!
        third += strength * places[from + 2]!
        fourth += strength * places[from + 3]!
      }
      const to = word * DIMENSIONS + axis
      next[to] = first
      next[to + 1] = second
      next[to + 2] = third
      next[to + 3] = fourth
    }
    worked += end - begin
    if (worked > STRETCH_OF_COMPANY) {
      worked = 0
      yield
    }
  }
  return next
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

/** Numbers between −½ and ½ that lie about anyhow and are the same each time. */
function scattered(count: number): Float32Array {
  let state = 1
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  })
}
