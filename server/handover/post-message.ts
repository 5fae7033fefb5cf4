import { startDeadline } from '../deadline.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decide } from '../sessions/decision.ts'
import type { DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { ContactCentre } from './contact-centre.ts'
import { endBecause, park, tryAgain } from './failures.ts'
import type { HandoverParts } from './handover-parts.ts'
import { reconcile } from './reconcile.ts'
import { untilOpened } from './until-opened.ts'
import { wordsAtContactCentre } from './words-at-contact-centre.ts'

type Work = DeliveryWork & { event: EventOf<'message'> }

const ENDED = 'The handover ended before the message could be sent.'

/** Events after which our messages are counted at 8x8 even where all went well, so that a later count is short. */
const COUNTED_EVERY = 300

/** Attempts after which nobody looks any more whether a message had arrived before the end. */
const LOOKS_AFTER_THE_END = 6

const RECEIPT_MILLISECONDS = 5_000

/**
 * Sends a customer's message to the agent, or an agent's from the copilot into their conversation, once: 8x8 gives no id and takes no idempotency key, so after a doubtful
 * attempt the conversation is read back before the message is sent again.
 */
export async function postMessage(
  parts: HandoverParts,
  work: Work,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { seq } = work.event
  const handover = await handoverOf(parts, work)
  const endpoint = await parts.findEndpoint(work.owner.endpointId)
  if (!handover) return park(seq, ENDED)
  const contactCentre = await parts.findContactCentre(handover.connectionId)
  if (!endpoint || !contactCentre) return park(seq, 'The connection to 8x8 is gone.')
  try {
    if (isHandoverOn(handover) && !(await untilOpened(parts, contactCentre, work, handover, signal))) {
      return { status: 'again', error: '8x8 has not opened the conversation yet.', afterMilliseconds: 500 }
    }
    return await sendOnce(parts, work, contactCentre, signal)
  } catch (error) {
    return failed(error, work, handover, contactCentre, endpoint.settings.handover)
  }
}

/** The handover during which the customer wrote. */
async function handoverOf({ log }: HandoverParts, { key, event }: Work): Promise<HandoverState | undefined> {
  const handover = (await log.find(key))?.state.handover
  return [handover, handover?.previous].find(known => known && known.requestedSeq < event.seq)
}

/** After the end nothing is sent; what may have been sent before is looked for. */
async function sendOnce(
  parts: HandoverParts,
  work: Work,
  contactCentre: ContactCentre,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { key, event, maybeAttempted } = work
  const handover = await handoverOf(parts, work)
  const isOver = !isHandoverOn(handover)
  if (!handover?.conversationId || (isOver && !maybeAttempted)) return park(event.seq, ENDED)
  const { order } = handover
  if (order.accountedThrough >= event.seq) return { status: 'done' }
  const isLongUncounted = event.seq - order.accountedThrough > COUNTED_EVERY
  const mustLook = maybeAttempted || isLongUncounted || order.watermark === undefined
  const seen = mustLook ? await reconcile(parts, contactCentre, key, handover.id, signal) : order
  if (seen && seen.accountedThrough >= event.seq) return { status: 'done' }
  if (isOver) return park(event.seq, ENDED)
  await send(parts, event, handover.conversationId, contactCentre, signal)
  if (handover.readBy === event.seq) void tellRead(contactCentre, handover.conversationId, event.at)
  return { status: 'done' }
}

async function send(
  { database }: HandoverParts,
  message: EventOf<'message'>,
  conversationId: string,
  contactCentre: ContactCentre,
  signal: AbortSignal,
): Promise<void> {
  const { from, attachments = [], data } = message
  const attachmentIds: string[] = []
  for (const { id, name, mediaType } of attachments) {
    const file = await database.kysely
      .selectFrom('attachments')
      .select('content')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!file?.content) continue
    const upload = { name, mediaType, content: file.content }
    attachmentIds.push(await contactCentre.uploadAttachment(conversationId, upload, signal))
  }
  const author = from === 'customer' ? 'customer' : 'virtual-agent'
  const text = wordsAtContactCentre(message)
  await contactCentre.postMessage(conversationId, { author, text, data, attachmentIds }, signal)
}

/** Who answers has read. A receipt that gets lost is not sent again. */
async function tellRead(contactCentre: ContactCentre, conversationId: string, readAt: number): Promise<void> {
  using deadline = startDeadline(RECEIPT_MILLISECONDS, undefined)
  await contactCentre.customerRead(conversationId, readAt, deadline.signal).catch(() => undefined)
}

function failed(
  error: unknown,
  work: Work,
  handover: HandoverState,
  contactCentre: ContactCentre,
  settings: HandoverSettings,
): DeliveryResult {
  const failure = contactCentre.explain(error)
  // A key is replaced within minutes, and no message has to get lost over it.
  const mayPass = !failure.final || failure.unauthorized
  const isWorthTrying = isHandoverOn(handover) || work.attempts < LOOKS_AFTER_THE_END
  if (mayPass && isWorthTrying) return tryAgain(failure, work.attempts, settings)
  const parked = park(work.event.seq, failure.detail, failure.outcome)
  if (!failure.gone) return parked
  const end = endBecause(handover.id, failure.detail, settings)
  return {
    ...parked,
    decide: (session, now) => joinEntries(parked.decide?.(session, now), end(session, now)),
  }
}

const joinEntries = (one: ReturnType<Decide> = {}, other: ReturnType<Decide> = {}) => ({
  ...one,
  ...other,
  entries: [...(one.entries ?? []), ...(other.entries ?? [])],
})
