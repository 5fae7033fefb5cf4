import type { FindModel } from '../language-model/language-model.ts'
import type { Suggestion } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EventBodyOf, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { Logger } from '../telemetry/logger.ts'
import { DraftCancelledError } from './draft-hub.ts'
import { type Drafting, type DraftParts, draftReplies } from './draft-replies.ts'
import { type Help, type HelpParts, lookUpHelp } from './look-up-help.ts'

export interface DraftDeliveryParts extends HelpParts, DraftParts {
  findModel: FindModel
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  logger: Logger
}

const MOST_DRAFTS = 3
/** Events in which the suggestions that are shown now are looked for. */
const LOOKED_BACK = 100

/** The customer has gone on, the chat is over, or the agents want quiet. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError'
}

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
      const pastReplies = await findPastReplies(parts, owner.endpointId, help)
      const drafting = toDrafting(pastReplies, work, help, session.state, settings, kept)
      const { suggestions, prompt } = await draftReplies(parts, model, drafting, abort)
      return { status: 'done', decide: offer(event, help, kept, suggestions, prompt) }
    } catch (error) {
      return failed(parts, work, help, abort, error)
    } finally {
      stop()
    }
  }
}

/** Until the handover is asked for there is nobody to draft for. */
const isOvertaken = ({ lastCustomerSeq, handover }: SessionState, event: SessionEvent) =>
  lastCustomerSeq > event.seq || !isHandoverOn(handover)

function abortWhenOvertaken(
  log: SessionLog,
  key: string,
  after: number,
  signal: AbortSignal,
  abort: AbortController,
): () => void {
  const giveUp = () => abort.abort(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  const unsubscribe = log.subscribe(key, after, events => {
    if (events.some(overtakes)) abort.abort(new OvertakenError())
  })
  return () => {
    signal.removeEventListener('abort', giveUp)
    unsubscribe()
  }
}

const overtakes = (event: SessionEvent) =>
  (event.type === 'message' && event.from === 'customer') ||
  event.type === 'handover-ended' ||
  event.type === 'redraft-requested' ||
  (event.type === 'suggestions-snoozed' && event.until !== null)

/** What is shown now and stays: all but the one that the agent wants anew. */
interface Kept {
  suggestions: Suggestion[]
  /** Texts that the agent has seen and did not want. */
  unwanted: string[]
}

async function findKept(log: SessionLog, { key, event }: DeliveryWork): Promise<Kept> {
  if (event.type !== 'redraft-requested') return { suggestions: [], unwanted: [] }
  const events = await log.readBack(key, event.seq, LOOKED_BACK)
  const shown = events.findLast(made => made.type === 'suggestions-made' && made.for === event.for)
  const suggestions = shown?.type === 'suggestions-made' ? shown.suggestions : []
  const isUnwanted = ({ id }: Suggestion) => event.suggestionId === undefined || id === event.suggestionId
  return {
    suggestions: suggestions.filter(suggestion => !isUnwanted(suggestion)),
    unwanted: suggestions.filter(isUnwanted).map(({ text }) => text),
  }
}

async function findPastReplies({ pastReplies }: HelpParts, endpointId: string, help: Help) {
  const asked = help.dialogue.find(({ seq }) => seq === help.for)?.text ?? ''
  const similar = await pastReplies.find(endpointId, asked, MOST_DRAFTS)
  return similar.map(({ asked: before, reply }) => ({ asked: before, reply }))
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
  { event, owner }: DeliveryWork,
  help: Help,
  abort: AbortController,
  error: unknown,
): DeliveryResult {
  const reason: unknown = abort.signal.aborted ? abort.signal.reason : error
  if (reason instanceof OvertakenError || reason instanceof DraftCancelledError) return { status: 'done' }
  if (!(reason instanceof ModelError)) throw reason
  logger.warn({ endpoint: owner.endpointId, trouble: reason.trouble, detail: reason.message }, 'no drafts')
  const { trouble } = reason
  return {
    status: 'done',
    decide: (session, at) =>
      isOvertaken(session, event)
        ? {}
        : {
            entries: [
              { event: made(help, help.suggestions, at, { by: 'knowledge', modelTrouble: trouble }) },
            ],
          },
  }
}

const made = (
  { for: seq, passages, quiet }: Help,
  suggestions: Suggestion[],
  at: number,
  more: Pick<EventBodyOf<'suggestions-made'>, 'by' | 'prompt' | 'modelTrouble'>,
): EventBodyOf<'suggestions-made'> => ({
  type: 'suggestions-made',
  at,
  for: seq,
  suggestions: suggestions.slice(0, MOST_DRAFTS),
  passages,
  ...(suggestions.length === 0 && quiet && { quiet }),
  ...more,
})
