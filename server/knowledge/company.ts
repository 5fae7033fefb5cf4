/** Which words stand beside each other, and how much more often than by chance: a symmetric matrix, row by row. */
export interface Company {
  /** Where the row of each word begins; the last entry is where all end. */
  readonly starts: Int32Array
  readonly others: Int32Array
  /** Positive pointwise mutual information (Church and Hanks, 1990). */
  readonly strengths: Float32Array
}

/** Words that stand this near to each other, words without meaning left out, keep each other company. */
const NEAR = 3
/** Words between two pauses: some milliseconds of work. */
const STRETCH = 10_000

/**
 * Reads who keeps company with whom; `texts` list word numbers below `count` in the order in which they stand, and
 * higher ones are passed over. The caller may do something else at each pause.
 */
export function* companyOf(texts: readonly Int32Array[], count: number): Generator<void, Company> {
  const lengths = new Int32Array(count)
  for (const _pause of pairsOf(texts, count, (one, other) => {
    lengths[one]!++
    lengths[other]!++
  })) {
    yield
  }
  const ends = new Int32Array(count + 1)
  for (let word = 0; word < count; word++) ends[word + 1] = ends[word]! + lengths[word]!
  const all = ends[count]!
  const starts = ends.slice()
  const others = new Int32Array(all)
  for (const _pause of pairsOf(texts, count, (one, other) => {
    others[ends[one]!++] = other
    others[ends[other]!++] = one
  })) {
    yield
  }
  return yield* weighed(starts, others, lengths, all)
}

function* pairsOf(
  texts: readonly Int32Array[],
  count: number,
  see: (one: number, other: number) => void,
): Generator<void, void> {
  let read = 0
  for (const words of texts) {
    if ((read += words.length) > STRETCH) {
      read = 0
      yield
    }
    for (let place = 1; place < words.length; place++) {
      const one = words[place]!
      if (one >= count) continue
      for (let before = Math.max(0, place - NEAR); before < place; before++) {
        const other = words[before]!
        if (other < count && other !== one) see(one, other)
      }
    }
  }
}

/** Counts the same company of a word together, keeps what is more than chance, and moves all up to where there is room. */
function* weighed(
  starts: Int32Array,
  others: Int32Array,
  lengths: Int32Array,
  all: number,
): Generator<void, Company> {
  const count = lengths.length
  const times = new Int32Array(count)
  const strengths = new Float32Array(all)
  let end = 0
  let read = 0
  for (let word = 0; word < count; word++) {
    if ((read += lengths[word]!) > STRETCH) {
      read = 0
      yield
    }
    const from = starts[word]!
    starts[word] = end
    for (let at = from; at < from + lengths[word]!; at++) times[others[at]!]!++
    for (let at = from; at < from + lengths[word]!; at++) {
      const other = others[at]!
      const together = times[other]!
      if (together === 0) continue
      times[other] = 0
      const strength = Math.log((together * all) / (lengths[word]! * lengths[other]!))
      if (strength <= 0) continue
      others[end] = other
      strengths[end++] = strength
    }
  }
  starts[count] = end
  return { starts, others: others.slice(0, end), strengths: strengths.slice(0, end) }
}
