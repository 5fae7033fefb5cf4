const FIRST_ROOM = 1_024

/** Whole numbers in a row that grows, side by side in memory. */
export class Numbers {
  length = 0
  private values = new Int32Array(FIRST_ROOM)

  push(value: number) {
    if (this.length === this.values.length) {
      const larger = new Int32Array(2 * this.values.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  /** All that were pushed; to be read before more are. */
  get all(): Int32Array {
    return this.values.subarray(0, this.length)
  }
}
