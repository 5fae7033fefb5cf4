import type { Quote } from '../protocol/assists.ts'
import type { Conversation, Sentence } from './conversation.ts'
import { readSentence } from './conversation.ts'
import { hasPhrase } from './match-playbook.ts'
import type { Reading } from './reading.ts'
import { agentAct } from './speech-acts.ts'

export interface Code {
  code: string
  name: string
  phrases?: readonly string[]
}

export interface ChosenCode {
  code: string
  because: Quote
}

/** How much of a code's name the conversation must speak of, and by how much more than of any other code's. */
const CLEAR = 0.6
const AHEAD = 0.1
const PARENTS = 0.25
const MOST_CODES = 500

/**
 * The one of the codes that the conversation speaks of, with the sentence that does most; undefined where none does
 * clearly. What is rare among the codes' names tells more; the levels above a code only help to decide.
 */
export function chooseCode(
  codes: readonly Code[],
  conversation: Conversation,
  reading: Reading,
): ChosenCode | undefined {
  const sentences = tellingSentences(conversation)
  const language = sentences[0]?.language
  if (!language) return undefined
  const read = codes.slice(0, MOST_CODES).map(code => readCode(code, language, reading))
  const codesWith = new Map<string, number>()
  for (const { name } of read) for (const stem of name) codesWith.set(stem, (codesWith.get(stem) ?? 0) + 1)
  const telling = (stem: string) => Math.log(1 + read.length / (codesWith.get(stem) ?? read.length))
  const ranked = read
    .flatMap(one => scoreOf(one, sentences, telling) ?? [])
    .toSorted((one, other) => other.score - one.score)
  const [best, second] = ranked
  if (!best || best.score < CLEAR || best.score - (second?.score ?? 0) < AHEAD) return undefined
  return { code: best.code, because: { seq: best.sentence.seq, sentence: best.sentence.text } }
}

/** What the customer said and what was done for them. */
const tellingSentences = (conversation: Conversation): Sentence[] =>
  conversation.flatMap(({ from, sentences }) =>
    sentences.filter(
      sentence =>
        sentence.stems.size > 0 &&
        (from === 'customer' || (from === 'agent' && agentAct(sentence) === 'done')),
    ),
  )

interface ReadCode {
  code: string
  name: ReadonlySet<string>
  parents: ReadonlySet<string>
  phrases: Sentence[]
}

function readCode({ code, name, phrases = [] }: Code, language: string, reading: Reading): ReadCode {
  const levels = name.split(/\s*[>›]\s*/)
  const own = levels.pop() ?? name
  return {
    code,
    name: new Set(reading.stemsOf(own, language)),
    parents: new Set(reading.stemsOf(levels.join(' '), language)),
    phrases: phrases.map(text => readSentence(text, { seq: 0, from: 'agent', language }, reading)),
  }
}

function scoreOf(
  { code, name, parents, phrases }: ReadCode,
  sentences: readonly Sentence[],
  telling: (stem: string) => number,
): { code: string; score: number; sentence: Sentence } | undefined {
  const weigh = (stems: ReadonlySet<string>) => [...stems].reduce((sum, stem) => sum + telling(stem), 0)
  const share = (of: ReadonlySet<string>, said: ReadonlySet<string>) =>
    weigh(of.intersection(said)) / (weigh(of) || 1)
  const said = new Set(sentences.flatMap(({ stems }) => [...stems]))
  let best: { score: number; sentence: Sentence } | undefined
  for (const sentence of sentences) {
    const phrase = phrases.some(one => hasPhrase(sentence, one)) ? 1 : 0
    // What one sentence says weighs more than what the words of several add up to.
    const score = Math.max(phrase, 0.75 * share(name, sentence.stems) + 0.25 * share(name, said))
    if (!best || score > best.score) best = { score, sentence }
  }
  return best && best.score > 0
    ? { code, sentence: best.sentence, score: best.score + PARENTS * share(parents, said) }
    : undefined
}
