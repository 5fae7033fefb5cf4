import type { LanguageModel } from '../language-model/language-model.ts'
import type { Fact, Sentiment } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { Decide } from '../sessions/decision.ts'
import { addFacts, gatherFacts } from './facts.ts'
import { matchPlaybook } from './match-playbook.ts'
import { clearNextAction, makeReady, setNextAction } from './next-action.ts'
import type { AssistsParts, Occasion } from './occasion.ts'
import { type ModelReading, readByModel } from './read-by-model.ts'
import { readSentiment } from './sentiment.ts'

/** What may have been said since the facts were last gathered, with the question before it. */
const MOST_UNREAD = 8

/**
 * Mood, facts and next action as a conversation shows them at once, without a model. Where a model reads along as well, a
 * mood that does not show is left to it.
 */
export function readAtOnce(
  parts: AssistsParts,
  occasion: Occasion,
  { isNewHandover, hasModel }: { isNewHandover: boolean; hasModel: boolean },
): Decide[] {
  const { settings, conversation } = occasion
  const { sentiment: mode, language } = settings.copilot
  const sentiment = mode === 'off' ? undefined : readSentiment(conversation, mode, language)
  const unread = isNewHandover ? conversation : conversation.slice(-MOST_UNREAD)
  return [
    ...(mode === 'off' || (hasModel && !sentiment) ? [] : [writeSentiment(occasion, sentiment)]),
    writeFacts(
      occasion,
      gatherFacts(unread, occasion.session.state.assists.facts, toContext(parts, occasion)),
    ),
    ...nextActionOf(parts, occasion, isNewHandover),
  ]
}

/**
 * The same as a model reads them. It decides about the mood, chooses a playbook where no words of the customer called for one,
 * and adds facts. In trouble, what can be told without it stands.
 */
export async function readWithModel(
  parts: AssistsParts,
  model: LanguageModel,
  occasion: Occasion,
  signal: AbortSignal,
): Promise<Decide[]> {
  try {
    const reading = await readByModel(model, occasion, parts.privacy, signal)
    return decideReading(parts, occasion, reading)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    parts.logger.warn({ trouble: error.trouble, detail: error.message }, 'no reading by the model')
    return readAtOnce(parts, occasion, { isNewHandover: false, hasModel: false })
  }
}

function decideReading(
  parts: AssistsParts,
  occasion: Occasion,
  { sentiment, playbook, facts }: ModelReading,
): Decide[] {
  const { session, settings } = occasion
  const { assists, profile } = session.state
  const added = addFacts(assists.facts, facts, profile)
  const isCalledFor = matchedPlaybook(parts, occasion, false) !== undefined
  return [
    ...(settings.copilot.sentiment === 'off' ? [] : [writeSentiment(occasion, sentiment)]),
    writeFacts(occasion, added),
    ...(playbook && !isCalledFor
      ? [
          setNextAction(
            makeReady(playbook.playbook, playbook.because, parts.knowledge, session.owner.endpointId),
          ),
        ]
      : []),
  ]
}

function writeSentiment({ conversation }: Occasion, sentiment: Sentiment | undefined): Decide {
  const seq = conversation.findLast(({ from }) => from === 'customer')?.seq ?? 0
  return ({ assists }, now) =>
    isSame(assists.sentiment, sentiment)
      ? {}
      : { entries: [{ event: { type: 'sentiment-read', at: now, for: seq, sentiment: sentiment ?? null } }] }
}

const isSame = (one: Sentiment | undefined, other: Sentiment | undefined) =>
  one?.mood === other?.mood && one?.seq === other?.seq && one?.sentence === other?.sentence

/** Readings of one session may overlap: one that knew fewer facts than there are now adds its own at the next message. */
function writeFacts({ session }: Occasion, facts: readonly Fact[]): Decide {
  const known = session.state.assists.facts.length
  return ({ assists }, now) =>
    facts.length > known && assists.facts.length === known
      ? { entries: [{ event: { type: 'facts-found', at: now, facts: [...facts] } }] }
      : {}
}

const toContext = ({ findPersonal }: AssistsParts, { session, settings }: Occasion) => ({
  findPersonal,
  profile: session.state.profile,
  language: settings.copilot.language,
  country: settings.privacy.country,
})

function nextActionOf(parts: AssistsParts, occasion: Occasion, isNewHandover: boolean): Decide[] {
  const { session, settings } = occasion
  if (settings.copilot.playbooks.length === 0) return []
  const match = matchedPlaybook(parts, occasion, isNewHandover)
  if (!match) return isNewHandover ? [clearNextAction] : []
  const because = { seq: match.sentence.seq, sentence: match.sentence.text }
  return [setNextAction(makeReady(match.playbook, because, parts.knowledge, session.owner.endpointId))]
}

/** The customer's words since the agent last spoke count; at the handover all of them. */
function matchedPlaybook(
  { reading }: AssistsParts,
  { settings, conversation }: Occasion,
  isNewHandover: boolean,
) {
  const answered = isNewHandover ? -1 : conversation.findLastIndex(({ from }) => from === 'agent')
  const said = conversation.slice(answered + 1).filter(({ from }) => from === 'customer')
  return matchPlaybook(
    settings.copilot.playbooks,
    said.flatMap(({ sentences }) => sentences),
    reading,
  )
}
