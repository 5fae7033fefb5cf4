import { answerKindsWanted } from './answer-kinds.ts'
import type { Dialogue } from './knowledge.ts'
import type { PassageIndex } from './passage-index.ts'
import { sentencesOf } from './sentences.ts'
import { isAgreement, isPleasantry, isQuestionWord } from './stop-words.ts'
import { fold } from './tokens.ts'
import { wordsOf } from './words.ts'

/*
 * Weights beside the last turn's words, which weigh 1. An article named by its whole title stays the subject and
 * fades with each turn; names fade the same way; other words of the last three turns only tip the balance.
 */
const SUBJECT = 1
const NAME = 0.3
const RECENT = 0.3
const FADING = 0.7
const RECENT_TURNS = 3

/** Subjects and names said longer ago than this are forgotten. */
const REMEMBERED_TURNS = 8
/** What is read of one turn, in characters: a pasted log is not a longer question. */
const READ_OF_TURN = 2000
const MAX_TERMS = 32

/** What to look for. */
export interface DialogueQuery {
  /** Stems of the last turn that carry meaning; of what it refers to where it has none of its own. */
  asked: string[]
  /** Weights of all stems, those of the dialogue before included. */
  weights: Map<string, number>
  /** The last turn itself said what it is about. */
  spelledOut: boolean
}

type Turn = Dialogue['turns'][number]

/** Reads a dialogue for one index; undefined where the last turn is small talk or says too little to look for. */
export function dialogueQuery({ turns }: Dialogue, index: PassageIndex): DialogueQuery | undefined {
  const [last, ...earlier] = turns.slice(-REMEMBERED_TURNS).map(shortened).reverse()
  if (!last) return undefined
  const context = contextWeights(earlier, index)
  const own = isSmallTalk(last.text, index) ? [] : stems(last.text, index)
  const asked = own.length > 0 ? own : referredTo(last, earlier[0], context, index)
  if (asked.length === 0) return undefined
  const weights = new Map(context)
  for (const term of [...asked, ...answerKindsWanted(last.text)]) weights.set(term, 1)
  return { asked, weights: heaviest(weights, index), spelledOut: own.length > 0 }
}

const shortened = ({ from, text }: Turn): Turn => ({ from, text: text.slice(0, READ_OF_TURN) })

const stems = (text: string, index: PassageIndex) => index.stemsOf(text).slice(0, MAX_TERMS)

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
  return agrees ? stems(questionsOf(before.text), index).filter(stem => index.has(stem)) : []
}

/** Weights of what was said before, by stems that the index knows; `earlier` is newest first. */
function contextWeights(earlier: Turn[], index: PassageIndex): Map<string, number> {
  const weights = new Map<string, number>()
  const weigh = (stem: string, weight: number) => {
    if (index.has(stem)) weights.set(stem, Math.max(weights.get(stem) ?? 0, weight))
  }
  earlier.forEach((turn, age) => {
    const said = stems(turn.text, index)
    const fading = FADING ** age
    for (const stem of index.subjectsIn(said)) weigh(stem, SUBJECT * fading)
    for (const stem of said) if (index.isName(stem)) weigh(stem, NAME * fading)
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

function heaviest(weights: Map<string, number>, index: PassageIndex): Map<string, number> {
  if (weights.size <= MAX_TERMS) return weights
  const mass = ([stem, weight]: [string, number]) => weight * index.telling(stem)
  return new Map([...weights].sort((one, other) => mass(other) - mass(one)).slice(0, MAX_TERMS))
}
