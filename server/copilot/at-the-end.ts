import type { LanguageModel } from '../language-model/language-model.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import { handoverById } from '../sessions/handover-state.ts'
import type { AssistsParts, Occasion } from './occasion.ts'
import {
  type MadeSummary,
  readHandover,
  summariseAtOnce,
  summariseWithModel,
  writeSummary,
} from './summarise.ts'
import { together } from './together.ts'
import { type MadeWrapUp, makeWrapUp } from './wrap-up.ts'
import { wrapUpByModel } from './wrap-up-by-model.ts'

const PATIENCE_MILLISECONDS = 30_000

/**
 * Summary and wrap-up when a handover has ended: written at once, without waiting for a model, and once more when the model has
 * made better ones, unless the agent has saved theirs by then. Nothing is left to wrap up where no agent was there.
 */
export async function atTheEnd(
  parts: AssistsParts,
  key: string,
  { seq, handoverId }: EventOf<'handover-ended'>,
  signal: AbortSignal,
): Promise<Decide[]> {
  const occasion = await readHandover(parts, key, seq)
  if (!occasion || !handoverById(occasion.session.state.handover, handoverId)?.joinedAt) return []
  const summed = await summariseAtOnce(parts, occasion)
  if (!summed) return []
  // Nothing that is said from now on belongs to this chat.
  const made = { ...summed, through: occasion.session.state.seq }
  const wrapUp = wrapUpOf(parts, occasion, made)
  const atOnce = [
    writeSummary('final', seq, made),
    writeSummary('return', seq, made),
    writeWrapUp(handoverId, made.by, wrapUp),
  ]
  const model = await parts.findModel(occasion.session.owner.endpointId)
  if (!model) return atOnce
  await parts.log.append({ key, decide: together(atOnce) })
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)])
  return better(parts, model, occasion, { made, wrapUp, seq, handoverId }, patience).catch(error => {
    // What was written at once stands where the model takes too long.
    if (signal.aborted || !patience.aborted) throw error
    return []
  })
}

interface Written {
  made: MadeSummary
  wrapUp: MadeWrapUp
  seq: number
  handoverId: string
}

async function better(
  parts: AssistsParts,
  model: LanguageModel,
  occasion: Occasion,
  { made, wrapUp, seq, handoverId }: Written,
  signal: AbortSignal,
): Promise<Decide[]> {
  const [summary, filled] = await Promise.all([
    made.by === 'model' ? made : summariseFinally(parts, model, occasion, signal),
    fill(parts, model, occasion, wrapUp, signal),
  ])
  const final = summary ?? made
  const whole = filled ?? wrapUp
  const text = wrapUpOf(parts, occasion, final).wrapUp.summary
  if (final === made && !filled) return []
  return [
    writeSummary('final', seq, final),
    writeWrapUp(handoverId, 'model', { ...whole, wrapUp: { ...whole.wrapUp, summary: text } }),
  ]
}

async function summariseFinally(
  parts: AssistsParts,
  model: LanguageModel,
  occasion: Occasion,
  signal: AbortSignal,
): Promise<MadeSummary | undefined> {
  const made = await summariseWithModel(parts, model, occasion, signal)
  return made && { ...made, through: occasion.session.state.seq }
}

/** Undefined where there is nothing to fill in, or the model is in trouble. */
async function fill(
  { privacy, logger }: AssistsParts,
  model: LanguageModel,
  occasion: Occasion,
  wrapUp: MadeWrapUp,
  signal: AbortSignal,
): Promise<MadeWrapUp | undefined> {
  const { wrapUpCodes, wrapUpFields } = occasion.settings.copilot
  if (wrapUpCodes.length + wrapUpFields.length === 0) return undefined
  try {
    return await wrapUpByModel(model, occasion, wrapUp, privacy, signal)
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    logger.warn({ trouble: error.trouble, detail: error.message }, 'no wrap-up by the model')
    return undefined
  }
}

/** The code and fields rest on what was said, whoever has written the summary. */
function wrapUpOf({ reading }: AssistsParts, occasion: Occasion, { summary }: MadeSummary): MadeWrapUp {
  const { conversation, settings, session } = occasion
  return makeWrapUp({ summary, conversation, settings, assists: session.state.assists, reading })
}

const writeWrapUp =
  (handoverId: string, by: MadeSummary['by'], made: MadeWrapUp): Decide =>
  ({ assists }, now) => {
    const { made: before, saved } = assists.wrapUps[handoverId] ?? {}
    return saved || (before && by !== 'model')
      ? {}
      : { entries: [{ event: { type: 'wrap-up-made', at: now, handoverId, by, ...made } }] }
  }
