/*
 * Times are counted by size: each is 2 % longer than the one before, so that a median of any number of them is read from
 * a few hundred counts and is right to 1 %.
 */

const STEP = Math.log(1.02)

/** The size of a time in milliseconds. */
export const sizeOfTime = (milliseconds: number) => Math.round(Math.log1p(Math.max(0, milliseconds)) / STEP)

/** What a time of that size stands for. */
export const timeOfSize = (size: number) => Math.round(Math.expm1(size * STEP))

/** How many there are of a size. */
export interface Sized {
  size: number
  count: number
}

/** The size that so large a share of all is no larger than; null where there are none. `sizes` go up. */
export function sizeAt(sizes: readonly Sized[], share: number): number | null {
  const rank = Math.ceil(countOf(sizes) * share)
  let passed = 0
  for (const { size, count } of sizes) {
    passed += count
    if (passed >= rank && passed > 0) return size
  }
  return null
}

export const countOf = (sizes: readonly Sized[]) => sizes.reduce((sum, { count }) => sum + count, 0)
