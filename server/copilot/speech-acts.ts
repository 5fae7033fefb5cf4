import type { Sentence } from './conversation.ts'
import { speechPatternsOf } from './speech-patterns.ts'

/** What a sentence does in the conversation; `statement` is everything else. */
export type SpeechAct = 'question' | 'request' | 'promise' | 'done' | 'holding' | 'statement'

/** What a customer's sentence does. */
export function customerAct({ folded, language }: Sentence): 'question' | 'request' | 'statement' {
  const { question, request } = speechPatternsOf(language)
  if (question.test(folded)) return 'question'
  return request.test(folded) ? 'request' : 'statement'
}

/** What a sentence of an agent or of the virtual agent does. */
export function agentAct({ folded, language }: Sentence): SpeechAct {
  const { question, holding, promise, done, arranged, conditional, negated, request, time } =
    speechPatternsOf(language)
  const isDone = done.test(folded) && !deniesItself(folded, done, negated)
  // German puts the verb first in "Habe ich schon storniert." as well.
  if (question.test(folded) && !(isDone && folded.endsWith('.'))) return 'question'
  const promises = promise.test(folded) && !conditional.test(folded)
  // "I will check with the depot tomorrow" is a promise, "I will check" is not.
  if (holding.test(folded) && !(promises && time.test(folded)) && !done.test(withoutHolding(folded, holding)))
    return 'holding'
  if (arranged.test(folded) && !negated.test(folded)) return 'promise'
  // "I will write when it is confirmed" promises; "I have ordered one, it will be there on Monday" has done something.
  if (isDone && !(promises && folded.search(promise) < folded.search(done))) return 'done'
  if (promises) return 'promise'
  return request.test(folded) ? 'request' : 'statement'
}

/** Whether a text, folded for its language, asks something. */
export const isQuestion = (folded: string, language: string): boolean =>
  speechPatternsOf(language).question.test(folded)

/** Words beside the wish for a person that a sentence may have before it is about something. */
const MOST_STEMS_OF_A_WISH = 3

/** Whether a sentence asks for a person and is about nothing else. */
export const onlyAsksForPerson = (
  { folded, language, stems, text }: Sentence,
  isPersonRequest: (text: string) => boolean,
): boolean =>
  stems.size <= MOST_STEMS_OF_A_WISH &&
  (isPersonRequest(text) || speechPatternsOf(language).person.test(folded))

/** Whether a question waits for a time or an amount that a sentence has. */
export function answersInKind(question: Sentence, answer: Sentence): boolean {
  const { asksWhen, asksHowMuch } = speechPatternsOf(question.language)
  if (asksHowMuch.test(question.folded)) return /\p{Sc}|\d/u.test(answer.folded)
  return asksWhen.test(question.folded) && speechPatternsOf(answer.language).time.test(answer.folded)
}

/** Whether a sentence says yes or no to what was asked before it. */
export const saysYesOrNo = ({ folded, language }: Sentence): boolean =>
  speechPatternsOf(language).yesNo.test(folded)

const withoutHolding = (folded: string, holding: RegExp) => folded.replace(holding, ' ')

/** "I have not cancelled it" is nothing done; "I have cancelled it, so you will not be charged" is. */
function deniesItself(folded: string, done: RegExp, negated: RegExp): boolean {
  const { 0: match = '', index = 0 } = done.exec(folded) ?? {}
  const clause = folded.slice(0, index).split(/[,;:]/).at(-1) ?? ''
  return negated.test(clause) || negated.test(match)
}
