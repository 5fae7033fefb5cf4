import { newStemmer } from 'snowball-stemmers'

const MOST_REMEMBERED = 50_000

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

const stemmers = new Map<string, (word: string) => string>()

/**
 * Finds the stems of a language's words; the words themselves where no rules are known. Knowledge is indexed anew with
 * each change and mostly of the same words, so that stems outlive an index.
 */
export function stemmerOf(language: string): (word: string) => string {
  const known = stemmers.get(language)
  if (known) return known
  const algorithm = algorithms[language]
  const stemOf = algorithm ? rememberingStems(newStemmer(algorithm)) : (word: string) => word
  stemmers.set(language, stemOf)
  return stemOf
}

function rememberingStems(stemmer: ReturnType<typeof newStemmer>): (word: string) => string {
  const stems = new Map<string, string>()
  return word => {
    const known = stems.get(word)
    if (known !== undefined) return known
    if (stems.size >= MOST_REMEMBERED) stems.clear()
    const stem = stemmer.stem(word)
    stems.set(word, stem)
    return stem
  }
}
