/** How what arrived differs from what was said, text by text. */
export interface Difference {
  lost: string[]
  duplicated: string[]
  reordered: string[]
}

/**
 * Compares two rows of texts; a text may stand in both several times. What is not in the longest row that both share
 * was lost, came too often, or, where it is left over on both sides, came out of order.
 */
export function difference(said: readonly string[], arrived: readonly string[]): Difference {
  const common = longestCommonRow(said, arrived)
  const [, saidElse] = split(said, common)
  const [, arrivedElse] = split(arrived, common)
  const [reordered, lost] = split(saidElse, arrivedElse)
  const [, duplicated] = split(arrivedElse, saidElse)
  return { lost, duplicated, reordered }
}

/** The texts that have a counterpart among `others`, each used once, and the rest. */
function split(texts: readonly string[], others: readonly string[]): [shared: string[], rest: string[]] {
  const counts = new Map<string, number>()
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1)
  const shared: string[] = []
  const rest: string[] = []
  for (const text of texts) {
    const count = counts.get(text) ?? 0
    counts.set(text, count - 1)
    if (count > 0) shared.push(text)
    else rest.push(text)
  }
  return [shared, rest]
}

/** The longest row of texts that stands in both in the same order. */
function longestCommonRow(one: readonly string[], other: readonly string[]): string[] {
  const lengthFrom = commonLengths(one, other)
  const common: string[] = []
  for (let row = 0, column = 0; row < one.length && column < other.length; ) {
    const text = one[row] ?? ''
    if (text === other[column]) {
      common.push(text)
      row += 1
      column += 1
    } else if (lengthFrom(row + 1, column) >= lengthFrom(row, column + 1)) row += 1
    else column += 1
  }
  return common
}

/** How long the longest common row is from a place in the one and a place in the other on. */
function commonLengths(one: readonly string[], other: readonly string[]) {
  const width = other.length + 1
  const lengths = new Uint32Array((one.length + 1) * width)
  const lengthFrom = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? lengthFrom(row + 1, column + 1) + 1
          : Math.max(lengthFrom(row + 1, column), lengthFrom(row, column + 1))
    }
  }
  return lengthFrom
}
