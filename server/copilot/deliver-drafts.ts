import type { FindModel } from '../language-model/language-model.ts'
import type { Suggestion } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EventBodyOf, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { Logger } from '../telemetry/logger.ts'
import { DraftCancelledError } from './draft-hub.ts'
import { type Drafting, type DraftParts, draftReplies } from './draft-replies.ts'
import { findPastReplies } from './find-past-replies.ts'
import { findKept, type Kept } from './kept-suggestions.ts'
import { type Help, type HelpParts, lookUpHelp } from './look-up-help.ts'
import { abortWhenOvertaken, isOvertaken, OvertakenError } from './overtaken.ts'

export interface DraftDeliveryParts extends HelpParts, DraftParts {
  findModel: FindModel
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  logger: Logger
}

const MOST_DRAFTS = 3
const ATTEMPTS = 2

/**
 * Has the language model draft what knowledge has found for a customer's message, or what an agent asks for anew. The drafts
 * are told as they grow and logged once whole. Where the model fails, knowledge's suggestions stay and the log says why.
 */
export function deliverDrafts(parts: DraftDeliveryParts): Deliver {
  const { log, findModel, settingsOf } = parts
  return async (work, signal) => {
    const { key, event, owner } = work
    const [session, settings, model] = await Promise.all([
      log.find(key),
      settingsOf(owner.endpointId),
      findModel(owner.endpointId),
    ])
    if (!session || !settings || !model || isOvertaken(session.state, event)) return { status: 'done' }
    const help = await lookUpHelp(parts, key, owner.endpointId, event, settings)
    if (!help) return { status: 'done' }
    const kept = await findKept(log, work)
    const abort = new AbortController()
    const stop = abortWhenOvertaken(log, key, event.seq, signal, abort)
    try {
      const pastReplies = await examplesFor(parts, owner.endpointId, help)
      const drafting = toDrafting(pastReplies, work, help, session.state, settings, kept)
      const { suggestions, prompt } = await draftReplies(parts, model, drafting, abort)
      return { status: 'done', decide: offer(event, help, kept, suggestions, prompt) }
    } catch (error) {
      const reason: unknown = abort.signal.aborted ? abort.signal.reason : error
      return failed(parts, work, help, kept, reason)
    } finally {
      stop()
    }
  }
}

async function examplesFor(parts: HelpParts, endpointId: string, { for: seq, dialogue }: Help) {
  const turns = dialogue.filter(said => said.seq <= seq)
  const similar = await findPastReplies(parts, endpointId, turns)
  return similar.map(({ asked, reply }) => ({ asked, reply }))
}

function toDrafting(
  pastReplies: Drafting['pastReplies'],
  { key, event }: DeliveryWork,
  help: Help,
  { profile }: SessionState,
  settings: EndpointSettings,
  { suggestions, unwanted }: Kept,
): Drafting {
  const { dialogue, passages } = help
  const isOne = event.type === 'redraft-requested' && event.suggestionId !== undefined
  return {
    key,
    for: help.for,
    dialogue,
    passages,
    pastReplies,
    profile,
    settings,
    atMost: isOne ? 1 : MOST_DRAFTS,
    avoid: [...unwanted, ...suggestions.map(({ text }) => text)],
  }
}

/** Drafts take the place of what knowledge offered; a model that has nothing to say leaves that as it is. */
function offer(
  event: SessionEvent,
  help: Help,
  kept: Kept,
  drafts: Suggestion[],
  prompt: string,
): Decide | undefined {
  const worthy = help.quiet === 'no-match' ? drafts.filter(({ kind }) => kind === 'question') : drafts
  if (worthy.length === 0) return undefined
  return (session, at) =>
    isOvertaken(session, event)
      ? {}
      : { entries: [{ event: made(help, [...kept.suggestions, ...worthy], at, { by: 'model', prompt }) }] }
}

function failed(
  { logger }: DraftDeliveryParts,
  { event, owner, attempts }: DeliveryWork,
  help: Help,
  { shown }: Kept,
  reason: unknown,
): DeliveryResult {
  if (reason instanceof OvertakenError || reason instanceof DraftCancelledError) return { status: 'done' }
  if (!(reason instanceof ModelError)) {
    // A fault of ours, or the end of this server: tried once more, since every attempt costs what the model takes.
    logger.error({ error: reason, endpoint: owner.endpointId }, 'a draft failed')
    return { status: attempts + 1 < ATTEMPTS ? 'again' : 'parked', error: 'The draft failed.' }
  }
  logger.warn({ endpoint: owner.endpointId, trouble: reason.trouble, detail: reason.message }, 'no drafts')
  const { trouble } = reason
  const left = shown.length > 0 ? shown : help.suggestions
  return {
    status: 'done',
    decide: (session, at) =>
      isOvertaken(session, event)
        ? {}
        : {
            entries: [{ event: made(help, left, at, { by: 'knowledge', modelTrouble: trouble }) }],
          },
  }
}

const made = (
  { for: seq, through, passages, quiet }: Help,
  suggestions: Suggestion[],
  at: number,
  more: Pick<EventBodyOf<'suggestions-made'>, 'by' | 'prompt' | 'modelTrouble'>,
): EventBodyOf<'suggestions-made'> => ({
  type: 'suggestions-made',
  at,
  for: seq,
  through,
  suggestions: suggestions.slice(0, MOST_DRAFTS),
  passages,
  ...(suggestions.length === 0 && quiet && { quiet }),
  ...more,
})
