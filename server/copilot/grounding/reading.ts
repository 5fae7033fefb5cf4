import type { Evidence } from '../../protocol/assists.ts'
import { type Content, contentOf } from './content.ts'
import { fold } from './fold.ts'
import type { Statement } from './meaning.ts'
import { type Commitment, commitmentsOf } from './promises.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { statementsOf } from './statements.ts'

/** A text and what was found in it. */
export interface Reading {
  text: string
  folded: string
  sentences: (Sentence & { content: Content[] })[]
  statements: Statement[]
  commitments: Commitment[]
}

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
  return { text, folded, sentences, statements: statementsOf(text), commitments: commitmentsOf(folded) }
}

export const sentenceAt = ({ sentences }: Reading, place: number) =>
  sentences.find(({ start, end }) => start <= place && place < end)

/** One line of a source, as short as an agent reads it at a glance. */
export const quote = ({ text }: Reading, { start, end }: { start: number; end: number }): string =>
  text.slice(start, end).replaceAll(/\s+/g, ' ').trim().slice(0, 300)
