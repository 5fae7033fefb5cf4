import type { Playbook } from '../protocol/playbooks.ts'
import { readSentence, type Sentence } from './conversation.ts'
import type { Reading } from './reading.ts'
import { speechPatternsOf } from './speech-patterns.ts'

export interface PlaybookMatch {
  playbook: Playbook
  sentence: Sentence
  /** 0 to 1; 1 for a phrase. */
  score: number
}

/** What an example and a sentence must share, by how telling the words are, and in words. */
const NEARLY_THE_SAME = 0.6
const SHARED_WORDS = 2
const EXAMPLE_SHARE = 0.7

/**
 * The playbook that one of these sentences calls for, and which sentence: the nearest match, of equals the last one said.
 * A sentence that refuses ("I don't want to cancel") calls for nothing that is not refused as well.
 */
export function matchPlaybook(
  playbooks: readonly Playbook[],
  sentences: readonly Sentence[],
  reading: Reading,
): PlaybookMatch | undefined {
  let best: PlaybookMatch | undefined
  for (const [language, spoken] of Map.groupBy(sentences, sentence => sentence.language)) {
    const { read, tellingOf } = triggersOf(playbooks, language, reading)
    for (const sentence of spoken) {
      for (const triggers of read) {
        const score = scoreOf(triggers, sentence, tellingOf)
        const isBetter =
          !best || score > best.score || (score === best.score && sentence.seq > best.sentence.seq)
        if (score > 0 && isBetter) best = { playbook: triggers.playbook, sentence, score }
      }
    }
  }
  return best
}

interface Triggers {
  playbook: Playbook
  phrases: Sentence[]
  examples: Sentence[]
}

interface ReadPlaybooks {
  read: Triggers[]
  tellingOf: (stem: string) => number
}

/** An endpoint's playbooks are read once for each language, until its settings are loaded anew. */
const known = new WeakMap<readonly Playbook[], Map<string, ReadPlaybooks>>()

function triggersOf(playbooks: readonly Playbook[], language: string, reading: Reading): ReadPlaybooks {
  const languages = known.get(playbooks) ?? new Map<string, ReadPlaybooks>()
  known.set(playbooks, languages)
  const before = languages.get(language)
  if (before) return before
  const read = playbooks.map(playbook => readTriggers(playbook, language, reading))
  const made = { read, tellingOf: tellingWords(read) }
  languages.set(language, made)
  return made
}

function readTriggers(playbook: Playbook, language: string, reading: Reading): Triggers {
  const read = (text: string) => readSentence(text, { seq: 0, from: 'customer', language }, reading)
  return { playbook, phrases: playbook.phrases.map(read), examples: playbook.examples.map(read) }
}

/** A word that few playbooks speak of tells more than one that all do. */
function tellingWords(read: readonly Triggers[]): (stem: string) => number {
  const playbooksWith = new Map<string, number>()
  for (const { phrases, examples } of read) {
    const stems = new Set([...phrases, ...examples].flatMap(({ stems }) => [...stems]))
    for (const stem of stems) playbooksWith.set(stem, (playbooksWith.get(stem) ?? 0) + 1)
  }
  return stem => Math.log(1 + (read.length + 1) / (playbooksWith.get(stem) ?? 1))
}

function scoreOf(
  { phrases, examples }: Triggers,
  sentence: Sentence,
  tellingOf: (stem: string) => number,
): number {
  if (phrases.some(phrase => hasPhrase(sentence, phrase))) return 1
  return Math.max(0, ...examples.map(example => likeness(sentence, example, tellingOf)))
}

/** All words of meaning, whatever their form; "not working" needs something that is not. */
export function hasPhrase(sentence: Sentence, phrase: Sentence): boolean {
  if (phrase.stems.size === 0) return ` ${sentence.folded} `.includes(` ${phrase.folded} `)
  return phrase.stems.isSubsetOf(sentence.stems) && isSameSide(sentence, phrase)
}

function likeness(sentence: Sentence, example: Sentence, tellingOf: (stem: string) => number): number {
  const shared = sentence.stems.intersection(example.stems)
  if (shared.size < Math.min(SHARED_WORDS, example.stems.size) || shared.size === 0) return 0
  if (!isSameSide(sentence, example)) return 0
  const weigh = (stems: ReadonlySet<string>) => [...stems].reduce((sum, stem) => sum + tellingOf(stem), 0)
  const ofExample = weigh(shared) / weigh(example.stems)
  const ofSentence = weigh(shared) / weigh(sentence.stems)
  const score = EXAMPLE_SHARE * ofExample + (1 - EXAMPLE_SHARE) * ofSentence
  return ofExample >= NEARLY_THE_SAME && score >= NEARLY_THE_SAME ? Math.min(score, 0.99) : 0
}

/** Both deny something or neither does. A question that denies ("why can't I …?") is no refusal. */
function isSameSide(sentence: Sentence, trigger: Sentence): boolean {
  const { negated, question } = speechPatternsOf(sentence.language)
  const denies = negated.test(sentence.folded)
  const triggerDenies = negated.test(trigger.folded)
  if (triggerDenies) return denies
  return !denies || question.test(sentence.folded)
}
