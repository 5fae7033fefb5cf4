import { negation, politeNegation, type Topic, topics } from './promise-words.ts'

/** Something that a company would be held to: what, and whether it is said or denied. */
export interface Commitment {
  start: number
  end: number
  topic: string
  isDenied: boolean
  /** Said by a word for the opposite, as in "no fee". */
  isAgainst: boolean
  /** An ordinary word, which only counts where a source says the opposite. */
  isWeak: boolean
}

/** Parts of a sentence that a negation does not reach across. */
const breaks =
  /(?<!(?<!\p{L})(?:(?<!\d ?)\p{L}|dr|mr|mrs|ms|st|no|nr|str|mme|sra?))\.(?![\p{L}\d])|[;:!?。、！？\n]|,(?!\d)| (?:and so|und auch|et aussi|y también|but|however|unless|although|while|whereas|aber|jedoch|sondern|außer|mais|sauf|cependant|pero|salvo|excepto|sino|sin embargo) | (?:and(?= (?:can|can't|cannot|will|won't|is|are|isn't|aren't|do|does|don't|doesn't|has|have|must|may|needs?|no|not|never) )|und(?= (?:kein|keine|nicht|nie|kann|können|ist|sind|wird|werden|darf|dürfen|hat|haben) )|et(?= (?:ne|aucun|aucune|est|sont|peut|doit|sera) | n')|y(?= (?:no|es|son|se|puede|debe|será) )) |(?<=(?:^|[.!?] )(?:if|when|once) [^.!?,;]{3,60}) (?=(?:we|i|you|they)(?:'ll| will| can) )|لكن|ただし|が、/gu

/** Commitments of a folded text, in order. */
export function commitmentsOf(folded: string, clauses: readonly Clause[]): Commitment[] {
  if (!anything.test(folded)) return []
  const said = topics.flatMap(topic => [
    ...sayingsOf(folded, topic, topic.for, false),
    ...(topic.against ? sayingsOf(folded, topic, topic.against, true) : []),
  ])
  const sayings = said
    .filter(one => !said.some(other => other !== one && other.topic === one.topic && contains(other, one)))
    .sort((one, other) => one.start - other.start)
    .slice(0, MAX_SAYINGS)
  const owners = ownersOf(clauses, sayings)
  return sayings.map(({ isThing, ...saying }) => {
    const clause = clauses.find(part => part.start <= saying.start && part.end > saying.start)
    const negations = nearestOfPairs(folded, clause?.negations ?? [], saying).filter(
      negated => isFreeFor(saying.topic, owners.get(negated)) && reaches(folded, negated, saying, isThing),
    )
    return { ...saying, isDenied: (negations.length % 2 === 1) !== saying.isAgainst }
  })
}

/** "Neither a refund nor an exchange": of the two words each denies its own. */
const nearestOfPairs = (folded: string, negations: readonly Place[], { start }: Place) => {
  const isPaired = ({ start: from, end }: Place) => pair.test(folded.slice(from, end))
  const nearest = negations.findLast(negated => isPaired(negated) && negated.end <= start)
  return negations.filter(negated => !isPaired(negated) || negated === nearest)
}
const pair = /^(?:neither|nor|weder|ni)$/u

/** Most sentences promise nothing, which one pattern sees sooner than sixty. */
const anything = new RegExp(
  topics.flatMap(topic => [topic.for.source, ...(topic.against ? [topic.against.source] : [])]).join('|'),
  'u',
)

const MAX_SAYINGS = 300

type Saying = Omit<Commitment, 'isDenied'>
type Place = Pick<Commitment, 'start' | 'end'>

/** In characters: "no additional fee". */
const ASSURANCE_REACH = 14

/** A "no" that belongs to another saying: to "at no cost", or right before a word against it, as in "no fee". */
export const isAssurance = ({ end }: Place, { start, isAgainst }: Pick<Commitment, 'start' | 'isAgainst'>) =>
  isAgainst && start >= end && start - end <= ASSURANCE_REACH

/** "Not allowed", "not open". */
const isPredicate = ({ end }: Place, { start, isWeak }: Pick<Commitment, 'start' | 'isWeak'>) =>
  isWeak && start > end && start - end <= 2

const ITSELF = 'itself'

/** Which saying a "no" is a part of, or the topic of the word against something that it stands before. */
const ownersOf = (clauses: readonly Clause[], sayings: readonly Saying[]): ReadonlyMap<Place, string> =>
  new Map(
    clauses.flatMap(({ negations }) =>
      negations.flatMap((negated): [Place, string][] => {
        const owner = sayings.find(
          saying =>
            (saying.start <= negated.start && negated.end <= saying.end) ||
            isAssurance(negated, saying) ||
            isPredicate(negated, saying),
        )
        if (!owner) return []
        return [[negated, owner.start >= negated.end ? owner.topic : ITSELF]]
      }),
    ),
  )

const isFreeFor = (topic: string, owner: string | undefined) => owner === undefined || owner === topic

const reaches = (folded: string, negated: Place, { start, end }: Saying, isThing: boolean) =>
  negated.end <= start ? !(isThing && isMeans(folded, start)) : !isThing && negated.start >= end

const contains = (outer: Place, inner: Place) =>
  outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start

const sayingsOf = (
  folded: string,
  { name: topic, isWeak = false, isThing = false }: Topic,
  pattern: RegExp,
  isAgainst: boolean,
): (Saying & { isThing: boolean })[] =>
  [...folded.matchAll(pattern)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    topic,
    isAgainst,
    isWeak,
    isThing,
  }))

/** "Not covered by the warranty" denies no warranty. */
const isMeans = (folded: string, index: number) =>
  /(?<!\p{L})(?:by|under|with|from|of|von|durch|unter|par|sous|por|con) (?:the |your |our |der |die |ihre[rn]? |la |le |votre |su )?$/u.test(
    folded.slice(Math.max(0, index - 16), index),
  )

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
