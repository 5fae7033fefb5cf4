import type { Author, EventOf } from '../protocol/session-events.ts'
import { foldFor } from './fold.ts'
import type { Reading } from './reading.ts'

/** A sentence that somebody said, ready to be looked at. */
export interface Sentence {
  readonly seq: number
  readonly from: Author
  readonly language: string
  /** As it was said, at most 300 characters. */
  readonly text: string
  /** Lower case without accents, for patterns of its language. */
  readonly folded: string
  /** Of the words that carry meaning. */
  readonly stems: ReadonlySet<string>
}

/** What one person said in one go. */
export interface Said {
  readonly seq: number
  readonly at: number
  readonly from: Author
  readonly language: string
  readonly text: string
  readonly sentences: readonly Sentence[]
}

export type Conversation = readonly Said[]

const LONGEST_TEXT = 4_000
const LONGEST_SENTENCE = 300
const LANGUAGE_SAMPLE = 300

/**
 * The messages of a conversation, oldest first, read sentence by sentence, each in its author's language: that is
 * told from all that they wrote, and is `language` where they wrote too little.
 */
export function readConversation(
  messages: readonly EventOf<'message'>[],
  reading: Reading,
  language = 'en',
): Conversation {
  const spoken = messages.flatMap(message => (message.text ? [{ ...message, text: message.text }] : []))
  const languages = new Map<Author, string>()
  for (const [author, theirs] of Map.groupBy(spoken, ({ from }) => from)) {
    const sample = theirs.map(({ text }) => reading.withoutMarkup(text)).join('\n')
    languages.set(author, reading.languageOf(sample.slice(-LANGUAGE_SAMPLE)) ?? language)
  }
  return spoken.map(({ seq, at, from, text }) => {
    const theirs = languages.get(from) ?? language
    const cut = text.slice(0, LONGEST_TEXT)
    const sentences = readText(cut, theirs, reading).map(read => ({ ...read, seq, from, language: theirs }))
    return { seq, at, from, language: theirs, text: cut, sentences }
  })
}

type ReadText = readonly Pick<Sentence, 'text' | 'folded' | 'stems'>[]

const MOST_REMEMBERED = 2_000
const LONGEST_REMEMBERED = 1_000
const remembered = new WeakMap<Reading, Map<string, ReadText>>()

/** A text by its sentences. A conversation is read again with each of its messages, so the last texts are remembered. */
function readText(text: string, language: string, reading: Reading): ReadText {
  const texts = remembered.get(reading) ?? new Map<string, ReadText>()
  remembered.set(reading, texts)
  const key = `${language} ${text}`
  const known = texts.get(key)
  if (known) return known
  const read = reading
    .sentencesOf(text)
    .flatMap(splitLowerCase)
    .map(sentence => wordsOf(sentence, language, reading))
  if (texts.size >= MOST_REMEMBERED) texts.clear()
  if (text.length <= LONGEST_REMEMBERED) texts.set(key, read)
  return read
}

/** Many people begin no sentence with a capital: "it is free. anything else?" */
const splitLowerCase = (sentence: string): string[] =>
  sentence.split(
    /(?<=[?!]|(?<!\b(?:approx|min|max|incl|excl|etc|evtl|inkl|bzw|tel|env|aprox|no|nr))[\p{L}\p{N}]{2}\.)\s+(?=\p{Ll}{2})/u,
  )

/** One sentence by itself. */
export function readSentence(
  text: string,
  said: Pick<Sentence, 'seq' | 'from' | 'language'>,
  reading: Reading,
): Sentence {
  return { ...said, ...wordsOf(text, said.language, reading) }
}

function wordsOf(text: string, language: string, reading: Reading): ReadText[number] {
  const short = shorten(text, LONGEST_SENTENCE)
  return {
    text: short,
    folded: foldFor(language, short),
    stems: new Set(reading.stemsOf(short, language)),
  }
}

/** At most so many characters, cut between words. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${space > length / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')}…`
}
