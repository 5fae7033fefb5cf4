import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult } from '../sessions/delivery-lane.ts'
import { atTheEnd } from './at-the-end.ts'
import { type AssistsParts, readOccasion } from './occasion.ts'
import { readAtOnce } from './read-along.ts'
import { readHandover, type SummaryPurpose, summariseAtOnce, writeSummary } from './summarise.ts'
import { together } from './together.ts'

/** Enough to tell the mood of the last ten messages and what a short answer answers. */
const MESSAGES = 24

/**
 * What the copilot reads where the chat changes hands: mood, facts, the next action and a summary, and summary and wrap-up at
 * its end. Beside the drafts, so that neither waits, and without waiting for a model before the end.
 */
export function deliverAssists(parts: AssistsParts): Deliver {
  return async ({ key, event }, signal) => {
    switch (event.type) {
      case 'handover-requested':
        return written([
          ...(await changingHands(parts, key, event.seq, 'handover')),
          ...(await readNow(parts, key, event.seq, true)),
        ])
      case 'handover-transferred':
        return written(await changingHands(parts, key, event.seq, 'transfer'))
      case 'handover-ended':
        return written(await atTheEnd(parts, key, event, signal))
      default:
        return { status: 'done' }
    }
  }
}

/** Mood, facts and next action at a message of the customer. */
export const readTurn = (parts: AssistsParts, key: string, seq: number) => readNow(parts, key, seq, false)

async function readNow(
  parts: AssistsParts,
  key: string,
  through: number,
  isNewHandover: boolean,
): Promise<Decide[]> {
  const occasion = isNewHandover
    ? await readHandover(parts, key, through)
    : await readOccasion(parts, { key, through, limit: MESSAGES, handoverOnly: true })
  if (!occasion) return []
  const hasModel = (await parts.findModel(occasion.session.owner.endpointId)) !== undefined
  return readAtOnce(parts, occasion, { isNewHandover, hasModel })
}

async function changingHands(
  parts: AssistsParts,
  key: string,
  seq: number,
  purpose: SummaryPurpose,
): Promise<Decide[]> {
  const occasion = await readHandover(parts, key, seq)
  const made = occasion && (await summariseAtOnce(parts, occasion))
  return [writeSummary(purpose, seq, made)]
}

/** All that was decided, in one commit. */
const written = (decides: Decide[]): DeliveryResult =>
  decides.length === 0 ? { status: 'done' } : { status: 'done', decide: together(decides) }
