import type { Passage } from '../protocol/values.ts'

/** What was said, oldest first; the last turn is the one to answer. */
export interface Dialogue {
  turns: { from: 'customer' | 'virtual-agent' | 'agent'; text: string }[]
}

/** Passages that come near, best first, and whether the best one is good enough to answer with. */
export interface Findings {
  passages: Passage[]
  sure: boolean
}

/** The endpoint's knowledge, searched with the dialogue in mind. */
export interface Knowledge {
  search(endpointId: string, dialogue: Dialogue, limit: number): Findings
  isEmpty(endpointId: string): boolean
}
