import type { Dialogue, Findings, Knowledge } from '../knowledge/knowledge.ts'
import type { Passage, Suggestion } from '../protocol/assists.ts'
import type { EventOf, QuietReason, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import { findPastReplies, type PastReplyParts } from './find-past-replies.ts'
import { offerPastReplies } from './offer-past-replies.ts'

/** What helps with a customer's message, from knowledge alone. */
export interface Help {
  /** The customer's message. */
  for: number
  /** What was said up to it and after it, oldest first. */
  dialogue: { seq: number; from: Dialogue['turns'][number]['from']; text: string }[]
  suggestions: Suggestion[]
  passages: Passage[]
  /** Why nothing is offered, where nothing is. */
  quiet?: QuietReason
}

export type SuggestReply = (question: {
  dialogue: Dialogue['turns']
  findings: Findings
  settings: EndpointSettings['copilot']['suggestions']
}) => Pick<Help, 'suggestions' | 'passages' | 'quiet'>

export interface HelpParts extends PastReplyParts {
  log: SessionLog
  knowledge: Knowledge
  suggestReply: SuggestReply
  /** What an endpoint takes for words that ask for a person. */
  personRequestsOf: (settings: EndpointSettings) => (text: string) => boolean
}

const DIALOGUE_TURNS = 12
const PASSAGES = 5

/**
 * Looks up what helps with the customer's message that an event is about: a message itself, the last one before a handover
 * was asked for, or the one that an agent wants other suggestions for. What was looked up already is taken as it is. Undefined where the customer has said nothing.
 */
export async function lookUpHelp(
  parts: HelpParts,
  key: string,
  endpointId: string,
  event: SessionEvent,
  settings: EndpointSettings,
): Promise<Help | undefined> {
  const { log, knowledge, suggestReply } = parts
  const messages = await log.readMessagesBack(key, event.seq, DIALOGUE_TURNS)
  const dialogue = messages.flatMap(({ seq, from, text }) => (text ? [{ seq, from, text }] : []))
  if (event.type === 'suggestions-made') return { ...helpOf(event), dialogue }
  const [first, ...rest] = await Promise.all(
    questionsOf(event, messages, parts.personRequestsOf(settings)).map(lookUp),
  )
  return [first, ...rest].find(help => help && help.suggestions.length > 0) ?? first

  async function lookUp(question: EventOf<'message'>): Promise<Help> {
    const turns = dialogue.filter(({ seq }) => seq <= question.seq)
    const findings = knowledge.search(endpointId, { turns }, PASSAGES)
    const made = suggestReply({ dialogue: turns, findings, settings: settings.copilot.suggestions })
    const similar = asksForHelp(made) ? await findPastReplies(parts, endpointId, turns) : []
    return offerPastReplies({ for: question.seq, dialogue, ...made }, similar, settings)
  }
}

/** The customer asked for something, whether knowledge has it or not. */
export const asksForHelp = ({ quiet }: Pick<Help, 'quiet'>) =>
  quiet === undefined || quiet === 'no-match' || quiet === 'no-knowledge'

const helpOf = ({ for: seq, suggestions, passages, quiet }: EventOf<'suggestions-made'>) => ({
  for: seq,
  suggestions,
  passages,
  quiet,
})

/** The customer's messages that may be meant, the likeliest first. */
function questionsOf(
  event: SessionEvent,
  messages: EventOf<'message'>[],
  isPersonRequest: (text: string) => boolean,
): EventOf<'message'>[] {
  const questions = messages.filter(({ from, text }) => from === 'customer' && text).reverse()
  if (event.type === 'redraft-requested') return questions.filter(({ seq }) => seq === event.for)
  if (event.type !== 'handover-requested') return questions.slice(0, 1)
  // The words that asked for a person are no question: the one before them may be.
  const asked = ({ text = '' }: EventOf<'message'>) => (isPersonRequest(text) ? 1 : 0)
  return questions.slice(0, 2).toSorted((one, other) => asked(one) - asked(other))
}
