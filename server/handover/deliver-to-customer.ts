import { setTimeout } from 'node:timers/promises'
import { startDeadline } from '../deadline.ts'
import type { EventBodyOf, EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { type HandoverState, handoverById, type MessageOrder } from '../sessions/handover-state.ts'
import type { HandoverParts } from './handover-parts.ts'
import { letOut, reconcile } from './reconcile.ts'

/** Waits before the conversation is read once more, in milliseconds; after the last reading the timestamps decide. */
const WAITS_MILLISECONDS = [150, 300, 600, 1_200]
const READ_TIMEOUT_MILLISECONDS = 2_000

/** How long a message waits for others to share its reading while the event loop has no pause at all. */
const LONGEST_GATHERING_MILLISECONDS = 250

type Work<Event extends DeliveryWork['event']> = DeliveryWork & { event: Event }
type Hint = EventOf<'agent-message-repeated' | 'handover-ended'>

/**
 * Lets an agent's message out to the customer in the order in which 8x8 holds it. Webhooks carry no number and come
 * in any order, so the conversation is read; one reading serves every message that waits, and the busier the server,
 * the longer it waits for more. Where 8x8 cannot be read, the messages go out by their timestamps after about two seconds.
 */
export function deliverToCustomer(parts: HandoverParts): Deliver {
  return async (work, signal) => {
    const { event } = work
    if (event.type === 'message') return await release(parts, { ...work, event }, signal)
    if (event.type === 'agent-message-repeated' || event.type === 'handover-ended') {
      return await look(parts, { ...work, event }, signal)
    }
    return { status: 'parked', error: `Nothing of ${event.type} goes to the customer.` }
  }
}

async function release(
  parts: HandoverParts,
  { key, event, attempts, maybeAttempted }: Work<EventOf<'message'>>,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { seq, handoverId = '' } = event
  const handover = handoverById((await parts.log.find(key))?.state.handover, handoverId)
  if (!handover) return { status: 'done', decide: (_session, now) => onTrust(handoverId, [seq], now) }
  // What lets a message out settles its delivery, but for what a server that died left, or what failed before.
  const out = { status: maybeAttempted ? 'done' : 'settled' } as const
  if (!isUnreleased(handover.order, seq)) return out
  await gather(parts, signal)
  const error = await readOrder(parts, key, handover, seq, signal)
  if (error === undefined) return out
  const afterMilliseconds = WAITS_MILLISECONDS[attempts]
  if (afterMilliseconds === undefined) return { status: 'done', decide: releaseByTime(handoverId) }
  return { status: 'again', error, afterMilliseconds }
}

/** The busier the server, the more it saves to read once for several messages. */
async function gather({ eventLoop }: HandoverParts, signal: AbortSignal): Promise<void> {
  const milliseconds = LONGEST_GATHERING_MILLISECONDS * eventLoop.busyShare() ** 2
  if (milliseconds >= 1) await setTimeout(milliseconds, undefined, { signal })
}

/** Resolves with nothing when the message went out in 8x8's order, otherwise with what is in the way. */
async function readOrder(
  parts: HandoverParts,
  key: string,
  { id, connectionId }: HandoverState,
  seq: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const contactCentre = await parts.findContactCentre(connectionId)
  if (!contactCentre) return 'The connection to 8x8 is gone.'
  using patience = startDeadline(READ_TIMEOUT_MILLISECONDS, signal)
  try {
    const order = await reconcile(parts, contactCentre, key, id, patience.signal)
    return order && isUnreleased(order, seq) ? '8x8 does not list the message yet.' : undefined
  } catch (error) {
    return contactCentre.explain(error).detail
  }
}

const isUnreleased = ({ unreleased }: MessageOrder, seq: number) =>
  unreleased.some(message => message.seq === seq)

/** Everything that waits, oldest first by 8x8's own timestamps. */
const releaseByTime =
  (handoverId: string): Decide =>
  (session, now) => {
    const waiting = handoverById(session.handover, handoverId)?.order.unreleased ?? []
    if (waiting.length === 0) return {}
    const messages = waiting.toSorted((one, other) => one.at - other.at || one.seq - other.seq)
    return onTrust(
      handoverId,
      messages.map(({ seq }) => seq),
      now,
    )
  }

const onTrust = (handoverId: string, messages: number[], now: number) => ({
  entries: [{ event: releasedOnTrust(handoverId, messages, now) }],
  settle: messages.map(letOut),
})

const releasedOnTrust = (
  handoverId: string,
  messages: number[],
  at: number,
): EventBodyOf<'agent-messages-released'> => ({
  type: 'agent-messages-released',
  at,
  handoverId,
  messages,
  verified: false,
})

/** A webhook may have been lost: the words that one repeats may be new after all, and the end may hide the last ones. */
async function look(
  parts: HandoverParts,
  { key, event: { handoverId } }: Work<Hint>,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const handover = handoverById((await parts.log.find(key))?.state.handover, handoverId)
  const contactCentre = handover && (await parts.findContactCentre(handover.connectionId))
  using patience = startDeadline(READ_TIMEOUT_MILLISECONDS, signal)
  if (contactCentre)
    await reconcile(parts, contactCentre, key, handoverId, patience.signal).catch(() => undefined)
  return { status: 'done' }
}
