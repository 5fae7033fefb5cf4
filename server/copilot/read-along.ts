import type { Sentiment } from '../protocol/assists.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import { gatherFacts } from './facts.ts'
import { matchPlaybook } from './match-playbook.ts'
import { clearNextAction, makeReady, setNextAction } from './next-action.ts'
import { type AssistsParts, type Occasion, readOccasion } from './occasion.ts'
import { readSentiment } from './sentiment.ts'

const MESSAGES = 24
const MESSAGES_BEFORE_HANDOVER = 100

/** Mood, facts and next action, as the conversation up to an event shows them. */
export async function readAlong(
  parts: AssistsParts,
  key: string,
  event: EventOf<'message' | 'handover-requested'>,
): Promise<Decide[]> {
  const limit = event.type === 'message' ? MESSAGES : MESSAGES_BEFORE_HANDOVER
  const occasion = await readOccasion(parts, { key, through: event.seq, limit, handoverOnly: true })
  if (!occasion) return []
  const isNewHandover = event.type === 'handover-requested'
  return [
    ...sentimentOf(occasion, event.seq),
    ...factsOf(parts, occasion),
    ...nextActionOf(parts, occasion, isNewHandover),
  ]
}

function sentimentOf({ settings, conversation }: Occasion, seq: number): Decide[] {
  const { sentiment: mode, language } = settings.copilot
  if (mode === 'off') return []
  const sentiment = readSentiment(conversation, mode, language) ?? null
  return [
    ({ assists }, now) =>
      isSame(assists.sentiment ?? null, sentiment)
        ? {}
        : { entries: [{ event: { type: 'sentiment-read', at: now, for: seq, sentiment } }] },
  ]
}

const isSame = (one: Sentiment | null, other: Sentiment | null) =>
  one?.mood === other?.mood && one?.seq === other?.seq && one?.sentence === other?.sentence

function factsOf({ findPersonal }: AssistsParts, { session, settings, conversation }: Occasion): Decide[] {
  const { profile, assists } = session.state
  const facts = gatherFacts(conversation, assists.facts, {
    findPersonal,
    profile,
    language: settings.copilot.language,
    country: settings.privacy.country,
  })
  if (facts === assists.facts) return []
  return [(_session, now) => ({ entries: [{ event: { type: 'facts-found', at: now, facts: [...facts] } }] })]
}

function nextActionOf(
  { reading, knowledge }: AssistsParts,
  { session, settings, conversation }: Occasion,
  isNewHandover: boolean,
): Decide[] {
  const { playbooks } = settings.copilot
  if (playbooks.length === 0) return []
  const answered = isNewHandover ? -1 : conversation.findLastIndex(({ from }) => from === 'agent')
  const said = conversation.slice(answered + 1).filter(({ from }) => from === 'customer')
  const sentences = said.flatMap(({ sentences }) => sentences)
  const match = matchPlaybook(playbooks, sentences, reading)
  if (match)
    return [setNextAction(makeReady(match.playbook, match.sentence, knowledge, session.owner.endpointId))]
  return isNewHandover ? [clearNextAction] : []
}
