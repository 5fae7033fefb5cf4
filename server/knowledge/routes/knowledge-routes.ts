import type { ApiRoute } from '../../web/api/route.ts'
import { documentRoutes } from './document-routes.ts'
import { importRoutes } from './import-routes.ts'
import type { SourceRouteParts } from './of-endpoint.ts'
import { type QuestionRouteParts, questionRoutes } from './question-routes.ts'
import { sourceRoutes } from './source-routes.ts'

export type KnowledgeRouteParts = SourceRouteParts & QuestionRouteParts

/** Sources of knowledge, what they hold, how they are read, and what the knowledge lacks. */
export const knowledgeRoutes = (parts: KnowledgeRouteParts): ApiRoute[] => [
  ...sourceRoutes(parts),
  ...importRoutes(parts),
  ...documentRoutes(parts),
  ...questionRoutes(parts),
]
