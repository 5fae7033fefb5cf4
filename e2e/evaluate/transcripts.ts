import { join } from 'node:path'
import { z } from 'zod'
import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import { authorSchema } from '../../server/protocol/session-events.ts'
import type { Conversation } from './conversations.ts'
import type { Dataset } from './dataset.ts'
import { evaluatedEndpoint, measureKnowledge } from './measure-knowledge.ts'
import { measureReplies } from './measure-replies.ts'
import { readArticlesOf } from './read-articles.ts'
import { readJsonLines } from './read-json.ts'

const conversationSchema = z
  .strictObject({
    turns: z.array(z.strictObject({ from: authorSchema, text: z.string() })).min(1),
    needsKnowledge: z.boolean().optional(),
    answeredBy: z.array(z.string()).min(1).optional(),
    reply: z.string().min(1).optional(),
  })
  .refine(({ turns }) => turns.at(-1)?.from === 'customer', 'the last turn must be the customer’s')

/** An administrator's own conversations and articles. */
export const transcripts: Dataset = {
  holds: 'folder with conversations.jsonl and the articles in knowledge/ (e2e/README.md tells the form)',
  async evaluate(folder) {
    const conversations: Conversation[] = await readJsonLines(
      join(folder, 'conversations.jsonl'),
      conversationSchema,
    )
    const documents = await readArticlesOf(join(folder, 'knowledge'))
    checkArticles(conversations, new Set(documents.map(({ id }) => id)))
    const knowledge = createKnowledge()
    await knowledge.load(evaluatedEndpoint, documents)
    const { measures, figures } = measureKnowledge(knowledge, conversations)
    return { measures: [...measures, ...measureReplies(knowledge, conversations)], figures }
  },
}

/** An article that is not there could never be found, and the figure would say that the search is bad. */
function checkArticles(conversations: readonly Conversation[], ids: ReadonlySet<string>) {
  for (const [place, { answeredBy = [] }] of conversations.entries()) {
    const missing = answeredBy.find(id => !ids.has(id))
    if (missing !== undefined) {
      throw new Error(`conversation ${place + 1} is answered by "${missing}", and there is no such article`)
    }
  }
}
