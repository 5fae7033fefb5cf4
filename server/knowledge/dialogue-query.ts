import { answerKindsWanted } from './answer-kinds.ts'
import type { Dialogue } from './knowledge.ts'
import type { Looked, PassageIndex } from './passage-index.ts'
import { sentencesOf } from './sentences.ts'
import { isAgreement, isPleasantry, isQuestionWord } from './stop-words.ts'
import type { Wanted } from './term-index.ts'
import { fold } from './tokens.ts'
import { wordsOf } from './words.ts'

/*
 * Weights beside the last turn's words, which weigh 1. Words of the turns before only tip the balance: names of things
 * fade with each turn, others count for three turns, and nothing of it is needed where it is known what is spoken of.
 */
const NAME = 0.3
const RECENT = 0.3
const FADING = 0.7
const RECENT_TURNS = 3
/** Words of asking ("available", "know") and of the subject's own kind ("hotel"). */
const OF_ASKING = 0.1
const OF_KIND = 0.3
/** In little knowledge all words keep the same company; that takes no more than this from their weight. */
const LEAST_PARTICULAR = 0.2
/** What another word counts that stands in the same company, and how fast that falls as it is less like. */
const LIKE = 0.6
const LIKENESS_POWER = 2

/** Subjects and names said longer ago than this are forgotten. */
const REMEMBERED_TURNS = 12
/** What is read of one turn, in characters: a pasted log is not a longer question. */
const READ_OF_TURN = 2000
const MAX_TERMS = 32

/** What to look for. */
export interface DialogueQuery extends Looked {
  /** Stems of the last turn that carry meaning, without names; of what it refers to where it has none of its own. */
  asked: string[]
  /** Stems of the last turn as they were said, names included. */
  said: string[]
  /** Marks of the kinds of answer that the last turn wants. */
  kinds: readonly string[]
  /** The last turn itself said what it is about. */
  spelledOut: boolean
}

type Turn = Dialogue['turns'][number]

/** Reads a dialogue for one index; undefined where the last turn is small talk or says too little to look for. */
export function dialogueQuery({ turns }: Dialogue, index: PassageIndex): DialogueQuery | undefined {
  const [last, ...earlier] = turns.slice(-REMEMBERED_TURNS).map(shortened).reverse()
  if (!last) return undefined
  const texts = [last, ...earlier].map(({ text }) => text)
  const { strengths: subjects, names } = index.subjects.spokenOf(texts, index.spelling)
  const context = contextWeights(earlier, index)
  const said = isSmallTalk(last.text, index) ? [] : stems(last.text, index)
  const asked = said.length > 0 ? withoutNames(said, names) : referredTo(last, earlier[0], context, index)
  if (asked.length === 0) return undefined
  const weights = weigh(asked, subjects, index)
  const kinds = answerKindsWanted(last.text)
  for (const kind of kinds) weights.set(kind, index.telling(kind))
  if (subjects.size === 0) {
    for (const [stem, share] of context) {
      if (!weights.has(stem)) weights.set(stem, share * index.telling(stem))
    }
  }
  return {
    asked,
    said,
    subjects,
    wanted: wantedOf(weights, new Set(asked), index),
    kinds,
    spelledOut: said.length > 0,
  }
}

const shortened = ({ from, text }: Turn): Turn => ({ from, text: text.slice(0, READ_OF_TURN) })

/** Stems as they were meant, each once. */
const stems = (text: string, index: PassageIndex): string[] => index.stemsMeant(text).slice(0, MAX_TERMS)

/** A name says what is spoken of and not what is asked of it; alone it asks for all there is. */
function withoutNames(said: string[], names: ReadonlySet<string>): string[] {
  const asked = said.filter(stem => !names.has(stem))
  return asked.length > 0 ? asked : said
}

/** All that it says beside words without a subject are greetings, thanks or agreement. */
const isSmallTalk = (text: string, { tokens }: PassageIndex) =>
  tokens.of(text).every(token => isPleasantry(token.word))

/** "How much is it?" asks about what was spoken of; "Yes, please" about what the other side has just offered. */
function referredTo(
  last: Turn,
  before: Turn | undefined,
  context: Map<string, number>,
  index: PassageIndex,
): string[] {
  const words = wordsOf(last.text)
  if (words.some(word => isQuestionWord(fold(word.text)))) return [...context.keys()]
  const agrees = before && before.from !== 'customer' && words.some(word => isAgreement(fold(word.text)))
  return agrees ? stems(questionsOf(before.text), index) : []
}

/** Weights of the words that ask, by how telling each is about what is spoken of. */
function weigh(
  asked: string[],
  subjects: ReadonlyMap<number, number>,
  index: PassageIndex,
): Map<string, number> {
  const things = [...subjects].filter(([number]) => index.subjects.isThing(number))
  const [subject] = things.sort(([, one], [, other]) => other - one)[0] ?? []
  const ofKind = new Set(things.flatMap(([number]) => index.subjects.wordsOf(number)))
  return new Map(
    asked.map(stem => {
      const telling =
        index.weights.weigh(stem, subject) * Math.sqrt(Math.max(LEAST_PARTICULAR, index.particular(stem)))
      return [
        stem,
        telling * (index.tokens.isOfAsking(stem) ? OF_ASKING : 1) * (ofKind.has(stem) ? OF_KIND : 1),
      ]
    }),
  )
}

/** Weights of what was said before, 0 to 1, by stems that the index knows; `earlier` is newest first. */
function contextWeights(earlier: Turn[], index: PassageIndex): Map<string, number> {
  const weights = new Map<string, number>()
  const weigh = (stem: string, weight: number) => {
    if (index.has(stem)) weights.set(stem, Math.max(weights.get(stem) ?? 0, weight))
  }
  earlier.forEach((turn, age) => {
    const said = stems(turn.text, index)
    for (const stem of said) if (index.isName(stem)) weigh(stem, NAME * FADING ** age)
    if (age < RECENT_TURNS - 1) for (const stem of recentlyAsked(turn, said, index)) weigh(stem, RECENT)
  })
  return weights
}

/** All that a customer says matters for a while; of the other side's words only its questions do. */
const recentlyAsked = (turn: Turn, said: string[], index: PassageIndex): string[] =>
  turn.from === 'customer' ? said : stems(questionsOf(turn.text), index)

const questionsOf = (text: string) =>
  sentencesOf(text)
    .filter(sentence => /[?？؟]/.test(sentence))
    .join('\n')

/** The heaviest words, those that were asked with the words like them. */
const wantedOf = (weights: Map<string, number>, asked: Set<string>, index: PassageIndex): Wanted[] =>
  [...weights]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MAX_TERMS)
    .map(([term, weight]) => ({
      term,
      weight,
      likes: asked.has(term)
        ? index.like(term).map(([like, likeness]) => [like, LIKE * likeness ** LIKENESS_POWER] as const)
        : [],
    }))
