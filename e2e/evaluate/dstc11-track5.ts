import { join } from 'node:path'
import { z } from 'zod'
import { createKnowledge } from '../../server/knowledge/create-knowledge.ts'
import type { KnowledgeDocument } from '../../server/knowledge/knowledge.ts'
import type { Conversation, ConversationSet } from './conversations.ts'
import type { Dataset } from './dataset.ts'
import { evaluatedEndpoint, measureKnowledge } from './measure-knowledge.ts'
import { measureReplies } from './measure-replies.ts'
import { readJson } from './read-json.ts'

const texts = z.record(z.string(), z.string())
const entitySchema = z.object({
  name: z.string(),
  reviews: z.record(z.string(), z.object({ sentences: texts })),
  faqs: z.record(z.string(), z.object({ question: z.string(), answer: z.string() })),
})
const knowledgeSchema = z.record(z.string(), z.record(z.string(), entitySchema))
const logsSchema = z.array(z.array(z.object({ speaker: z.enum(['U', 'S']), text: z.string() })))
const labelsSchema = z.array(
  z.discriminatedUnion('target', [
    z.object({ target: z.literal(false) }),
    z.object({
      target: z.literal(true),
      response: z.string().optional(),
      knowledge: z.array(
        z.object({
          domain: z.string(),
          entity_id: z.union([z.string(), z.number()]),
          doc_type: z.enum(['review', 'faq']),
          doc_id: z.number(),
          sent_id: z.number().optional(),
        }),
      ),
    }),
  ]),
)
type Label = z.infer<typeof labelsSchema>[number]

/**
 * Conversations about hotels and restaurants, answered from reviews and FAQs of all of them; which one is spoken of is
 * not told. One document for each question and for each sentence of a review.
 */
export const dstc11Track5: Dataset = {
  holds: 'folder with logs.json, labels.json and knowledge.json of DSTC 11 track 5',
  async evaluate(folder) {
    const { documents, conversations } = await readDstc11Track5(folder)
    const knowledge = createKnowledge()
    const began = performance.now()
    await knowledge.load(evaluatedEndpoint, documents)
    const loadMilliseconds = Math.round(performance.now() - began)
    const { measures, figures } = measureKnowledge(knowledge, conversations, {
      'knowledge.hitAt1': { atLeast: 0.8 },
      'knowledge.hitAt5': { atLeast: 0.95 },
      'quiet.f1': { atLeast: 0.95 },
    })
    const replies = measureReplies(knowledge, conversations, {
      'replies.recallAt1': { atLeast: 0.55 },
      'replies.recallAt10': { atLeast: 0.95 },
    })
    return { measures: [...measures, ...replies], figures: { ...figures, loadMs: loadMilliseconds } }
  },
}

/** Reads the three files of a folder. Throws a sentence where one of them is not as expected. */
export async function readDstc11Track5(folder: string): Promise<ConversationSet> {
  const logs = await readJson(join(folder, 'logs.json'), logsSchema)
  const labels = await readJson(join(folder, 'labels.json'), labelsSchema)
  if (logs.length !== labels.length) {
    throw new Error(`logs.json has ${logs.length} dialogues, labels.json has ${labels.length}`)
  }
  const knowledge = await readJson(join(folder, 'knowledge.json'), knowledgeSchema)
  return {
    documents: Object.entries(knowledge).flatMap(([domain, entities]) =>
      Object.entries(entities).flatMap(([id, entity]) => documentsOf(domain, id, entity)),
    ),
    conversations: logs.map(
      (turns, place): Conversation => ({
        turns: turns.map(({ speaker, text }) => ({ from: speaker === 'U' ? 'customer' : 'agent', text })),
        ...wantedBy(labels[place]!),
      }),
    ),
  }
}

function documentsOf(
  domain: string,
  entityId: string,
  entity: z.infer<typeof entitySchema>,
): KnowledgeDocument[] {
  const about = { title: entity.name, tags: [domain] }
  const faqs = Object.entries(entity.faqs).map(([id, { question, answer }]) => ({
    ...about,
    id: `${domain}/${entityId}/faq/${id}`,
    body: `## ${question}\n${answer}`,
  }))
  const reviews = Object.entries(entity.reviews).flatMap(([id, { sentences }]) =>
    Object.entries(sentences).map(([place, text]) => ({
      ...about,
      id: `${domain}/${entityId}/review/${id}/${place}`,
      body: text,
    })),
  )
  return [...faqs, ...reviews]
}

function wantedBy(label: Label): Partial<Conversation> {
  if (!label.target) return { needsKnowledge: false }
  return {
    needsKnowledge: true,
    reply: label.response,
    answeredBy: label.knowledge.map(({ domain, entity_id, doc_type, doc_id, sent_id }) =>
      [domain, entity_id, doc_type, doc_id, ...(sent_id === undefined ? [] : [sent_id])].join('/'),
    ),
  }
}
