import type { KnowledgeDocument } from '../knowledge.ts'

/** An article as an administrator would write it. */
export const article = (
  id: string,
  title: string,
  body: string,
  more: Partial<KnowledgeDocument> = {},
): KnowledgeDocument => ({ id, title, tags: [], body, ...more })
