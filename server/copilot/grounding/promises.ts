import { negation, politeNegation, type Topic, topics } from './promise-words.ts'

/** Something that a company would be held to: what, and whether it is said or denied. */
export interface Commitment {
  start: number
  end: number
  topic: string
  isDenied: boolean
  /** An ordinary word, which only counts where a source says the opposite. */
  isWeak: boolean
}

/** Parts of a sentence that a negation does not reach across. */
const breaks =
  /[.;:!?。、！？\n]|,| (?:and so|und auch|et aussi|y también|but|however|unless|although|while|whereas|aber|jedoch|sondern|außer|mais|sauf|cependant|pero|salvo|excepto|sino|sin embargo) |لكن|ただし|が、/gu

/** Commitments of a folded text, in order. */
export function commitmentsOf(folded: string, clauses: readonly Clause[]): Commitment[] {
  const found = topics.flatMap(topic => [
    ...inClauses(folded, clauses, topic, topic.for, false),
    ...(topic.against ? inClauses(folded, clauses, topic, topic.against, true) : []),
  ])
  return found
    .filter(one => !found.some(other => other !== one && other.topic === one.topic && contains(other, one)))
    .sort((one, other) => one.start - other.start)
}

const contains = (outer: Commitment, inner: Commitment) =>
  outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start

function inClauses(
  folded: string,
  clauses: readonly Clause[],
  { name: topic, isWeak = false }: Topic,
  pattern: RegExp,
  isAgainst: boolean,
): Commitment[] {
  return [...folded.matchAll(pattern)].map(({ 0: words, index }) => {
    const end = index + words.length
    const clause = clauses.find(part => part.start <= index && part.end > index)
    const denied =
      (clause?.negations ?? []).filter(({ start }) => start < index || start >= end).length % 2 === 1
    return { start: index, end, topic, isDenied: denied !== isAgainst, isWeak }
  })
}

export interface Clause {
  start: number
  end: number
  negations: { start: number; end: number }[]
}

/** The clauses of a folded text, without gaps. */
export function clausesOf(folded: string): Clause[] {
  const negations = negationsOf(folded)
  const clauses: Clause[] = []
  let start = 0
  const add = (end: number) => {
    clauses.push({ start, end, negations: negations.filter(one => one.start >= start && one.start < end) })
    start = end
  }
  for (const { 0: mark, index } of folded.matchAll(breaks)) add(index + mark.length)
  add(folded.length)
  return clauses
}

/** Places of words that deny something. */
export function negationsOf(folded: string): { start: number; end: number }[] {
  const plain = folded.replaceAll(politeNegation, words => '~'.repeat(words.length))
  return [...plain.matchAll(negation)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
}
