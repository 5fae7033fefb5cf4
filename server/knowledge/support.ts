import type { PassageIndex, Ranked } from './passage-index.ts'

/** Passages whose words support. */
const LOOKED_AT = 3
/** Where no word is the same, likeness alone is a guess. */
const ONLY_ALIKE = 0.5

/** How words are compared with what was found. */
interface Comparison {
  /** Only the best passage counts, and only the same words. */
  exactly?: boolean
  /** What a word counts that no article has. */
  unknown: number
}

/**
 * The share of what words say that the best passages speak of, by how telling the words are, in the same or in like
 * words; undefined where there are none.
 */
export function supportOf(
  stems: readonly string[],
  ranked: readonly Ranked[],
  index: PassageIndex,
  { exactly = false, unknown }: Comparison,
): number | undefined {
  if (stems.length === 0 || ranked.length === 0) return undefined
  const spokenOf = ranked
    .slice(0, exactly ? 1 : LOOKED_AT)
    .map(({ passage }) => index.stemsOfPassage(passage))
    .reduce((all, stems) => all.union(stems))
  let supported = 0
  let all = 0
  for (const stem of stems) {
    const weight = index.telling(stem) * (index.has(stem) ? 1 : unknown)
    all += weight
    if (spokenOf.has(stem)) supported += weight
    else if (!exactly) {
      const likeness = index.like(stem).find(([like]) => spokenOf.has(like))?.[1] ?? 0
      supported += weight * likeness
    } else if (!index.has(stem)) return 0
  }
  return (stems.some(stem => spokenOf.has(stem)) ? 1 : ONLY_ALIKE) * (supported / (all || 1))
}

/** Whether the best passage stands under a title or heading with this word. */
export const isTitled = (stem: string, [best]: readonly Ranked[], index: PassageIndex): boolean =>
  best !== undefined && index.stemsOf([best.passage.title, ...best.passage.headings].join('\n')).has(stem)
