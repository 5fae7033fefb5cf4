import type { Evidence } from '../../protocol/assists.ts'
import { type Content, contentOf } from './content.ts'
import { fold } from './fold.ts'
import type { Statement } from './meaning.ts'
import { type Clause, type Commitment, clausesOf, commitmentsOf } from './promises.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { statementsOf } from './statements.ts'

/** A text and what was found in it. */
export interface Reading {
  text: string
  folded: string
  sentences: (Sentence & { content: Content[] })[]
  statements: Statement[]
  commitments: Commitment[]
  parts: Part[]
}

/** A sentence or a part of one, and what it is about. */
export interface Part extends Sentence {
  stems: ReadonlySet<string>
  denials: number
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
  const sentences = sentencesOf(text).map(sentence => {
    const first = from
    while (from < content.length && (content[from]?.start ?? 0) < sentence.end) from += 1
    return { ...sentence, content: content.slice(first, from) }
  })
  const clauses = clausesOf(folded)
  return {
    text,
    folded,
    sentences,
    statements: statementsOf(text).slice(0, MAX_STATEMENTS),
    commitments: commitmentsOf(folded, clauses).slice(0, MAX_STATEMENTS),
    parts: partsOf(sentences.slice(0, MAX_PARTS), clauses.slice(0, MAX_PARTS), content),
  }
}

function partsOf(
  sentences: readonly Sentence[],
  clauses: readonly Clause[],
  content: readonly Content[],
): Part[] {
  const parts = [...clauses, ...sentences].map(({ start, end }) => ({
    start,
    end,
    stems: new Set(between(content, start, end).flatMap(({ stem }) => (/\d/.test(stem) ? [] : [stem]))),
    denials: clauses.filter(one => one.start >= start && one.end <= end).flatMap(one => one.negations).length,
  }))
  // What one clause of a sentence denies is not denied by the whole.
  return parts.filter(({ denials }, index) => index < clauses.length || denials === 0)
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

export const sentenceAt = ({ sentences }: Reading, place: number) =>
  sentences.find(({ start, end }) => start <= place && place < end)

/** One line of a source, as short as an agent reads it at a glance. */
export const quote = ({ text }: Reading, { start, end }: { start: number; end: number }): string =>
  text.slice(start, end).replaceAll(/\s+/g, ' ').trim().slice(0, 300)
