/** A number and what it adds up to. */
export interface Counted {
  number: number
  sum: number
}

/**
 * Keeps the highest sums above 0, best first; of equals the one that came first. The limit is small and nearly every
 * number falls short of the worst that is kept, so a sorted list does.
 */
export class Best {
  readonly all: Counted[] = []
  /** What a sum must exceed to be kept. */
  worst = 0
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  add(number: number, sum: number) {
    if (sum <= this.worst) return
    const place = this.all.findIndex(other => sum > other.sum)
    this.all.splice(place < 0 ? this.all.length : place, 0, { number, sum })
    if (this.all.length > this.limit) this.all.pop()
    if (this.all.length === this.limit) this.worst = this.all.at(-1)!.sum
  }
}
