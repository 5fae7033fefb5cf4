import type { Conversation, Said, Sentence } from './conversation.ts'
import {
  agentAct,
  answersInKind,
  customerAct,
  isQuestion,
  onlyAsksForPerson,
  saysYesOrNo,
} from './speech-acts.ts'

/** Something that the customer asked, and where an answer came. */
export interface Asked {
  readonly sentence: Sentence
  /** Every message that asked it; a customer who asks again asks the same. */
  readonly seqs: readonly number[]
  readonly answered: boolean
}

const SAME = 0.6

/**
 * What the customer asked, oldest first, and whether anybody answered. An answer speaks of the same things, says yes or
 * no, or has the time or amount that was asked for; the only open question of the customer's last messages is taken
 * as answered by whatever an agent then states. A customer who only thanks has their answers.
 */
export function findAsked(conversation: Conversation, isPersonRequest: (text: string) => boolean): Asked[] {
  let asked: Asked[] = []
  let burst: Asked['sentence'][] = []
  let hasAgentAnswered = false
  let before: ReadonlySet<string> = new Set()
  for (const said of conversation) {
    if (said.from === 'customer') {
      if (hasAgentAnswered && isMereThanks(said)) asked = asked.map(answer)
      if (hasAgentAnswered) burst = []
      hasAgentAnswered = false
      for (const sentence of questionsOf(said, before, isPersonRequest)) {
        asked = ask(asked, sentence)
        burst.push(sentence)
      }
    } else {
      const statements = said.sentences.filter(sentence => informs(sentence))
      for (const statement of statements) asked = answerWith(asked, statement, burst)
      if (statements.length > 0 && said.from === 'agent') hasAgentAnswered = true
      before = stemsOf(said.sentences)
    }
  }
  return asked
}

const answer = (one: Asked): Asked => ({ ...one, answered: true })

function questionsOf(
  { sentences }: Said,
  before: ReadonlySet<string>,
  isPersonRequest: (text: string) => boolean,
): Sentence[] {
  return sentences.filter(
    sentence =>
      sentence.stems.size > 0 &&
      customerAct(sentence) !== 'statement' &&
      !isEcho(sentence, before) &&
      !onlyAsksForPerson(sentence, isPersonRequest),
  )
}

/** "No access??" only repeats what was said. */
const isEcho = ({ stems, folded }: Sentence, before: ReadonlySet<string>) =>
  /\?\s*[?!]/.test(folded) && stems.isSubsetOf(before)

function ask(asked: readonly Asked[], sentence: Sentence): Asked[] {
  const again = asked.findIndex(known => alike(known.sentence.stems, sentence.stems) >= SAME)
  const known = asked[again]
  if (!known) return [...asked, { sentence, seqs: [sentence.seq], answered: false }]
  const seqs = known.seqs.includes(sentence.seq) ? known.seqs : [...known.seqs, sentence.seq]
  return asked.with(again, { ...known, seqs, answered: false })
}

/** Not a mere question nor a delay: something that could be an answer. */
function informs(sentence: Sentence): boolean {
  const act = agentAct(sentence)
  if (act === 'question') return proposes(sentence)
  return act !== 'holding' && (sentence.stems.size > 0 || saysYesOrNo(sentence))
}

/** "How about the Acorn?", or "The Acorn is available, shall I book it?" where the question comes last. */
function proposes({ folded, stems, language }: Sentence): boolean {
  const said = /^(.*)(?:[,;]| [-–—] )/.exec(folded)?.[1] ?? ''
  return (
    PROPOSAL.test(folded) ||
    (stems.size >= 4 && said.length > folded.length / 2 && !isQuestion(said, language))
  )
}

const PROPOSAL = /\b(?:how|what) about\b|\bwie waere(?:'s| es) mit\b|\bque diriez-vous\b|\bque tal\b/

function answerWith(asked: readonly Asked[], statement: Sentence, burst: readonly Sentence[]): Asked[] {
  const open = asked.filter(({ answered }) => !answered)
  const meant = open.filter(
    ({ sentence }) =>
      sharesAny(sentence.stems, statement.stems) ||
      (burst.includes(sentence) && answersInKind(sentence, statement)),
  )
  const answered = meant.length > 0 ? meant : guessed(open, statement, burst)
  return asked.map(one => (answered.includes(one) ? answer(one) : one))
}

/** The virtual agent's words answer only what they speak of: it may not have understood. */
function guessed(open: readonly Asked[], statement: Sentence, burst: readonly Sentence[]): Asked[] {
  if (statement.from !== 'agent') return []
  const fresh = open.filter(({ sentence }) => burst.includes(sentence))
  const last = fresh.at(-1)
  return last && (fresh.length === 1 || saysYesOrNo(statement)) ? [last] : []
}

/** "Perfect, thank you Dana." */
function isMereThanks({ text, sentences }: Said): boolean {
  return (
    THANKS.test(text) &&
    stemsOf(sentences).size <= 1 &&
    sentences.every(one => customerAct(one) === 'statement')
  )
}

const THANKS = /\b(?:thank|thanks|thx|cheers|danke|dank|merci|gracias)|ありがとう|شكرا/iu

const stemsOf = (sentences: readonly Sentence[]) => new Set(sentences.flatMap(({ stems }) => [...stems]))

const sharesAny = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  !one.isDisjointFrom(other) && !isOfAnother(one, other)

/** Two orders are two things, however alike the words around their numbers. */
function isOfAnother(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const numbers = numbersOf(one)
  const others = numbersOf(other)
  return numbers.size > 0 && others.size > 0 && numbers.isDisjointFrom(others)
}

const LONG_NUMBER = /\d{4}/
const NONE: ReadonlySet<string> = new Set()
/** Every sentence is compared with every question: its numbers are looked for once. */
const rememberedNumbers = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()

function numbersOf(stems: ReadonlySet<string>): ReadonlySet<string> {
  const known = rememberedNumbers.get(stems)
  if (known) return known
  const found = [...stems].filter(stem => LONG_NUMBER.test(stem))
  const numbers = found.length > 0 ? new Set(found) : NONE
  rememberedNumbers.set(stems, numbers)
  return numbers
}

/** Share of the smaller set that the other one has too; sets of one word must be the same. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const smaller = Math.min(one.size, other.size)
  if ((smaller < 2 && one.size !== other.size) || isOfAnother(one, other)) return 0
  return one.intersection(other).size / (smaller || 1)
}
