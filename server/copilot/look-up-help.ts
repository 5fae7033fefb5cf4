import type { Dialogue, Findings, Knowledge } from '../knowledge/knowledge.ts'
import type { Passage, Suggestion } from '../protocol/assists.ts'
import type { EventOf, QuietReason, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import { findPastReplies, type PastReplyParts } from './find-past-replies.ts'
import { offerPastReplies } from './offer-past-replies.ts'

/** What helps with a customer's message, from knowledge alone. */
export interface Help {
  /** The customer's message. */
  for: number
  /** The customer's newest message that was looked at, where that is another one. */
  through?: number
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

/** An event that may call for help, or the customer's message itself. */
export type Question = SessionEvent | Pick<EventOf<'message'>, 'type' | 'seq'>

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
  event: Question,
  settings: EndpointSettings,
): Promise<Help | undefined> {
  const { log, knowledge, suggestReply } = parts
  const messages = await log.readMessagesBack(key, event.seq, DIALOGUE_TURNS)
  const dialogue = messages.flatMap(({ seq, from, text }) => (text ? [{ seq, from, text }] : []))
  if (event.type === 'suggestions-made') return { ...helpOf(event), dialogue }
  const isPersonRequest = parts.personRequestsOf(settings)
  const [first, ...rest] = await Promise.all(questionsOf(event, messages).map(lookUp))
  const help = [first, ...rest].find(found => found && found.suggestions.length > 0) ?? first
  const newest = messages.findLast(({ from }) => from === 'customer')
  return help && newest && newest.seq > help.for ? { ...help, through: newest.seq } : help

  async function lookUp(question: EventOf<'message'>): Promise<Help> {
    const text = withoutPersonRequest(question.text ?? '', isPersonRequest)
    if (text === '')
      return { for: question.seq, dialogue, suggestions: [], passages: [], quiet: 'small-talk' }
    const before = dialogue.filter(({ seq }) => seq < question.seq)
    const turns = [...before, { seq: question.seq, from: question.from, text }]
    const findings = await knowledge.find(endpointId, { turns }, PASSAGES)
    const made = suggestReply({ dialogue: turns, findings, settings: settings.copilot.suggestions })
    const similar = asksForHelp(made) ? await findPastReplies(parts, endpointId, turns) : []
    return offerPastReplies({ for: question.seq, dialogue, ...made }, similar, settings)
  }
}

/** The customer asked for something, whether knowledge has it or not. */
export const asksForHelp = ({ quiet }: Pick<Help, 'quiet'>) =>
  quiet === undefined || quiet === 'no-match' || quiet === 'no-knowledge'

const helpOf = ({ for: seq, through, suggestions, passages, quiet }: EventOf<'suggestions-made'>) => ({
  for: seq,
  through,
  suggestions,
  passages,
  quiet,
})

/** The customer's messages that may be meant, the likeliest first. */
function questionsOf(event: Question, messages: EventOf<'message'>[]): EventOf<'message'>[] {
  const questions = messages.filter(({ from, text }) => from === 'customer' && text).reverse()
  if (event.type === 'redraft-requested') return questions.filter(({ seq }) => seq === event.for)
  // Who asks for a person has often said before what it is about.
  return event.type === 'handover-requested' ? questions.slice(0, 2) : questions.slice(0, 1)
}

/** What is asked beside asking for a person; empty where nothing is. */
function withoutPersonRequest(text: string, isPersonRequest: (text: string) => boolean): string {
  if (!isPersonRequest(text)) return text
  return text
    .split(/(?<=[.!?,;…\n。！？،؟])\s*/)
    .filter(part => !isPersonRequest(part))
    .join(' ')
}
