import type { Findings, Knowledge } from '../knowledge/knowledge.ts'
import type { Passage, Suggestion } from '../protocol/assists.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import type { SessionLog } from '../sessions/session-log.ts'

export type SuggestReply = (question: {
  dialogue: { from: 'customer' | 'virtual-agent' | 'agent'; text: string }[]
  findings: Findings
}) => { suggestions: Suggestion[]; passages: Passage[]; quiet?: Findings['quiet'] }

export interface SuggestionParts {
  log: SessionLog
  knowledge: Knowledge
  suggestReply: SuggestReply
}

const DIALOGUE_TURNS = 12
const PASSAGES = 5

/**
 * Looks up what helps with the customer's last message: for each one while a handover is on, and when it is
 * requested for what was said before. A message that another one has followed is left to that one.
 */
export function deliverSuggestions({ log, knowledge, suggestReply }: SuggestionParts): Deliver {
  return async ({ key, event, owner }) => {
    const session = await log.find(key)
    if (!session || session.state.lastCustomerSeq > event.seq) return { status: 'done' }
    const messages = await log.readMessagesBack(key, event.seq, DIALOGUE_TURNS)
    const questions = messages.filter(({ from, text }) => from === 'customer' && text).reverse()
    // The words that asked for a person are no question: the one before them may be.
    const candidates = event.type === 'handover-requested' ? questions.slice(0, 2) : questions.slice(0, 1)
    const [first, ...rest] = candidates.map(question => suggestFor(question, messages, owner.endpointId))
    const best = [first, ...rest].find(made => made && made.suggestions.length > 0) ?? first
    if (!best) return { status: 'done' }
    return {
      status: 'done',
      decide: (_session, now) => ({
        entries: [{ event: { type: 'suggestions-made', at: now, by: 'knowledge', ...best } }],
      }),
    }
  }

  function suggestFor(question: EventOf<'message'>, messages: EventOf<'message'>[], endpointId: string) {
    const dialogue = messages
      .filter(({ seq }) => seq <= question.seq)
      .flatMap(({ from, text }) => (text ? [{ from, text }] : []))
    const findings = knowledge.search(endpointId, { turns: dialogue }, PASSAGES)
    return { for: question.seq, ...suggestReply({ dialogue, findings }) }
  }
}
