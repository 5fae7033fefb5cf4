import type { EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { HandoverParts } from './handover-parts.ts'
import { reconcile } from './reconcile.ts'

/** Waits before the conversation is read once more, in milliseconds; after the last one the timestamps decide. */
const WAITS_MILLISECONDS = [150, 300, 600, 1_200]
const READ_TIMEOUT_MILLISECONDS = 2_000

/**
 * Lets an agent's message out to the customer in the order in which 8x8 holds it. Webhooks carry no number and come
 * in any order, so the conversation is read; one reading serves every message that waits. Where 8x8 cannot be
 * read, the messages go out by their timestamps after about two seconds.
 */
export function deliverToCustomer(parts: HandoverParts): Deliver {
  return async (work, signal) => {
    if (!(await waits(parts, work))) return { status: 'done' }
    return parts.access.alone(work.key, () => release(parts, work, signal))
  }
}

const waits = async ({ log }: HandoverParts, { key, event }: DeliveryWork) => {
  const session = await log.find(key)
  const isOfThisHandover = (event as EventOf<'message'>).handoverId === session?.state.handover?.id
  return !isOfThisHandover || isUnreleased(session?.state, event.seq)
}

const isUnreleased = (session: SessionState | undefined, seq: number) =>
  session?.handover?.order.unreleased.some(message => message.seq === seq) ?? false

async function release(parts: HandoverParts, work: DeliveryWork, signal: AbortSignal): Promise<DeliveryResult> {
  const { seq } = work.event
  const { handoverId = '' } = work.event as EventOf<'message'>
  const handover = (await parts.log.find(work.key))?.state.handover
  if (handover?.id !== handoverId) return { status: 'done', decide: releaseAlone(handoverId, seq) }
  if (!handover.order.unreleased.some(message => message.seq === seq)) return { status: 'done' }
  const afterMilliseconds = WAITS_MILLISECONDS[work.attempts]
  const contactCentre = await parts.findContactCentre(handover.connectionId)
  if (!contactCentre || afterMilliseconds === undefined) return { status: 'done', decide: releaseByTime(handoverId) }
  try {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(READ_TIMEOUT_MILLISECONDS)])
    const { released, decide } = await reconcile(parts.database, contactCentre, work.key, handover, timeout)
    if (released.includes(seq)) return { status: 'done', decide }
    return { status: 'again', error: '8x8 does not list the message yet.', afterMilliseconds, decide }
  } catch (error) {
    return { status: 'again', error: contactCentre.explain(error).detail, afterMilliseconds }
  }
}

/** Everything that waits, oldest first by 8x8's own timestamps. */
const releaseByTime =
  (handoverId: string): Decide =>
  ({ handover }, now) => {
    if (handover?.id !== handoverId || handover.order.unreleased.length === 0) return {}
    const messages = handover.order.unreleased.toSorted((one, other) => one.at - other.at || one.seq - other.seq)
    return { entries: [releasedOnTrust(handoverId, messages.map(({ seq }) => seq), now)] }
  }

/** A message of a handover that another one has followed. */
const releaseAlone =
  (handoverId: string, seq: number): Decide =>
  (_session, now) => ({ entries: [releasedOnTrust(handoverId, [seq], now)] })

const releasedOnTrust = (handoverId: string, messages: number[], now: number) => ({
  event: { type: 'agent-messages-released' as const, at: now, handoverId, messages, verified: false },
})
