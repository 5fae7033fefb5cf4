import { join } from 'node:path'
import { z } from 'zod'
import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import type { Passage } from '../../server/protocol/assists.ts'
import type { Dataset } from './dataset.ts'
import { measureBot } from './measure-bot.ts'
import { evaluatedEndpoint, measureKnowledge } from './measure-knowledge.ts'
import { readArticlesOf } from './read-articles.ts'
import { readJson } from './read-json.ts'

const questionsSchema = z.object({
  answerable: z.array(z.object({ question: z.string(), article: z.string(), answerIncludes: z.string() })),
  unanswerable: z.array(z.string()),
})

/** Northline's articles and what its customers ask, much of it in slang and some of it answered nowhere. */
export const demo: Dataset = {
  holds: 'folder with questions.json and the articles in knowledge/; without it, the demo’s own',
  data: 'e2e/demo',
  async evaluate(folder) {
    const questions = await readJson(join(folder, 'questions.json'), questionsSchema)
    const knowledge = createKnowledge()
    await knowledge.load(evaluatedEndpoint, await readArticlesOf(join(folder, 'knowledge')))
    const asked = [
      ...questions.answerable.map(({ question, article, answerIncludes }) => ({
        turns: [{ from: 'customer' as const, text: question }],
        answeredBy: [article],
        needsKnowledge: true,
        isAnsweredBy: ({ answer }: Passage) => answer.includes(answerIncludes),
      })),
      ...questions.unanswerable.map(text => ({
        turns: [{ from: 'customer' as const, text }],
        needsKnowledge: false,
      })),
    ]
    const { measures, figures } = measureKnowledge(knowledge, asked)
    return { measures: [...measures, ...measureBot(knowledge, asked)], figures }
  },
}
