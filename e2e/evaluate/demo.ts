import { join } from 'node:path'
import { z } from 'zod'
import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import type { Knowledge } from '../../server/knowledge/knowledge.ts'
import type { Dataset, Measure } from './dataset.ts'
import { share } from './dataset.ts'
import { evaluatedEndpoint, measureKnowledge } from './measure-knowledge.ts'
import { readArticlesOf } from './read-articles.ts'
import { readJson } from './read-json.ts'

const questionsSchema = z.object({
  answerable: z.array(z.object({ question: z.string(), article: z.string(), answerIncludes: z.string() })),
  unanswerable: z.array(z.string()),
})
type Questions = z.infer<typeof questionsSchema>

/** Northline's articles and what its customers ask, much of it in slang and some of it answered nowhere. */
export const demo: Dataset = {
  holds: 'folder with questions.json and the articles in knowledge/; without it, the demo’s own',
  data: 'e2e/demo',
  async evaluate(folder) {
    const questions = await readJson(join(folder, 'questions.json'), questionsSchema)
    const knowledge = createKnowledge()
    await knowledge.load(evaluatedEndpoint, await readArticlesOf(join(folder, 'knowledge')))
    const { measures, figures } = measureKnowledge(knowledge, [
      ...questions.answerable.map(({ question, article }) => ({
        turns: [{ from: 'customer' as const, text: question }],
        answeredBy: [article],
        needsKnowledge: true,
      })),
      ...questions.unanswerable.map(text => ({
        turns: [{ from: 'customer' as const, text }],
        needsKnowledge: false,
      })),
    ])
    return { measures: [...measures, ...measureBot(knowledge, questions)], figures }
  },
}

/** What the virtual agent would answer by itself: how often it does, and how often that is right. */
function measureBot(knowledge: Knowledge, { answerable, unanswerable }: Questions): Measure[] {
  const asked = [
    ...answerable.map(({ question, answerIncludes }) => ({ question, answerIncludes })),
    ...unanswerable.map(question => ({ question, answerIncludes: undefined })),
  ].map(({ question, answerIncludes }) => {
    const { passages, sure } = knowledge.search(
      evaluatedEndpoint,
      { turns: [{ from: 'customer', text: question }] },
      1,
    )
    const isRight = answerIncludes !== undefined && (passages[0]?.answer.includes(answerIncludes) ?? false)
    return { sure, isRight, isAnswerable: answerIncludes !== undefined }
  })
  return [
    {
      name: 'bot.precision',
      value: share,
      tallies: asked.map(({ sure, isRight }) => (sure ? [Number(isRight), 1] : [0, 0])),
    },
    {
      name: 'bot.recall',
      value: share,
      tallies: asked.map(({ sure, isRight, isAnswerable }) =>
        isAnswerable ? [Number(sure && isRight), 1] : [0, 0],
      ),
    },
  ]
}
