import type { EventOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decide } from '../sessions/decision.ts'
import type { DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { handoverById, isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import type { ContactCentre } from './contact-centre.ts'
import { conversationRequest } from './conversation-request.ts'
import { copilotLink } from './copilot-link.ts'
import { endBecause, tryAgain } from './failures.ts'
import type { HandoverEndpoint, HandoverParts } from './handover-parts.ts'

/** Events read for the history; 8x8 takes the newest 200 messages among them. */
const HISTORY_EVENTS = 600

type Work = DeliveryWork & { event: EventOf<'handover-requested'> }

/**
 * Creates the conversation at 8x8, once: the call has no idempotency key, so after a doubtful attempt the
 * conversation is looked for by our handover id before another is created.
 */
export async function createConversation(
  parts: HandoverParts,
  work: Work,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { handoverId, connectionId } = work.event
  const endpoint = await parts.findEndpoint(work.owner.endpointId)
  if (!endpoint) return { status: 'parked', error: 'The endpoint is gone.' }
  const contactCentre = await parts.findContactCentre(connectionId)
  const { handover } = endpoint.settings
  if (!contactCentre) return refused(handoverId, 'The connection to 8x8 is gone.', handover)
  try {
    const conversationId = await findOrCreate(parts, work, contactCentre, endpoint, signal)
    if (!conversationId) return { status: 'done' }
    return { status: 'done', decide: created(handoverId, connectionId, conversationId) }
  } catch (error) {
    return failed(error, work, contactCentre, handover)
  }
}

async function findOrCreate(
  parts: HandoverParts,
  work: Work,
  contactCentre: ContactCentre,
  endpoint: HandoverEndpoint,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { handoverId } = work.event
  const session = await parts.log.find(work.key)
  const handover = handoverById(session?.state.handover, handoverId)
  const isWanted = isHandoverOn(handover)
  const existing =
    handover?.conversationId ??
    (work.maybeAttempted ? await contactCentre.findConversation(handoverId, signal) : undefined)
  if (existing && !isWanted) await contactCentre.endConversation(existing, signal)
  if (existing || !isWanted || !session) return existing
  const request = conversationRequest({
    settings: endpoint.settings.handover,
    profile: session.state.profile,
    handoverId,
    correlationId: work.event.correlationId,
    copilotLink: await linkFor(parts, endpoint, work.owner),
    extra: work.event.properties,
    events: await parts.log.readBack(work.key, work.event.seq, HISTORY_EVENTS),
  })
  return contactCentre.createConversation(request, signal)
}

const linkFor = async (
  { publicUrl, passFor }: HandoverParts,
  endpoint: HandoverEndpoint,
  owner: SessionOwner,
) => copilotLink(publicUrl(), endpoint.URLToken, owner, await passFor(endpoint, owner))

/** Writes down which conversation is ours; a webhook may have told us first. */
const created =
  (handoverId: string, connectionId: string, conversationId: string): Decide =>
  ({ handover }, now) => ({
    conversation: { connection_id: connectionId, conversation_id: conversationId, handover_id: handoverId },
    entries:
      handover?.id !== handoverId || handover.conversationId
        ? []
        : [
            {
              event: { type: 'handover-created', at: now, handoverId, conversationId },
              deliverTo: ['intake'],
            },
          ],
  })

function failed(
  error: unknown,
  work: Work,
  contactCentre: ContactCentre,
  settings: HandoverSettings,
): DeliveryResult {
  const failure = contactCentre.explain(error)
  if (!failure.final) return tryAgain(failure, work.attempts, settings)
  return refused(work.event.handoverId, failure.detail, settings, failure.outcome)
}

const refused = (
  handoverId: string,
  detail: string,
  settings: HandoverSettings,
  outcome?: string,
): DeliveryResult => ({
  status: 'parked',
  error: detail,
  outcome,
  decide: endBecause(handoverId, detail, settings),
})
