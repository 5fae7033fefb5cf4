/** A number and what it adds up to. */
export interface Counted {
  number: number
  sum: number
}

/**
 * Keeps the highest sums above a least one, best first; of equals the one that came first. The limit is small and nearly
 * every number falls short of the worst that is kept, so sorted rows do; they spare an object for each.
 */
export class Best {
  /** What a sum must exceed to be kept. */
  worst: number
  private kept = 0
  private readonly numbers: Int32Array
  private readonly sums: Float64Array

  constructor(limit: number, least = 0) {
    this.worst = least
    this.numbers = new Int32Array(limit)
    this.sums = new Float64Array(limit)
  }

  add(number: number, sum: number) {
    if (sum <= this.worst) return
    const { numbers, sums } = this
    const last = sums.length - 1
    let place = Math.min(this.kept, last)
    for (; place > 0 && sum > sums[place - 1]!; place--) {
      numbers[place] = numbers[place - 1]!
      sums[place] = sums[place - 1]!
    }
    numbers[place] = number
    sums[place] = sum
    if (this.kept <= last) this.kept++
    if (this.kept > last) this.worst = sums[last]!
  }

  get all(): Counted[] {
    return Array.from(this.numbers.subarray(0, this.kept), (number, place) => ({
      number,
      sum: this.sums[place]!,
    }))
  }
}
