const SHORTEST = 5
/** From this length two slips are forgiven instead of one. */
const LONG = 8
const MAX_REMEMBERED = 5_000

/**
 * Finds the known word that was meant by a misspelt one: the same first letter, and one letter changed, left out,
 * added or swapped with its neighbour (two in a long word). Of several equally near the most frequent is meant.
 */
export class Spelling {
  private readonly byBeginning = new Map<string, string[]>()
  private readonly remembered = new Map<string, string>()
  private readonly frequency: ReadonlyMap<string, number>
  private readonly isKnown: (word: string) => boolean

  /** `frequency` has the words to find; words that are known are left alone, also where they are not among them. */
  constructor(frequency: ReadonlyMap<string, number>, isKnown: (word: string) => boolean = () => false) {
    this.frequency = frequency
    this.isKnown = isKnown
    for (const word of frequency.keys()) {
      if (word.length < SHORTEST - 1) continue
      const key = beginning(word, word.length)
      const words = this.byBeginning.get(key)
      if (words) words.push(word)
      else this.byBeginning.set(key, [word])
    }
  }

  /** The word itself where it is known, too short to be sure of, or like none. */
  meant(word: string): string {
    if (word.length < SHORTEST || this.frequency.has(word) || /\p{N}/u.test(word) || this.isKnown(word))
      return word
    const remembered = this.remembered.get(word)
    if (remembered !== undefined) return remembered
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear()
    const nearest = this.nearest(word)
    this.remembered.set(word, nearest)
    return nearest
  }

  private nearest(word: string): string {
    const slipsTo = slipsFrom(word)
    let nearest = word
    let least = word.length >= LONG ? 2 : 1
    let most = 0
    for (let length = word.length - least; length <= word.length + 2; length++) {
      for (const candidate of this.byBeginning.get(beginning(word, length)) ?? []) {
        const slips = slipsTo(candidate, least)
        const frequency = this.frequency.get(candidate) ?? 0
        if (slips < least || (slips === least && frequency > most)) {
          nearest = candidate
          least = slips
          most = frequency
        }
      }
    }
    return nearest
  }
}

const beginning = (word: string, length: number) => `${word[0]}${length}`

/** Damerau's distance from a word to others, two letters longer at most; anything beyond `limit` where it is more. */
function slipsFrom(one: string): (other: string, limit: number) => number {
  let beforeLast = new Int32Array(one.length + 3)
  let last = new Int32Array(one.length + 3)
  let current = new Int32Array(one.length + 3)
  return (other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1
    for (let column = 0; column <= other.length; column++) last[column] = column
    for (let row = 1; row <= one.length; row++) {
      let least = row
      current[0] = row
      for (let column = 1; column <= other.length; column++) {
        const changed = last[column - 1]! + Number(one[row - 1] !== other[column - 1])
        let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, changed)
        if (
          row > 1 &&
          column > 1 &&
          one[row - 1] === other[column - 2] &&
          one[row - 2] === other[column - 1]
        ) {
          slips = Math.min(slips, beforeLast[column - 2]! + 1)
        }
        current[column] = slips
        least = Math.min(least, slips)
      }
      if (least > limit) return limit + 1
      ;[beforeLast, last, current] = [last, current, beforeLast]
    }
    return last[other.length]!
  }
}
