import type { Evidence } from '../../protocol/assists.ts'
import { type Content, contentOf } from './content.ts'
import { fold } from './fold.ts'
import type { Statement } from './meaning.ts'
import { denial } from './promise-words.ts'
import { type Clause, type Commitment, clausesOf, commitmentsOf, isAssurance } from './promises.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { statementsOf } from './statements.ts'

/** A text and what was found in it. */
export interface Reading {
  text: string
  folded: string
  sentences: SaidSentence[]
  statements: Statement[]
  commitments: Commitment[]
  parts: Part[]
}

/** A sentence, its words, and whether it only asks: "Is breakfast free?" says nothing, unless the answer is yes. */
export interface SaidSentence extends Sentence {
  content: Content[]
  isAsked: boolean
  /** Asked, and answered with no. */
  isRefused: boolean
}

/** A clause, and what it is about. */
export interface Part extends Sentence {
  stems: ReadonlySet<string>
  denials: number
  /** The words around its "not". */
  denied: ReadonlySet<string>
  isAsked: boolean
}

/** What one text may come to; longer ones are read up to there. */
const MAX_STATEMENTS = 300
const MAX_PARTS = 400

export interface ReadSource {
  evidence: Evidence
  reading: Reading
}

export function readSource(text: string): Reading {
  const folded = fold(text)
  const content = contentOf(folded)
  let from = 0
  const places = sentencesOf(text)
  const sentences = places.map((sentence, index) => {
    const first = from
    while (from < content.length && (content[from]?.start ?? 0) < sentence.end) from += 1
    const answer = asks(folded, sentence) ? answerIn(folded, places[index + 1]) : 'yes'
    return {
      ...sentence,
      content: content.slice(first, from),
      isAsked: answer !== 'yes',
      isRefused: answer === 'no',
    }
  })
  const clauses = clausesOf(folded)
  const commitments = commitmentsOf(folded, clauses).slice(0, MAX_STATEMENTS)
  return {
    text,
    folded,
    sentences,
    statements: statementsOf(text).slice(0, MAX_STATEMENTS),
    commitments,
    parts: partsOf(
      folded,
      sentences.slice(0, MAX_PARTS),
      clauses.slice(0, MAX_PARTS).map(clause => withoutAssurances(clause, commitments)),
      content,
    ),
  }
}

const isWithin = (inner: Sentence, outer: Sentence) => outer.start <= inner.start && inner.end <= outer.end

/** "No fee" denies nothing of what the rest of the clause says. */
const withoutAssurances = (clause: Clause, commitments: readonly Commitment[]): Clause => ({
  ...clause,
  negations: clause.negations.filter(
    negated => !commitments.some(promise => isAssurance(negated, promise) || isWithin(negated, promise)),
  ),
})

/** Two words behind a "not", or the one before it where none follows, tell what is denied. */
const deniedBy = (negations: Clause['negations'], content: readonly Content[]) =>
  new Set(
    negations.flatMap(({ end }) => {
      const place = firstFrom(content, end)
      return content.slice(Math.max(0, place - 1), place + 2).map(({ stem }) => stem)
    }),
  )

function partsOf(
  folded: string,
  sentences: readonly SaidSentence[],
  clauses: readonly Clause[],
  content: readonly Content[],
): Part[] {
  let sentence = 0
  const isAskedAt = (place: number) => {
    if ((sentences[sentence]?.start ?? Number.POSITIVE_INFINITY) > place) sentence = 0
    while (sentence < sentences.length && (sentences[sentence]?.end ?? 0) <= place) sentence += 1
    return sentences[sentence]?.isAsked ?? false
  }
  return clauses.map(({ start, end, negations }) => ({
    start,
    end,
    stems: new Set(between(content, start, end).flatMap(({ stem }) => (/\d/.test(stem) ? [] : [stem]))),
    denials: negations.length + (folded.slice(start, end).match(denial)?.length ?? 0),
    denied: deniedBy(negations, between(content, start, end)),
    isAsked: isAskedAt(start),
  }))
}

/** A run of a list that is sorted by place. */
const between = (content: readonly Content[], start: number, end: number): Content[] =>
  content.slice(firstFrom(content, start), firstFrom(content, end))

/** The index of the first word at or after a place. */
export function firstFrom(content: readonly Content[], place: number): number {
  let low = 0
  let high = content.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((content[middle]?.start ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

const asks = (folded: string, { start, end }: Sentence) => /[?？]\s*$/.test(folded.slice(start, end))

function answerIn(folded: string, sentence: Sentence | undefined): 'yes' | 'no' | undefined {
  const said = sentence ? folded.slice(sentence.start, sentence.end) : ''
  if (yes.test(said)) return 'yes'
  return no.test(said) ? 'no' : undefined
}

const yes = /^\s*(?:yes|yeah|sure|of course|ja|natürlich|klar|oui|bien sûr|sí|claro|はい|نعم)/u
const no = /^\s*(?:no|nope|unfortunately not|nein|leider nicht|non|いいえ|لا)(?:[,.!、。،]|$)/u

export const sentenceAt = ({ sentences }: Reading, place: number) =>
  sentences.find(({ start, end }) => start <= place && place < end)

/** One line of a source, as short as an agent reads it at a glance. */
export const quote = ({ text }: Reading, { start, end }: { start: number; end: number }): string =>
  text.slice(start, end).replaceAll(/\s+/g, ' ').trim().slice(0, 300)
