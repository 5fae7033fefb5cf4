import { Best, type Counted } from './best.ts'

/**
 * Who is among the best by the words that are shared and by nearness in meaning. Nearness is the dear part: most fall short
 * by their words alone, however near they are. One instance serves one search after the other.
 */
export class Contest {
  private readonly numbers: Int32Array
  /** By number: what it has by its words, and what share of all it has counts. */
  private readonly words: Float64Array
  private readonly shares: Float64Array
  private count = 0
  private limit = 0
  private byWords = new Best(0)

  /** Numbers are below `size`. */
  constructor(size: number) {
    this.numbers = new Int32Array(size)
    this.words = new Float64Array(size)
    this.shares = new Float64Array(size)
  }

  begin(limit: number) {
    this.limit = limit
    this.count = 0
    this.byWords = new Best(limit)
  }

  /** Whether one with so much by its words can still be among the best, where it is as near as can be. */
  mayWin(words: number, share: number): boolean {
    return (words + 1) * share >= this.byWords.worst
  }

  enter(number: number, words: number, share: number) {
    this.numbers[this.count++] = number
    this.words[number] = words
    this.shares[number] = share
    this.byWords.add(number, words * share)
  }

  /** The best of those who entered; `nearness` (0 to 1) is asked of those who can be among them. */
  best(nearness: (number: number) => number): Counted[] {
    const { limit, words, shares } = this
    const sumOf = (number: number) => (words[number]! + nearness(number)) * shares[number]!
    const likely = this.byWords.all.map(({ number }) => sumOf(number))
    const least = likely.length < limit ? 0 : Math.min(...likely)
    const best = new Best(limit)
    for (let at = 0; at < this.count; at++) {
      const number = this.numbers[at]!
      const atMost = (words[number]! + 1) * shares[number]!
      if (atMost >= least && atMost > best.worst) best.add(number, sumOf(number))
    }
    return best.all
  }
}
