import type { DeliveryWork } from '../sessions/delivery-lane.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { ContactCentre } from './contact-centre.ts'
import type { HandoverParts } from './handover-parts.ts'

const FIRST_WAIT_MILLISECONDS = 2_000
const LATER_WAIT_MILLISECONDS = 500

/**
 * Whether 8x8 has opened the handover's conversation, so that messages may be sent. 8x8 says so in a webhook; where
 * that does not come within two seconds, it is asked. Resolves early when the handover ends; rejects where 8x8
 * cannot be asked.
 */
export async function untilOpened(
  parts: HandoverParts,
  contactCentre: ContactCentre,
  { key, attempts }: DeliveryWork,
  handover: HandoverState,
  signal: AbortSignal,
): Promise<boolean> {
  if (isOpen(handover)) return true
  const wait = AbortSignal.timeout(attempts === 0 ? FIRST_WAIT_MILLISECONDS : LATER_WAIT_MILLISECONDS)
  await changed(parts, key, handover, AbortSignal.any([signal, wait]))
  const now = (await parts.log.find(key))?.state.handover
  if (now?.id !== handover.id || !isHandoverOn(now) || isOpen(now)) return isOpen(now)
  return askContactCentre(parts, contactCentre, key, now, signal)
}

const isOpen = (handover: HandoverState | undefined) =>
  Boolean(handover?.opened && handover.conversationId) && isHandoverOn(handover)

/** Resolves when the handover opens or ends, or when the time is over. */
function changed(
  { log }: HandoverParts,
  key: string,
  { id }: HandoverState,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    const stop = log.onCommitted(appended => {
      const { handover } = appended.state
      if (appended.key !== key) return
      if (handover?.id !== id || isOpen(handover) || !isHandoverOn(handover)) finish()
    })
    const finish = () => {
      stop()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish)
    if (signal.aborted) finish()
  })
}

async function askContactCentre(
  { log }: HandoverParts,
  contactCentre: ContactCentre,
  key: string,
  { id: handoverId, conversationId }: HandoverState,
  signal: AbortSignal,
): Promise<boolean> {
  if (!conversationId || (await contactCentre.standing(conversationId, signal)) === 'closed') return false
  const { state } = await log.append({
    key,
    decide: ({ handover }, now) =>
      handover?.id !== handoverId || handover.opened
        ? {}
        : { entries: [{ event: { type: 'handover-opened', at: now, handoverId } }] },
  })
  return isOpen(state.handover)
}
