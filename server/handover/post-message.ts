import type { EventOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings.ts'
import type { Decide } from '../sessions/decision.ts'
import type { DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { ContactCentre } from './contact-centre.ts'
import { endBecause, park, tryAgain } from './failures.ts'
import type { HandoverParts } from './handover-parts.ts'
import { reconcile } from './reconcile.ts'
import { untilOpened } from './until-opened.ts'

type Work = DeliveryWork & { event: EventOf<'message'> }

const ENDED = 'The handover ended before the message could be sent.'

/**
 * Sends a customer's message to the agent, once: 8x8 gives no id and takes no idempotency key, so after a doubtful
 * attempt the conversation is read back before the message is sent again.
 */
export async function postMessage(parts: HandoverParts, work: Work, signal: AbortSignal): Promise<DeliveryResult> {
  const opened = await untilOpened(parts, work, signal)
  if (opened === 'not-yet') return { status: 'again', error: '8x8 has not opened the conversation yet.', afterMilliseconds: 500 }
  if (opened === 'over') return work.maybeAttempted ? { status: 'done' } : park(work.event.seq, ENDED)
  const endpoint = await parts.findEndpoint(work.owner.endpointId)
  const contactCentre = await parts.findContactCentre(opened.connectionId)
  if (!endpoint || !contactCentre) return park(work.event.seq, 'The connection to 8x8 is gone.')
  const settings = endpoint.settings.handover
  try {
    return await parts.access.alone(work.key, () => sendOnce(parts, work, contactCentre, signal))
  } catch (error) {
    return failed(error, work, opened, contactCentre, settings)
  }
}

async function sendOnce(
  parts: HandoverParts,
  work: Work,
  contactCentre: ContactCentre,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { seq } = work.event
  const handover = await knownConversation(parts, work, contactCentre, signal)
  if (!isHandoverOn(handover) || !handover.conversationId) return park(seq, ENDED)
  if (handover.order.accountedThrough >= seq) return { status: 'done' }
  let decide: Decide | undefined
  if (work.maybeAttempted) {
    const found = await reconcile(parts.database, contactCentre, work.key, handover, signal)
    if (found.accountedThrough >= seq) return { status: 'done', decide: found.decide }
    decide = found.decide
  }
  await send(parts, work, handover.conversationId, contactCentre, signal)
  return { status: 'done', decide }
}

/** The handover, after a first look at what its conversation holds before anything of ours is in it. */
async function knownConversation(parts: HandoverParts, work: Work, contactCentre: ContactCentre, signal: AbortSignal) {
  const handover = (await parts.log.find(work.key))?.state.handover
  if (!handover?.conversationId || handover.order.watermark !== undefined) return handover
  const { decide } = await reconcile(parts.database, contactCentre, work.key, handover, signal)
  return (await parts.log.append({ key: work.key, decide })).state.handover
}

async function send(
  { database }: HandoverParts,
  { event }: Work,
  conversationId: string,
  contactCentre: ContactCentre,
  signal: AbortSignal,
): Promise<void> {
  const attachmentIds: string[] = []
  for (const { id, name, mediaType } of event.attachments ?? []) {
    const file = await database.kysely.selectFrom('attachments').select('content').where('id', '=', id).executeTakeFirst()
    if (!file?.content) continue
    attachmentIds.push(await contactCentre.uploadAttachment(conversationId, { name, mediaType, content: file.content }, signal))
  }
  await contactCentre.postMessage(conversationId, { author: 'customer', text: event.text, data: event.data, attachmentIds }, signal)
}

function failed(
  error: unknown,
  work: Work,
  handover: HandoverState,
  contactCentre: ContactCentre,
  settings: HandoverSettings,
): DeliveryResult {
  const failure = contactCentre.explain(error)
  if (!failure.final) return tryAgain(failure, work.attempts, settings)
  const parked = park(work.event.seq, failure.detail)
  if (!failure.gone) return parked
  const end = endBecause(handover.id, failure.detail, settings)
  return { ...parked, decide: (session, now) => joinEntries(parked.decide?.(session, now), end(session, now)) }
}

const joinEntries = (one: ReturnType<Decide> = {}, other: ReturnType<Decide> = {}) => ({
  ...one,
  ...other,
  entries: [...(one.entries ?? []), ...(other.entries ?? [])],
})
