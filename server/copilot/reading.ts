import { LANGUAGES, languageOf } from './language-of.ts'

/** How texts are read: their sentences, the stems of the words that carry meaning, and their language (ISO 639-1). */
export interface Reading {
  sentencesOf(text: string): readonly string[]
  stemsOf(text: string, language: string): readonly string[]
  /** Undefined where a text is too short to tell. */
  languageOf(text: string): string | undefined
  /** A text without tags and addresses, whose words are of no language that anybody speaks. */
  withoutMarkup(text: string): string
}

export interface ReadingParts {
  sentencesOf: (text: string) => readonly string[]
  /** The words of a text that carry meaning, with their stems. */
  tokensOf: (language: string) => { of(text: string): { word: string; stem: string }[] }
  /** Whether a word is part of a greeting or thanks. */
  isPleasantry: (word: string) => boolean
  withoutMarkup: (text: string) => string
}

const MOST_REMEMBERED = 10_000

/** Reads as the knowledge engine does. A conversation is read again with each of its messages, so it remembers. */
export function createReading({ sentencesOf, tokensOf, isPleasantry, withoutMarkup }: ReadingParts): Reading {
  const readers = new Map<string, ReturnType<typeof tokensOf>>()
  const remembered = new Map<string, readonly string[]>()
  const languages = new Map<string, string>()
  const readerOf = (language: string) => {
    const known = LANGUAGES.includes(language) ? language : 'en'
    const reader = readers.get(known) ?? tokensOf(known)
    readers.set(known, reader)
    return reader
  }
  return {
    sentencesOf,
    withoutMarkup,
    stemsOf(text, language) {
      const key = `${language}\n${text}`
      const known = remembered.get(key)
      if (known) return known
      const stems = readerOf(language)
        .of(text)
        .flatMap(({ word, stem }) => (isPleasantry(word) ? [] : stem))
      if (remembered.size >= MOST_REMEMBERED) remembered.clear()
      remembered.set(key, stems)
      return stems
    },
    languageOf(text) {
      const known = languages.get(text)
      if (known !== undefined) return known || undefined
      const language = languageOf(text)
      if (languages.size >= MOST_REMEMBERED) languages.clear()
      languages.set(text, language ?? '')
      return language
    },
  }
}
