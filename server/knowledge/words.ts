import { KnownRuns } from './known-runs.ts'
import { remembering } from './remembering.ts'
import { Runs } from './runs.ts'

/** A word in lower case with compatibility forms unified, and whether it is written like a name. */
export interface Word {
  readonly text: string
  readonly name: boolean
}

/** The same run of letters and digits in all its places. */
interface Run<Known> {
  text: string
  /** The word that it is; undefined where it is several, in a script that puts no space between them. */
  word: Known | undefined
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
  private readonly runs = new Runs()
  private known = new KnownRuns<Run<Known>>()

  /** Words repeat: what `know` says of a word in lower case is remembered for a while. */
  constructor(know: (word: string) => Known) {
    this.know = know
  }

  /** Calls `see` with what is known of each word, in order; it reads nothing meanwhile. */
  read(text: string, see: (known: Known, isName: boolean) => void) {
    const { runs } = this
    const unified = text.normalize('NFKC')
    let end = 0
    for (runs.begin(unified); runs.next(); end = runs.end) {
      const run = this.known.find(runs.units, runs.start, runs.end) ?? this.readRun(unified)
      const isName = run.hasDigit || (run.isCapitalised && !beginsSentence(unified, end, runs.start))
      const { word } = run
      if (word === undefined) for (const one of run.words) see(one, isName)
      else see(this.withHyphens(unified, run.text) ?? word, isName)
    }
  }

  private readRun(unified: string): Run<Known> {
    const { units, start, end } = this.runs
    if (this.known.size >= MAX_REMEMBERED_RUNS) this.known = new KnownRuns()
    const run = unified.slice(start, end)
    const text = run.toLowerCase()
    const isUnspaced = unspaced.test(run)
    const words = (isUnspaced ? segmentsOf(run) : [text]).map(this.know)
    const read = {
      text,
      word: words.length === 1 ? words[0] : undefined,
      words,
      hasDigit: !isUnspaced && /\p{N}/u.test(run),
      isCapitalised: !isUnspaced && /^\p{Lu}/u.test(run),
    }
    this.known.add(units, start, end, read)
    return read
  }

  /** What is known of a run with what its hyphens join to it, and goes on to the last of that; undefined where they join nothing. */
  private withHyphens(unified: string, run: string): Known | undefined {
    const { runs } = this
    let joined = run
    while (isHyphen(unified, runs.end) && isPrefix(joined) && isLetter(unified, runs.end + 1)) {
      runs.next()
      joined += unified.slice(runs.start, runs.end).toLowerCase()
    }
    return joined === run ? undefined : this.know(joined)
  }
}

/** Whether a sentence begins with the run at `start`, where the one before ended at `end`. */
const beginsSentence = (text: string, end: number, start: number) =>
  end === 0 || /[.!?:\n]/.test(text.slice(end, start))

const isHyphen = (text: string, at: number) => text.charCodeAt(at) === 0x2d

const isLetter = (text: string, at: number) => /^\p{L}/u.test(text.slice(at, at + 2))

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
