import type { KnowledgeDocument } from '../../server/knowledge/knowledge.ts'
import type { Author } from '../../server/protocol/session-events.ts'

/** A conversation up to a customer's turn, and what people say is right for that turn. */
export interface Conversation {
  /** Oldest first; the last turn is the customer's. */
  turns: { from: Author; text: string }[]
  /** Whether the last turn needs knowledge to be answered. */
  needsKnowledge?: boolean
  /** Ids of the documents that answer it. */
  answeredBy?: string[]
  /** What the agent answered. */
  reply?: string
}

/** Conversations and the knowledge that they are to be answered from. */
export interface ConversationSet {
  documents: KnowledgeDocument[]
  conversations: Conversation[]
}

/** The same conversation may be judged at several turns: those with the same beginning are one dialogue. */
export function groupByDialogue(conversations: readonly Conversation[]): Conversation[][] {
  return [...Map.groupBy(conversations, ({ turns }) => turns[0]?.text ?? '').values()]
}
