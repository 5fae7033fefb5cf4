import { seededRandom } from '../simulator/faults/random.ts'
import type { Measure, Tally } from './dataset.ts'

const DRAWS = 1000
const SEED = 20_261_121

/** Where a figure lies in 95 of 100 draws of as many dialogues, with replacement; the same each time it is asked. */
export function interval({ tallies, value }: Measure): [low: number, high: number] {
  const random = seededRandom(SEED)
  const drawn = Array.from({ length: DRAWS }, () =>
    value(total(tallies.map(() => tallies[Math.floor(random() * tallies.length)]!))),
  ).sort((one, other) => one - other)
  return [drawn[Math.floor(DRAWS * 0.025)]!, drawn[Math.floor(DRAWS * 0.975)]!]
}

/** The figure over all dialogues. */
export const figureOf = (tallies: readonly Tally[], value: Measure['value']): number => value(total(tallies))

/**
 * The figure over two halves of the dialogues that are always the same: what is tuned on the first is judged by the
 * second.
 */
export function halves({ tallies, value }: Measure): [first: number, second: number] {
  const isFirst = firstHalf(tallies.length)
  return [
    figureOf(
      tallies.filter((_, place) => isFirst[place]),
      value,
    ),
    figureOf(
      tallies.filter((_, place) => !isFirst[place]),
      value,
    ),
  ]
}

/** Which of so many dialogues are in the half to tune on. */
export function firstHalf(count: number): boolean[] {
  const random = seededRandom(SEED + 1)
  return Array.from({ length: count }, () => random() < 0.5)
}

function total(tallies: readonly Tally[]): number[] {
  const sum: number[] = []
  for (const tally of tallies)
    for (let place = 0; place < tally.length; place++) sum[place] = (sum[place] ?? 0) + tally[place]!
  return sum
}
