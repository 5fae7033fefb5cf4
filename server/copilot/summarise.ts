import type { Summary } from '../protocol/assists.ts'
import type { EventBodyOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import { extractSummary } from './extract-summary.ts'
import { type AssistsParts, type Occasion, readOccasion } from './occasion.ts'

export type SummaryPurpose = EventBodyOf<'summary-made'>['purpose']

export type MadeSummary = Pick<EventBodyOf<'summary-made'>, 'through' | 'by' | 'summary'>

const MOST_MESSAGES = 400

/** The summary of what was said up to `through`; undefined where too little was. */
export async function summarise(
  parts: AssistsParts,
  key: string,
  through: number,
): Promise<MadeSummary | undefined> {
  const occasion = await readHandover(parts, key, through)
  return occasion && summariseOccasion(occasion)
}

/** All that was said since the handover before this one. */
export const readHandover = (
  parts: AssistsParts,
  key: string,
  through: number,
): Promise<Occasion | undefined> =>
  readOccasion(parts, { key, through, limit: MOST_MESSAGES, handoverOnly: true })

export function summariseOccasion({ conversation, isPersonRequest }: Occasion): MadeSummary | undefined {
  const last = conversation.at(-1)
  const summary = extractSummary(conversation, isPersonRequest)
  return last && summary && { through: last.seq, by: 'knowledge', summary }
}

/** Writes a summary down for what happened at `because`, once. */
export const writeSummary =
  (purpose: SummaryPurpose, because: number, made: MadeSummary | undefined): Decide =>
  ({ assists }, now) =>
    made && (assists.summaries[purpose]?.seq ?? 0) < because
      ? { entries: [{ event: { type: 'summary-made', at: now, purpose, ...made } }] }
      : {}

/** A summary as a program reads it: plain sentences. */
export const plainSummary = ({ topic, asked, done, promised, open }: Summary) => ({
  topic: topic.text,
  asked: asked.map(({ text }) => text),
  done: done.map(({ text }) => text),
  promised: promised.map(({ text }) => text),
  open: open.map(({ text }) => text),
})
