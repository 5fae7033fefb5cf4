const FIRST_MILLISECONDS = 250
const LONGEST_MILLISECONDS = 30_000

/** Doubling from a quarter of a second to half a minute, with jitter so that what failed together does not return in step. */
export function backOff(attempts: number): number {
  const longest = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(attempts, 10))
  return Math.round(longest * (0.5 + Math.random() / 2))
}
