import type { EventOf } from '../protocol/session-events.ts'
import type { DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { park } from './failures.ts'
import type { HandoverParts } from './handover-parts.ts'

type Work = DeliveryWork & { event: EventOf<'handover-ended' | 'handover-activity'> }

const LONGEST_TRYING = 20

/** Tells 8x8 that the customer left, so that no agent waits for them. */
export async function endConversation(
  parts: HandoverParts,
  work: Work,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const conversation = await parts.database.kysely
    .selectFrom('conversations')
    .select(['conversation_id', 'connection_id'])
    .where('handover_id', '=', work.event.handoverId)
    .executeTakeFirst()
  const contactCentre = conversation && (await parts.findContactCentre(conversation.connection_id))
  if (!contactCentre) return { status: 'done' }
  try {
    await contactCentre.endConversation(conversation.conversation_id, signal)
    return { status: 'done' }
  } catch (error) {
    const { final, outcome, detail, retryAfterMilliseconds } = contactCentre.explain(error)
    if (final || work.attempts >= LONGEST_TRYING) return park(work.event.seq, detail, outcome)
    return { status: 'again', error: detail, outcome, afterMilliseconds: retryAfterMilliseconds }
  }
}
