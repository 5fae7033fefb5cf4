import { join } from 'node:path'
import { z } from 'zod'
import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import type { KnowledgeDocument } from '../../server/knowledge/knowledge.ts'
import type { Passage } from '../../server/protocol/assists.ts'
import type { Dataset, Evaluation, Measure } from './dataset.ts'
import { measureBot } from './measure-bot.ts'
import { evaluatedEndpoint, measureKnowledge } from './measure-knowledge.ts'
import { readArticlesOf } from './read-articles.ts'
import { readJsonLines } from './read-json.ts'

const articleSchema = z.strictObject({
  domain: z.string(),
  id: z.string(),
  title: z.string(),
  body: z.string(),
})

/** What a customer says, after what the agent said before; `article` answers it where it needs knowledge. */
const turnSchema = z.strictObject({
  domain: z.string(),
  before: z.string().optional(),
  text: z.string(),
  article: z.string().optional(),
  answerIncludes: z.string().optional(),
})
type SpokenTurn = z.infer<typeof turnSchema>

/** Turns as they are spoken on the phone, without marks: questions and problems, and all else that people say there. */
export const spoken: Dataset = {
  holds: 'folder with turns.jsonl and articles.jsonl; domains without articles are asked of the demo’s',
  data: 'e2e/evaluate/spoken',
  async evaluate(folder) {
    const turns = await readJsonLines(join(folder, 'turns.jsonl'), turnSchema)
    const articles = await readJsonLines(join(folder, 'articles.jsonl'), articleSchema)
    const measured: Measure[][] = []
    for (const [domain, said] of Map.groupBy(turns, turn => turn.domain)) {
      const own = articles.filter(article => article.domain === domain)
      const documents = own.length > 0 ? own.map(documentOf) : await readArticlesOf('e2e/demo/knowledge')
      measured.push((await measureDomain(documents, said)).measures)
    }
    return { measures: together(measured) }
  },
}

const documentOf = ({ id, title, body }: z.infer<typeof articleSchema>): KnowledgeDocument => ({
  id,
  title,
  tags: [],
  body,
})

async function measureDomain(
  documents: KnowledgeDocument[],
  turns: readonly SpokenTurn[],
): Promise<Evaluation> {
  const knowledge = createKnowledge()
  await knowledge.load(evaluatedEndpoint, documents)
  const asked = turns.map(({ before, text, article, answerIncludes = '' }) => ({
    turns: [
      ...(before === undefined ? [] : [{ from: 'agent' as const, text: before }]),
      { from: 'customer' as const, text },
    ],
    needsKnowledge: article !== undefined,
    ...(article !== undefined && {
      answeredBy: [article],
      isAnsweredBy: ({ passageId, answer }: Passage) =>
        passageId.startsWith(`${article}#`) && answer.includes(answerIncludes),
    }),
  }))
  return { measures: [...measureKnowledge(knowledge, asked).measures, ...measureBot(knowledge, asked)] }
}

/** The same measures of several domains as one. */
const together = ([first = [], ...others]: Measure[][]): Measure[] =>
  first.map(measure => {
    const same = [
      measure,
      ...others.flatMap(measures => measures.filter(({ name }) => name === measure.name)),
    ]
    const { floors: _, ...rest } = measure
    return { ...rest, tallies: same.flatMap(({ tallies }) => tallies) }
  })
