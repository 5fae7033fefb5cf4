import { remembering } from './remembering.ts'
import { endOfRun, startOfRun } from './runs.ts'

/** A word in lower case with compatibility forms unified, and whether it is written like a name. */
export interface Word {
  readonly text: string
  readonly name: boolean
}

/** The same run of letters and digits in all its places. */
interface Run<Known> {
  text: string
  /** One word, or several in a script that puts no space between them. */
  words: readonly Known[]
  hasDigit: boolean
  isCapitalised: boolean
}

const MAX_REMEMBERED_RUNS = 50_000

/** Scripts that put no space between words; only there is a dictionary needed, which is ten times slower. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * Reads the words of texts in any script. "wi-fi" and "e-mail" are one word, as "wifi" and "email" are;
 * "sign-in" is two, and "l'abonnement" is "l" and "abonnement".
 * A name is capitalised although no sentence begins there, or has a digit in it.
 */
export class WordReader<Known> {
  private readonly know: (word: string) => Known
  private readonly runs = new Map<string, Run<Known>>()

  /** Words repeat: what `know` says of a word in lower case is remembered for a while. */
  constructor(know: (word: string) => Known) {
    this.know = know
  }

  /** Calls `see` with what is known of each word, in order. */
  read(text: string, see: (known: Known, isName: boolean) => void) {
    const unified = text.normalize('NFKC')
    let end = 0
    for (let start = startOfRun(unified, 0); start < unified.length; start = startOfRun(unified, end)) {
      const before = end === 0 ? '.' : unified.slice(end, start)
      end = endOfRun(unified, start)
      const run = this.runOf(unified.slice(start, end))
      const isName = run.hasDigit || (run.isCapitalised && !/[.!?:\n]/.test(before))
      const mayJoin = run.words.length === 1 && isHyphen(unified, end)
      const joined = mayJoin ? withoutHyphens(unified, run.text, end) : undefined
      if (joined) {
        end = joined.end
        see(this.know(joined.text), isName)
      } else {
        for (const word of run.words) see(word, isName)
      }
    }
  }

  private runOf(run: string): Run<Known> {
    const known = this.runs.get(run)
    if (known) return known
    if (this.runs.size >= MAX_REMEMBERED_RUNS) this.runs.clear()
    const text = run.toLowerCase()
    const isUnspaced = unspaced.test(run)
    const read = {
      text,
      words: (isUnspaced ? segmentsOf(run) : [text]).map(this.know),
      hasDigit: !isUnspaced && /\p{N}/u.test(run),
      isCapitalised: !isUnspaced && /^\p{Lu}/u.test(run),
    }
    this.runs.set(run, read)
    return read
  }
}

const isHyphen = (text: string, at: number) => text.charCodeAt(at) === 0x2d

/** A prefix with what its hyphens join to it, and where that ends; undefined where they join nothing. */
function withoutHyphens(text: string, prefix: string, at: number) {
  let joined = prefix
  let end = at
  while (isHyphen(text, end) && isPrefix(joined) && /^\p{L}/u.test(text.slice(end + 1, end + 3))) {
    const start = end + 1
    end = endOfRun(text, start)
    joined += text.slice(start, end).toLowerCase()
  }
  return end > at ? { text: joined, end } : undefined
}

/** The "e" of "e-mail" is one, not the "up" of "up-to-date" nor the "TV" of "TV-31". */
const isPrefix = (text: string) =>
  /^\p{L}{1,2}$/u.test(text) && !/^(?:in|on|up|to|at|by|no|so|as|of|or|is)$/.test(text)

const segmentsOf = (run: string): string[] =>
  [...segmenter.segment(run)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLowerCase())

const reader = new WordReader(text => ({ word: { text, name: false }, asName: { text, name: true } }))

/** Words of a text, in order. */
export const wordsOf: (text: string) => readonly Word[] = remembering(text => {
  const words: Word[] = []
  reader.read(text, ({ word, asName }, isName) => words.push(isName ? asName : word))
  return words
})
