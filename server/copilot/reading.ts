import { detect } from 'tinyld'

/** How texts are read: their sentences, the stems of the words that carry meaning, and their language (ISO 639-1). */
export interface Reading {
  sentencesOf(text: string): readonly string[]
  stemsOf(text: string, language: string): string[]
  /** Undefined where a text is too short to tell. */
  languageOf(text: string): string | undefined
}

export interface ReadingParts {
  sentencesOf: (text: string) => readonly string[]
  /** The words of a text that carry meaning, with their stems. */
  tokensOf: (language: string) => { of(text: string): { word: string; stem: string }[] }
  /** Whether a word is part of a greeting or thanks. */
  isPleasantry: (word: string) => boolean
}

/** Told apart by the detector; more of them would only make short texts less sure. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja', 'ar', 'zh', 'ko', 'ru', 'tr', 'pl']
const LANGUAGE_SAMPLE = 1_000

/** Reads as the knowledge engine does. */
export function createReading({ sentencesOf, tokensOf, isPleasantry }: ReadingParts): Reading {
  const readers = new Map<string, ReturnType<typeof tokensOf>>()
  const readerOf = (language: string) => {
    const known = LANGUAGES.includes(language) ? language : 'en'
    const reader = readers.get(known) ?? tokensOf(known)
    readers.set(known, reader)
    return reader
  }
  return {
    sentencesOf,
    stemsOf: (text, language) =>
      readerOf(language)
        .of(text)
        .flatMap(({ word, stem }) => (isPleasantry(word) ? [] : stem)),
    languageOf: text => detect(text.slice(0, LANGUAGE_SAMPLE), { only: LANGUAGES }) || undefined,
  }
}
