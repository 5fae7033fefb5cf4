import { remembering } from './remembering.ts'

/** A word in lower case with compatibility forms unified, and whether it is written like a name. */
export interface Word {
  readonly text: string
  readonly name: boolean
}

/** The same run of letters and digits in all its places, as a word and as a name. */
interface Run {
  word: Word
  asName: Word
  hasDigit: boolean
  isCapitalised: boolean
  isUnspaced: boolean
}

const MAX_REMEMBERED_RUNS = 50_000

/** Numbers with their points and colons, or letters and digits in a row. */
const runPattern = /\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}]+/gu

/** Scripts that put no space between words; only there is a dictionary needed, which is ten times slower. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * Words of a text in any script, in order. "wi-fi" and "e-mail" are one word, as "wifi" and "email" are;
 * "sign-in" is two, and "l'abonnement" is "l" and "abonnement".
 * A name is capitalised although no sentence begins there, or has a digit in it.
 */
export const wordsOf: (text: string) => readonly Word[] = remembering(readWords)

/** The same of a text that will not come again soon. */
export function readWords(text: string): readonly Word[] {
  const words: Word[] = []
  const unified = text.normalize('NFKC')
  let end = 0
  for (const { 0: run, index } of unified.matchAll(runPattern)) {
    const before = unified.slice(end, index)
    const previous = words.at(-1)
    const known = runOf(run)
    if (before === '-' && previous && isPrefix(previous.text, run)) {
      words[words.length - 1] = { text: previous.text + known.word.text, name: previous.name }
    } else if (known.isUnspaced) words.push(...segmented(run))
    else words.push(isName(known, end === 0 ? '.' : before) ? known.asName : known.word)
    end = index + run.length
  }
  return words
}

const runs = new Map<string, Run>()

/** Words repeat, so they are looked at once. */
function runOf(run: string): Run {
  const known = runs.get(run)
  if (known) return known
  if (runs.size >= MAX_REMEMBERED_RUNS) runs.clear()
  const text = run.toLowerCase()
  const read = {
    word: { text, name: false },
    asName: { text, name: true },
    hasDigit: /\p{N}/u.test(run),
    isCapitalised: /^\p{Lu}/u.test(run),
    isUnspaced: unspaced.test(run),
  }
  runs.set(run, read)
  return read
}

const isName = ({ hasDigit, isCapitalised }: Run, before: string) =>
  hasDigit || (isCapitalised && !/[.!?:\n]/.test(before))

/** The "e" of "e-mail" is one, not the "up" of "up-to-date" nor the "TV" of "TV-31". */
const isPrefix = (text: string, run: string) =>
  /^\p{L}{1,2}$/u.test(text) && /^\p{L}/u.test(run) && !/^(?:in|on|up|to|at|by|no|so|as|of|or|is)$/.test(text)

const segmented = (run: string): Word[] =>
  [...segmenter.segment(run)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => ({ text: segment.toLowerCase(), name: false }))
