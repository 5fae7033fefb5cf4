import { detect } from 'tinyld'
import type { ReadDocument } from './reading.ts'

/** Enough to tell a language by, and no more than is quick to look at. */
const SAMPLE_LENGTH = 4_000

/** Documents with fewer letters are told only among the languages of longer ones: a product's name is in none. */
const TELLING_LETTERS = 200

/**
 * Detects the language of every document that does not state its own. A short one is taken to be in a language of the
 * longer ones beside it where it may be, so that no question is alone in a language by mistake.
 */
export function withLanguages(documents: ReadDocument[]): ReadDocument[] {
  const long = new Set(
    documents.flatMap(document => document.language?.split('-')[0] ?? detectLong(document) ?? []),
  )
  // All the short ones together say more than each.
  const together =
    long.size > 0 ? [...long] : [detect(documents.map(sampleOf).join('\n').slice(0, SAMPLE_LENGTH))]
  const only = together.filter(Boolean)
  return documents.map(document => ({
    ...document,
    language:
      document.language ??
      detectLong(document) ??
      (detect(sampleOf(document), { only }) || only[0] || undefined),
  }))
}

function detectLong(document: ReadDocument): string | undefined {
  const sample = sampleOf(document)
  return lettersIn(sample) >= TELLING_LETTERS ? detect(sample) || undefined : undefined
}

/** Scripts without spaces say as much in a third of the letters. */
const lettersIn = (text: string) =>
  text
    .replaceAll(/[^\p{L}]/gu, '')
    .replaceAll(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu, 'xxx').length

const sampleOf = ({ title, body }: ReadDocument) =>
  `${title}\n${body}`.replaceAll(/https?:\S+/g, '').slice(0, SAMPLE_LENGTH)
