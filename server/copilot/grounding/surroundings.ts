import type { Statement } from './meaning.ts'
import { type Reading, sentenceAt } from './reading.ts'

/** Words around a statement in its sentence; the nearer, the heavier (0 to 1). */
export type Surroundings = ReadonlyMap<string, number>

const NEARNESS = 0.3
/** How much farther a word is behind a comma or an "and". */
const BREAK = 3

export function surroundingsOf(reading: Reading, { start, end }: Statement): Surroundings {
  const words = new Map<string, number>()
  const content = sentenceAt(reading, start)?.content ?? []
  const after = content.findIndex(word => word.start >= end)
  const place = after < 0 ? content.length : after
  for (const [index, word] of content.entries()) {
    if (word.start < end && word.end > start) continue
    const steps = index < place ? place - 1 - index : index - place
    const between =
      index < place ? reading.folded.slice(word.end, start) : reading.folded.slice(end, word.start)
    const breaks =
      between.match(/[,;:]|(?<!\p{L})(?:and|und|et|y|but|aber|mais|pero)(?!\p{L})|、/gu)?.length ?? 0
    const weight = 1 / (1 + NEARNESS * (steps + breaks * BREAK))
    words.set(word.stem, Math.max(words.get(word.stem) ?? 0, weight))
  }
  return words
}

/** How much two places have in common. */
export function likeness(one: Surroundings, other: Surroundings): number {
  let sum = 0
  for (const [stem, weight] of one) sum += weight * (other.get(stem) ?? 0)
  return sum
}

const TELLING = 0.2
const NEGLIGIBLE = 0.25

/**
 * Whether one place has words of the draft that the other lacks, and hardly any the other way round: "Fibre 500" beside
 * €55, where the draft says "Fibre 500" and €65.
 */
export function fitsBetter(draft: Surroundings, one: Surroundings, other: Surroundings): boolean {
  const gain = onlyIn(draft, one, other)
  return gain >= TELLING && onlyIn(draft, other, one) <= gain * NEGLIGIBLE
}

const VERY_TELLING = 1

/** As `fitsBetter` for names, which stand beside many words. */
export function fitsMuchBetter(draft: Surroundings, one: Surroundings, other: Surroundings): boolean {
  const gain = onlyIn(draft, one, other)
  return gain >= VERY_TELLING && onlyIn(draft, other, one) <= gain * NEGLIGIBLE
}

function onlyIn(draft: Surroundings, one: Surroundings, other: Surroundings): number {
  let sum = 0
  for (const [stem, weight] of draft) {
    sum += weight * Math.max(0, (one.get(stem) ?? 0) - (other.get(stem) ?? 0))
  }
  return sum
}
