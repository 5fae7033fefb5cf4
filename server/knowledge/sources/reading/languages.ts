import { detectAll } from 'tinyld'
import type { ReadDocument } from './reading.ts'

/** Enough to tell a language by, and no more than is quick to look at; of many documents less each. */
const SAMPLE_LENGTH = 4_000
const SMALL_SAMPLE_LENGTH = 200
const MANY = 300

/** So many may be taken for another language by mistake. */
const STRAYS = 0.02

/** With so many letters a language is told for certain; with fewer, only where no other comes near. */
const TELLING_LETTERS = 150
const CLEAR = { accuracy: 0.2, lead: 2 }

/**
 * Detects the language of the documents of a file that do not state their own. A short one is taken to be in a language of
 * the longer ones beside it; where nothing tells, it is left open. No question is alone in a language by mistake.
 */
export function withLanguages(documents: ReadDocument[]): ReadDocument[] {
  const length = documents.length > MANY ? SMALL_SAMPLE_LENGTH : SAMPLE_LENGTH
  const only = onlyLanguage(documents, length)
  const certain = documents.map(({ language, ...rest }) => language ?? only ?? detectCertain(rest, length))
  const beside = [...new Set(certain.flatMap(language => language?.split('-', 1) ?? []))]
  const guess = (document: ReadDocument) => {
    if (beside.length < 2) return beside[0]
    return detectAll(sampleOf(document, length), { only: beside })[0]?.lang ?? beside[0]
  }
  return documents.map((document, place) => ({ ...document, language: certain[place] ?? guess(document) }))
}

/** Looking at each of thousands takes long: where samples from all parts are in one language but for strays, all are. */
function onlyLanguage(documents: ReadDocument[], length: number): string | undefined {
  if (documents.length <= MANY) return undefined
  const step = Math.floor(documents.length / MANY)
  const looked = documents.filter((_, place) => place % step === 0)
  const found = looked.flatMap(document => document.language ?? detectCertain(document, length) ?? [])
  const counts = [...Map.groupBy(found, language => language)].map(([language, all]) => ({
    language,
    times: all.length,
  }))
  const [most, second] = counts.toSorted((one, other) => other.times - one.times)
  return (second?.times ?? 0) <= STRAYS * looked.length ? most?.language : undefined
}

function detectCertain(document: Pick<ReadDocument, 'title' | 'body'>, length: number): string | undefined {
  const sample = sampleOf(document, length)
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

const sampleOf = ({ title, body }: Pick<ReadDocument, 'title' | 'body'>, length: number) =>
  `${title}\n${body}`
    .slice(0, 2 * length)
    .replaceAll(/https?:\S+/g, '')
    .slice(0, length)
