import type { Statement } from './meaning.ts'
import { firstFrom, type Reading, sentenceAt } from './reading.ts'

/** Words around a statement in its sentence; the nearer, the heavier (0 to 1). */
export type Surroundings = ReadonlyMap<string, number>

const NEARNESS = 0.3
/** How much farther a word is behind a comma or an "and". */
const BREAK = 5

/** Farther words say nothing of a value. */
const REACH = 14
const remembered = new WeakMap<Place, Surroundings>()

type Place = Pick<Statement, 'start' | 'end'>

/** Those of a statement or a promise. */
export function surroundingsOf(reading: Reading, statement: Place): Surroundings {
  const known = remembered.get(statement)
  if (known) return known
  const words = readSurroundings(reading, statement)
  remembered.set(statement, words)
  return words
}

function readSurroundings(reading: Reading, { start, end }: Place): Surroundings {
  const words = new Map<string, number>()
  const content = sentenceAt(reading, start)?.content ?? []
  const place = firstFrom(content, end)
  for (let index = Math.max(0, place - REACH); index < Math.min(content.length, place + REACH); index++) {
    const word = content[index]
    if (!word || (word.start < end && word.end > start)) continue
    const steps = index < place ? place - 1 - index : index - place
    const between =
      index < place ? reading.folded.slice(word.end, start) : reading.folded.slice(end, word.start)
    const breaks = between.match(BREAKS)?.length ?? 0
    const weight = 1 / (1 + NEARNESS * (steps + breaks * BREAK))
    words.set(word.stem, Math.max(words.get(word.stem) ?? 0, weight))
  }
  return words
}

const BREAKS = /[,;:]|(?<!\p{L})(?:and|und|et|y|but|aber|mais|pero)(?!\p{L})|、/gu

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

/**
 * Whether a word right beside the draft's value stands right beside another value in a source, while the draft has not
 * even heard of the word beside its own: "25-year product warranty", where 25 years are the performance warranty's.
 */
export function isAttachedElsewhere(
  draft: { reading: Reading; statement: Statement },
  one: { reading: Reading; statement: Statement },
  other: { reading: Reading; statement: Statement },
): boolean {
  const said = new Set(sentenceAt(draft.reading, draft.statement.start)?.content.map(({ stem }) => stem))
  const [mine, theirs, own] = [draft, one, other].map(neighboursOf)
  // What stands before the first value of a list is meant for all: "it takes 6 days to Spain and 8 days to Portugal".
  const isList =
    sentenceAt(one.reading, one.statement.start) === sentenceAt(other.reading, other.statement.start) &&
    one.statement.start < other.statement.start
  return (isList ? (['after'] as const) : (['before', 'after'] as const)).some(side => {
    const word = mine?.[side]
    const rival = own?.[side]
    return (
      word !== undefined &&
      word === theirs?.[side] &&
      rival !== undefined &&
      rival !== word &&
      !said.has(rival)
    )
  })
}

/** The words right before and after a statement, where no comma is between. */
function neighboursOf({ reading, statement }: { reading: Reading; statement: Statement }) {
  const content = sentenceAt(reading, statement.start)?.content ?? []
  const before = content.findLast(({ end }) => end <= statement.start)
  // Behind an amount with its rate, the rate comes first: "£11 a month".
  const isRate = statement.means.of === 'money' && statement.means.per !== undefined
  const after = isRate ? undefined : content.find(({ start }) => start >= statement.end)
  const isNear = (from: number, to: number) => !/[,;:\d]/.test(reading.folded.slice(from, to))
  return {
    before: before && isNear(before.end, statement.start) ? before.stem : undefined,
    after: after && isNear(statement.end, after.start) ? after.stem : undefined,
  }
}
