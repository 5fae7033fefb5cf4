import { seededRandom } from '../simulator/faults/random.ts'

/** Chance that can be played again from its seed. */
export class Random {
  readonly next: () => number

  constructor(seed: number) {
    this.next = seededRandom(seed)
  }

  /** A whole number from 0 to `limit`, without it. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0]
  }

  /** Chance of its own for another part, so that one part's luck does not hang on another's timing. */
  branch(): Random {
    return new Random(this.below(2 ** 31))
  }
}
