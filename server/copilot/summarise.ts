import type { LanguageModel } from '../language-model/language-model.ts'
import type { Summary } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import type { EventBodyOf, EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import { handoverById } from '../sessions/handover-state.ts'
import { extractSummary } from './extract-summary.ts'
import { groundSummary } from './ground-summary.ts'
import { type AssistsParts, type Occasion, readOccasion } from './occasion.ts'
import { summariseByModel } from './summarise-by-model.ts'
import { withoutSecrets } from './without-secrets.ts'

export type SummaryPurpose = EventBodyOf<'summary-made'>['purpose']

export type MadeSummary = Pick<EventBodyOf<'summary-made'>, 'through' | 'by' | 'summary'>

const MOST_MESSAGES = 300

/** All that was said since the handover before this one. */
export const readHandover = (
  parts: AssistsParts,
  key: string,
  through: number,
): Promise<Occasion | undefined> =>
  readOccasion(parts, { key, through, limit: MOST_MESSAGES, handoverOnly: true })

/**
 * The summary that can be had at once: the model's while nothing was said since it was made, otherwise one by extraction.
 * Undefined where too little was said.
 */
export async function summariseAtOnce(
  parts: AssistsParts,
  occasion: Occasion,
): Promise<MadeSummary | undefined> {
  return (await findWarm(parts, occasion)) ?? summariseByExtraction(parts, occasion)
}

/** Its words are those of the messages; linking each number and name to them is left out where the summary lasts seconds. */
export function summariseByExtraction(
  { privacy }: Pick<AssistsParts, 'privacy'>,
  { conversation, isPersonRequest }: Occasion,
  { isLive = false } = {},
): MadeSummary | undefined {
  const last = conversation.at(-1)
  const extracted = extractSummary(conversation, isPersonRequest)
  const clean = extracted && withoutSecrets(extracted, privacy)
  const summary = isLive || !clean ? clean : groundSummary(clean, conversation)
  return last && summary && { through: last.seq, by: 'knowledge', summary }
}

/** The model's summary; undefined where the model is in trouble or too little was said. Rejects once aborted. */
export async function summariseWithModel(
  { privacy, logger }: AssistsParts,
  model: LanguageModel,
  occasion: Occasion,
  signal: AbortSignal,
): Promise<MadeSummary | undefined> {
  const { conversation, isPersonRequest } = occasion
  const last = conversation.at(-1)
  if (!last || !extractSummary(conversation, isPersonRequest)) return undefined
  try {
    const summary = await summariseByModel(model, occasion, privacy, signal)
    return { through: last.seq, by: 'model', summary }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    logger.warn({ trouble: error.trouble, detail: error.message }, 'no summary by the model')
    return undefined
  }
}

/** Writes a summary down for what happened at `because`: once, and once more where the model's comes after it. */
export const writeSummary =
  (purpose: SummaryPurpose, because: number, made: MadeSummary | undefined): Decide =>
  ({ assists }, now) => {
    const before = assists.summaries[purpose]
    const isFirst = (before?.seq ?? 0) < because
    const isBetter = before?.by === 'knowledge' && made?.by === 'model'
    return made && (isFirst || isBetter)
      ? { entries: [{ event: { type: 'summary-made', at: now, purpose, ...made } }] }
      : {}
  }

async function findWarm(
  { log }: AssistsParts,
  { session, conversation }: Occasion,
): Promise<MadeSummary | undefined> {
  const last = conversation.at(-1)
  const warm = Object.values(session.state.assists.summaries).find(
    ({ by, through }) => by === 'model' && through === last?.seq,
  )
  const [event] = warm ? await log.read(session.key, warm.seq - 1, 1) : []
  if (event?.type !== 'summary-made') return undefined
  const { through, by, summary } = event
  return { through, by, summary }
}

/**
 * What came of a handover, as its bot reads it in `handover.data`: `{summary: {topic, asked[], done[], promised[], open[]}}`
 * of plain sentences. Undefined where no agent was there.
 */
export async function resultOf(
  parts: AssistsParts,
  key: string,
  { seq, handoverId }: EventOf<'handover-ended'>,
): Promise<{ summary: ReturnType<typeof plainSummary> } | undefined> {
  const occasion = await readHandover(parts, key, seq)
  if (!occasion || !handoverById(occasion.session.state.handover, handoverId)?.joinedAt) return undefined
  const made = await summariseAtOnce(parts, occasion)
  return made && { summary: plainSummary(made.summary) }
}

const plainSummary = ({ topic, asked, done, promised, open }: Summary) => ({
  topic: topic.text,
  asked: asked.map(({ text }) => text),
  done: done.map(({ text }) => text),
  promised: promised.map(({ text }) => text),
  open: open.map(({ text }) => text),
})
