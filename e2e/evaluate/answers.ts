import { z } from 'zod'
import { mask } from '../../server/privacy/mask.ts'
import { type Dataset, type Evaluation, share } from './dataset.ts'
import { readJsonLines } from './read-json.ts'

/** An agent's question, what the customer answered, and what of the answer is personal. */
const answerSchema = z.strictObject({
  question: z.string(),
  answer: z.string(),
  personal: z.array(z.string()),
})
type Answer = z.infer<typeof answerSchema>

/** Answers that only their question makes personal: how much masking gains by knowing it. */
export const answers: Dataset = {
  holds: 'a file of JSON lines {question, answer, personal: [text]}',
  data: 'e2e/evaluate/answers.jsonl',
  evaluate: async file => measureAnswers(await readJsonLines(file, answerSchema)),
}

function measureAnswers(given: readonly Answer[]): Evaluation {
  const personal = given.filter(({ personal }) => personal.length > 0)
  const other = given.filter(({ personal }) => personal.length === 0)
  const found = (withQuestion: boolean) =>
    personal.map(one => [Number(isHidden(one, withQuestion)), 1] as const)
  const touched = (withQuestion: boolean) =>
    other.map(one => [Number(maskedAnswer(one, withQuestion) !== one.answer), 1] as const)
  return {
    measures: [
      {
        name: 'privacy.answersMasked',
        tallies: found(true),
        value: share,
        floors: { 'without the question': found(false) },
        goal: { atLeast: 0.95 },
      },
      {
        name: 'privacy.otherAnswersTouched',
        tallies: touched(true),
        value: share,
        floors: { 'without the question': touched(false) },
        goal: { atMost: 0.05 },
      },
    ],
    notes: given
      .filter(one =>
        one.personal.length > 0 ? !isHidden(one, true) : maskedAnswer(one, true) !== one.answer,
      )
      .map(one => `wrong: ${one.question} – ${one.answer} – ${maskedAnswer(one, true)}`),
  }
}

const maskedAnswer = ({ question, answer }: Answer, withQuestion: boolean) =>
  mask(answer, withQuestion ? { before: question } : {}).text

/** Whether no word of what is personal is left. */
function isHidden(one: Answer, withQuestion: boolean): boolean {
  const left = maskedAnswer(one, withQuestion).replaceAll(/\[[^\]]*\]/g, '')
  return one.personal.every(
    value => !value.split(/[\s,]+/).some(word => word.length > 1 && left.includes(word)),
  )
}
