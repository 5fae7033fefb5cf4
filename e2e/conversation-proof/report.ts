import type { Comparison } from './comparison.ts'

const SHOWN = 5

/** The comparisons as a table, with the first examples of what went wrong. */
export function printComparisons(comparisons: readonly Comparison[]): void {
  const heads = ['', 'said', 'arrived', 'lost', 'duplicated', 'reordered']
  const rows = comparisons.map(({ what, said, arrived, lost, duplicated, reordered }) =>
    [what, said, arrived, lost.length, duplicated.length, reordered.length].map(String),
  )
  const [, ...numbers] = heads
  const print = ([name = '', ...cells]: string[]) =>
    console.log(
      name.padEnd(18) +
        cells.map((cell, column) => cell.padStart((numbers[column] ?? '').length + 3)).join(''),
    )
  print(heads)
  rows.forEach(print)
  for (const { what, ...difference } of comparisons) {
    for (const kind of ['lost', 'duplicated', 'reordered'] as const) {
      for (const text of difference[kind].slice(0, SHOWN)) console.log(`  ${what}, ${kind}: ${text}`)
    }
  }
}

/** Names and numbers, one on a line. */
export function printFigures(figures: Record<string, number>): void {
  console.log()
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)}${value}`)
}
