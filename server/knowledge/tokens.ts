import { newStemmer } from 'snowball-stemmers'
import { isDemonstrative, isJoiner, questionFrameWords, stopWordsOf } from './stop-words.ts'
import { wordsOf } from './words.ts'

const MAX_REMEMBERED_WORDS = 50_000

const algorithms: Record<string, string> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
}

/** A word that carries meaning, as it is looked up. */
interface Token {
  /** Lower case, without accents. */
  word: string
  stem: string
  name: boolean
  /** "This place": the word before says that it was named before. */
  pointedAt: boolean
}

/** A word and its stem, which a word without meaning of its own lacks. */
interface Known {
  word: string
  stem: string | undefined
}

/** Reads text of one language. */
export interface Tokens {
  /** Stems of the words that carry meaning, in order and with repeats. */
  of(text: string): Token[]
  /** Stems of all words of a name or title but articles and "and", which people leave out. */
  wordsOfName(text: string, meant?: (word: string) => string): string[]
  /** Whether a stem belongs to the way of asking rather than to what is asked. */
  isOfAsking(stem: string): boolean
  /** The stem of one word as it is looked up; undefined for one that carries no meaning. */
  stemOf(word: string): string | undefined
}

/** Reads text of a language given by its BCP 47 tag; English where there is none, no stemming where none is known. */
export function tokensOfLanguage(tag = 'en'): Tokens {
  const read = wordReader(baseLanguage(tag))
  const ofAsking = new Set(questionFrameWords.map(word => read(word).stem ?? word))
  return {
    of(text) {
      const tokens: Token[] = []
      let pointedAt = false
      for (const { text: written, name } of wordsOf(text)) {
        const { word, stem } = read(written)
        if (stem !== undefined) tokens.push({ word, stem, name, pointedAt })
        pointedAt = isDemonstrative(written)
      }
      return tokens
    },
    wordsOfName(text, meant = word => word) {
      const stems: string[] = []
      for (const { text: written } of wordsOf(text)) {
        if (isJoiner(written)) continue
        const { word, stem } = read(meant(written))
        stems.push(stem ?? word)
      }
      return stems
    },
    isOfAsking: stem => ofAsking.has(stem),
    stemOf: word => read(word).stem,
  }
}

/** `pt-BR` and `PT` are `pt`. */
export const baseLanguage = (tag: string): string => tag.toLowerCase().split(/[-_]/, 1)[0] ?? tag

/** Without accents, as many people type. Marks of scripts in which they are vowels stay. */
export const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')

const isSingleLetter = (word: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(word)

/** Looks a word up as it is written. Words repeat, so it remembers them. */
function wordReader(language: string): (written: string) => Known {
  const stopWords = stopWordsOf(language)
  const algorithm = algorithms[language]
  const stemmer = algorithm ? newStemmer(algorithm) : undefined
  const remembered = new Map<string, Known>()
  return written => {
    const known = remembered.get(written)
    if (known) return known
    if (remembered.size >= MAX_REMEMBERED_WORDS) remembered.clear()
    const word = fold(written)
    const isEmpty = stopWords.has(word) || isSingleLetter(word)
    // The English rules know no accents; those of other languages need them.
    const stemmable = language === 'en' ? word : written
    const read = { word, stem: isEmpty ? undefined : fold(stemmer?.stem(stemmable) ?? stemmable) }
    remembered.set(written, read)
    return read
  }
}
