import { type Difference, difference } from './difference.ts'

/** How one row of messages arrived, beside how it was said. */
export interface Comparison extends Difference {
  what: string
  said: number
  arrived: number
}

/** Lays what arrived beside what was said, for each pair, and adds the pairs up. */
export const compareAll = (
  what: string,
  pairs: readonly (readonly [said: readonly string[], arrived: readonly string[]])[],
): Comparison => ({
  what,
  said: pairs.reduce((sum, [said]) => sum + said.length, 0),
  arrived: pairs.reduce((sum, [, arrived]) => sum + arrived.length, 0),
  ...merge(pairs.map(([said, arrived]) => difference(said, arrived))),
})

/** How many were lost, doubled and out of order in all. */
export function count(comparisons: readonly Difference[]) {
  const { lost, duplicated, reordered } = merge(comparisons)
  return { lost: lost.length, duplicated: duplicated.length, reordered: reordered.length }
}

const merge = (differences: readonly Difference[]): Difference => ({
  lost: differences.flatMap(({ lost }) => lost),
  duplicated: differences.flatMap(({ duplicated }) => duplicated),
  reordered: differences.flatMap(({ reordered }) => reordered),
})
