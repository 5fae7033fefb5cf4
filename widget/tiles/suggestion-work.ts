import type { Slot } from '../session/suggestion-slots.ts'
import { claimsIn, fillGaps, gapsIn, withoutUnlinked } from '../session/suggestion-text.ts'

/** What the agent has done with a suggestion and not used yet. */
export interface Work {
  /** The whole text, where the agent rewrote it. */
  readonly text?: string
  /** What stands in the gaps, in their order. */
  readonly gaps: readonly string[]
}

export const noWork: Work = { gaps: [] }

/** Whether something would be lost if the suggestion went away. */
export function isWorkedOn(work: Work | undefined): boolean {
  return work !== undefined && (work.text !== undefined || work.gaps.some(value => value !== ''))
}

/** A suggestion as it would be used now. */
export interface Ready {
  /** With gaps still in it. */
  readonly text: string
  readonly openGaps: number
  /** Without the sentences that no source bears out; the same where there are none. */
  readonly safeText: string
  /** The share of its characters that the agent changed. */
  readonly changed: number
}

export function readyText({ suggestion }: Slot, { text, gaps }: Work): Ready {
  const original = suggestion?.text ?? ''
  const worked = text ?? original
  const claims = suggestion ? claimsIn(worked, suggestion) : []
  const filled = fillGaps(worked, gaps)
  const safe = withoutUnlinked(worked, claims)
  const names = gapsIn(worked)
  return {
    text: filled,
    openGaps: names.filter((_, index) => !gaps[index]?.trim()).length,
    // Gaps are numbered in the whole text: where a sentence before them goes, only the whole one can be filled.
    safeText: safe === worked ? filled : fillGaps(safe, gapsAfterCut(worked, safe, gaps)),
    changed: share(original, filled),
  }
}

function gapsAfterCut(whole: string, cut: string, values: readonly string[]) {
  const names = gapsIn(whole)
  let place = 0
  return gapsIn(cut).map(name => {
    place = names.indexOf(name, place)
    return values[place++] ?? ''
  })
}

/** How much of a text was changed: what lies outside its common beginning and end. */
function share(before: string, after: string) {
  if (before === after) return 0
  const longest = Math.max(before.length, after.length)
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start++
  let end = 0
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return (longest - start - end) / longest
}
