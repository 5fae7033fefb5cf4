import type { Outcome } from './play.ts'

const COLUMNS = ['said', 'recoveryMs', 'lost', 'duplicated', 'reordered', 'stuck'] as const
const NAME_WIDTH = 68
const SHOWN = 5

/** The head of the table, printed before the first fault. */
export function printHead(): void {
  console.log(''.padEnd(NAME_WIDTH) + COLUMNS.map(column => column.padStart(column.length + 2)).join(''))
}

/** One fault's line, with the first examples of what went wrong. */
export function printOutcome(outcome: Outcome): void {
  const cells = COLUMNS.map(column => String(outcome[column]).padStart(column.length + 2))
  console.log(outcome.name.padEnd(NAME_WIDTH) + cells.join(''))
  for (const { what, ...difference } of outcome.comparisons) {
    for (const kind of ['lost', 'duplicated', 'reordered'] as const)
      for (const text of difference[kind].slice(0, SHOWN)) console.log(`  ${what}, ${kind}: ${text}`)
  }
  for (const line of outcome.stuck > 0 ? outcome.leftovers.slice(0, SHOWN) : [])
    console.log(`  waits: ${line}`)
}
