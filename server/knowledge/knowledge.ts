import type { Passage } from '../protocol/assists.ts'

/** An article as its author wrote it; `language` is a BCP 47 tag, English where there is none. */
export interface KnowledgeDocument {
  id: string
  title: string
  tags: string[]
  language?: string
  /** Markdown. */
  body: string
  /** The source that it was imported from; filters go by `sourceId`, people read `sourceName`. */
  sourceId?: string
  sourceName?: string
  /** Where its original can be read. */
  url?: string
  /** `question`: the title is a question as customers ask it and the body its answer. An article where absent. */
  kind?: 'article' | 'question'
}

/** What was said, oldest first; the last turn is the one to answer. */
export interface Dialogue {
  turns: { from: 'customer' | 'virtual-agent' | 'agent'; text: string }[]
}

/**
 * Passages that come near, best first, and whether the best one is good enough to answer with.
 * A passage's score, 0 to 1, is the share of what was asked that it speaks of; the order also weighs the dialogue before.
 */
export interface Findings {
  passages: Passage[]
  sure: boolean
  /** Why nothing should be shown unless somebody asks for it; there may be passages all the same. */
  quiet?: 'too-little-said' | 'small-talk' | 'no-match' | 'no-knowledge'
}

/** Where to look: only in these sources, only in what carries one of these tags. Everywhere where absent. */
export interface Among {
  sourceIds?: readonly string[]
  tags?: readonly string[]
}

/** The endpoint's knowledge, searched with the dialogue in mind. */
export interface Knowledge {
  /** By words alone, at once. */
  search(endpointId: string, dialogue: Dialogue, limit: number, among?: Among): Findings
  /**
   * By words, and by meaning where the endpoint has a model for it that answers in time; never rejects. What was found by
   * meaning has a score of how near it comes, which compares with the share of words.
   */
  find(endpointId: string, dialogue: Dialogue, limit: number, among?: Among): Promise<Findings>
  /**
   * Ranks replies, such as agents gave in earlier chats, by how well they suit as the next turn, best first; empty
   * where nothing was asked or nothing is known.
   */
  rankReplies(endpointId: string, dialogue: Dialogue, replies: readonly string[]): SuitingReply[]
  isEmpty(endpointId: string): boolean
}

/** A reply by its place among those that were given, and how well it suits, 0 to 1. */
export interface SuitingReply {
  place: number
  score: number
}
