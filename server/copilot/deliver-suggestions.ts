import type { Findings, Knowledge } from '../knowledge/knowledge.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { Passage, Suggestion } from '../protocol/values.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import type { SessionLog } from '../sessions/session-log.ts'

export type SuggestReply = (question: {
  dialogue: { from: 'customer' | 'virtual-agent' | 'agent'; text: string }[]
  findings: Findings
}) => { suggestions: Suggestion[]; passages: Passage[]; quiet?: 'too-little-said' | 'no-match' | 'no-knowledge' }

export interface SuggestionParts {
  log: SessionLog
  knowledge: Knowledge
  suggestReply: SuggestReply
}

const DIALOGUE_EVENTS = 60
const DIALOGUE_TURNS = 12
const PASSAGES = 5

/**
 * Looks up what helps with the customer's last message: while a handover is on for each message, and when it is
 * requested for what was said before.
 */
export function deliverSuggestions({ log, knowledge, suggestReply }: SuggestionParts): Deliver {
  return async ({ key, event, owner }) => {
    const events = await log.readBack(key, event.seq, DIALOGUE_EVENTS)
    const question = events.findLast(isQuestion)
    if (!question) return { status: 'done' }
    const dialogue = events
      .filter(said => said.seq <= question.seq)
      .flatMap(said => (said.type === 'message' && said.text ? [{ from: said.from, text: said.text }] : []))
      .slice(-DIALOGUE_TURNS)
    const findings = knowledge.search(owner.endpointId, { turns: dialogue }, PASSAGES)
    const { suggestions, passages, quiet } = knowledge.isEmpty(owner.endpointId)
      ? { suggestions: [], passages: [], quiet: 'no-knowledge' as const }
      : suggestReply({ dialogue, findings })
    return {
      status: 'done',
      decide: (_session, now) => ({
        entries: [{ event: { type: 'suggestions-made', at: now, for: question.seq, suggestions, passages, quiet } }],
      }),
    }
  }
}

const isQuestion = (event: SessionEvent) => event.type === 'message' && event.from === 'customer' && Boolean(event.text)
