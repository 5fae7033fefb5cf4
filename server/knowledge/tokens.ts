import { ordinaryWordsOf } from './ordinary-words.ts'
import { stemmerOf } from './stemming.ts'
import { isDemonstrative, isJoiner, questionFrameWords, stopWordsOf } from './stop-words.ts'
import { WordReader } from './words.ts'

const MAX_REMEMBERED_WORDS = 50_000

/** A word that carries meaning, as it is looked up. */
export interface Token {
  /** Lower case, without accents. */
  word: string
  stem: string
  entry: WordEntry
  name: boolean
  /** "This place": the word before says that it was named before. */
  pointedAt: boolean
}

/** A word and its stem, which a word without meaning of its own lacks; and what an index notes of it. */
export interface WordEntry {
  /** In lower case. */
  written: string
  /** The same without accents. */
  word: string
  stem: string | undefined
  /** "This": what follows was named before. */
  points: boolean
  /** "The": people leave it out of names. */
  joins: boolean
  /** The number of its stem among the index's terms, once it has one. */
  term: number | undefined
  /** Its number among the words of titles, once it was looked up there. */
  inTitles: number | undefined
  /** How often it was counted. */
  times: number
}

/** A text as an index takes it in. */
interface Reading {
  tokens: Token[]
  /** Words with and without meaning of their own, as names have them: without articles and "and". */
  names: WordEntry[]
}

/** Reads text of one language. */
export interface Tokens {
  /** A text in both readings at once. */
  read(text: string): Reading
  /** Stems of the words that carry meaning, in order and with repeats. */
  of(text: string): Token[]
  /** The same stems, each once. */
  stemsOf(text: string): Set<string>
  /** Stems of all words of a name or title but articles and "and", which people leave out. */
  wordsOfName(text: string, meant?: (word: string) => string): string[]
  /** Whether a stem belongs to the way of asking rather than to what is asked. */
  isOfAsking(stem: string): boolean
  /** Whether people use a stem of everything. */
  isOrdinary(stem: string): boolean
  /** The stem of one word as it is looked up; undefined for one that carries no meaning. */
  stemOf(word: string): string | undefined
}

/** Reads text of a language given by its BCP 47 tag; English where there is none, no stemming where none is known. */
export function tokensOfLanguage(tag = 'en'): Tokens {
  const entryOf = entryReader(baseLanguage(tag))
  const words = new WordReader(entryOf)
  const stemsOf = (list: readonly string[]) => new Set(list.map(word => entryOf(word).stem ?? word))
  const ofAsking = stemsOf(questionFrameWords)
  const ordinary = stemsOf(ordinaryWordsOf(baseLanguage(tag)))
  const tokensIn = (text: string, names?: WordEntry[]): Token[] => {
    const tokens: Token[] = []
    let pointedAt = false
    words.read(text, (entry, isName) => {
      const { word, stem, joins, points } = entry
      if (stem !== undefined) tokens.push({ word, stem, entry, name: isName, pointedAt })
      if (!joins) names?.push(entry)
      pointedAt = points
    })
    return tokens
  }
  return {
    read(text) {
      const names: WordEntry[] = []
      return { tokens: tokensIn(text, names), names }
    },
    of: text => tokensIn(text),
    stemsOf(text) {
      const stems = new Set<string>()
      words.read(text, ({ stem }) => stem !== undefined && stems.add(stem))
      return stems
    },
    wordsOfName(text, meant) {
      const stems: string[] = []
      words.read(text, entry => {
        if (entry.joins) return
        stems.push(stemInName(meant ? entryOf(meant(entry.written)) : entry))
      })
      return stems
    },
    isOfAsking: stem => ofAsking.has(stem),
    isOrdinary: stem => ordinary.has(stem),
    stemOf: word => entryOf(word).stem,
  }
}

/** A name may have a word that carries no meaning, too. */
export const stemInName = ({ stem, word }: WordEntry): string => stem ?? word

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
function entryReader(language: string): (written: string) => WordEntry {
  const stopWords = stopWordsOf(language)
  const stemOf = stemmerOf(language)
  const remembered = new Map<string, WordEntry>()
  return written => {
    const known = remembered.get(written)
    if (known) return known
    if (remembered.size >= MAX_REMEMBERED_WORDS) remembered.clear()
    const word = fold(written)
    const isEmpty = stopWords.has(word) || isSingleLetter(word)
    // The English rules know no accents; those of other languages need them.
    const stemmable = language === 'en' ? word : written
    const read = {
      written,
      word,
      stem: isEmpty ? undefined : fold(stemOf(stemmable)),
      points: isDemonstrative(written),
      joins: isJoiner(written),
      term: undefined,
      inTitles: undefined,
      times: 0,
    }
    remembered.set(written, read)
    return read
  }
}
