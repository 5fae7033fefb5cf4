import { detectAll } from 'tinyld'
import type { ReadDocument } from './reading.ts'

/** Enough to tell a language by, and no more than is quick to look at. */
const SAMPLE_LENGTH = 4_000

/** With so many letters a language is told for certain; with fewer, only where no other comes near. */
const TELLING_LETTERS = 200
const CLEAR = { accuracy: 0.2, lead: 2 }

/**
 * Detects the language of the documents of a file that do not state their own. A short one is taken to be in a language of
 * the longer ones beside it; where nothing tells, it is left open. No question is alone in a language by mistake.
 */
export function withLanguages(documents: ReadDocument[]): ReadDocument[] {
  const certain = documents.map(document => document.language ?? detectCertain(document))
  const beside = [...new Set(certain.flatMap(language => language?.split('-', 1) ?? []))]
  return documents.map((document, place) => ({
    ...document,
    language:
      certain[place] ??
      (beside.length > 0
        ? (detectAll(sampleOf(document), { only: beside })[0]?.lang ?? beside[0])
        : undefined),
  }))
}

function detectCertain(document: ReadDocument): string | undefined {
  const sample = sampleOf(document)
  const [best, second] = detectAll(sample)
  if (!best) return undefined
  const isClear = best.accuracy >= CLEAR.accuracy && best.accuracy >= CLEAR.lead * (second?.accuracy ?? 0)
  return isClear || lettersIn(sample) >= TELLING_LETTERS ? best.lang : undefined
}

/** Scripts without spaces say as much in a third of the letters. */
const lettersIn = (text: string) =>
  text
    .replaceAll(/[^\p{L}]/gu, '')
    .replaceAll(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu, 'xxx').length

const sampleOf = ({ title, body }: ReadDocument) =>
  `${title}\n${body}`.replaceAll(/https?:\S+/g, '').slice(0, SAMPLE_LENGTH)
