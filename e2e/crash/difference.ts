/** How what arrived differs from what was said, text by text. */
export interface Difference {
  lost: string[]
  duplicated: string[]
  reordered: string[]
}

/** Compares two rows of texts; a text may stand in both several times. */
export function difference(said: readonly string[], arrived: readonly string[]): Difference {
  const [saidAndArrived, lost] = split(said, arrived)
  const [arrivedAndSaid, duplicated] = split(arrived, said)
  const [, reordered] = split(arrivedAndSaid, longestCommonRow(saidAndArrived, arrivedAndSaid))
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
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const length =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row]?.fill(length, column, column + 1)
    }
  }
  const common: string[] = []
  for (let row = 0, column = 0; row < one.length && column < other.length; ) {
    const text = one[row] ?? ''
    if (text === other[column]) {
      common.push(text)
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return common
}
