import { z } from 'zod'
import type { Passage } from '../../protocol/assists.ts'
import { type KnowledgeHealth, knowledgeHealthSchema, searchAnswerSchema } from '../../protocol/knowledge.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import type { HealthQuestion } from '../health/knowledge-health.ts'
import { type EndpointKnowledge, KNOWLEDGE, ofEndpoint, ofKnowledge } from './of-endpoint.ts'

const HEALTH_SECONDS = 60

/** A query's list: given once or several times. */
const several = (item: z.ZodString, most: number) =>
  z
    .union([z.array(item), item.transform(one => [one])])
    .pipe(z.array(item).max(most))
    .optional()
const days = z.coerce.number().int().min(1).max(3650)

const searchQuerySchema = z.strictObject({
  text: z.string().trim().min(1).max(1000),
  sourceId: several(z.string().max(256), 50),
  tag: several(z.string().max(100), 50),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
type SearchQuery = z.output<typeof searchQuerySchema>

export interface QuestionRouteParts extends EndpointKnowledge {
  search: (endpointId: string, query: SearchQuery) => Promise<Passage[]>
  health: (endpointId: string, question: HealthQuestion, signal: AbortSignal) => Promise<KnowledgeHealth>
}

/** What an endpoint’s knowledge answers, and what it lacks. */
export function questionRoutes(parts: QuestionRouteParts): ApiRoute[] {
  const common = ofKnowledge(parts)
  return [
    route({
      ...common,
      id: 'searchKnowledge',
      method: 'get',
      path: `${KNOWLEDGE}/search`,
      summary: 'What an endpoint’s knowledge has on some words, best first',
      scope: 'knowledge:read',
      params: ofEndpoint,
      query: searchQuerySchema,
      answer: searchAnswerSchema,
      handle: async ({ params, query }) => ({ passages: await parts.search(params.endpointId, query) }),
    }),
    route({
      ...common,
      id: 'getKnowledgeHealth',
      method: 'get',
      path: `${KNOWLEDGE}/health`,
      summary: 'What is said twice, asked in vain, or out of date',
      description:
        'Questions are those of the latest 2000 sessions within `days`; personal data in them is masked.',
      scope: 'knowledge:read',
      params: ofEndpoint,
      query: z.strictObject({
        days: days.default(30),
        staleAfterDays: days.default(90),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      timeoutSeconds: HEALTH_SECONDS,
      answer: knowledgeHealthSchema,
      handle: ({ params, query, signal }) => parts.health(params.endpointId, query, signal),
    }),
  ]
}
