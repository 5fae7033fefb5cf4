import type { DeliveryWork } from '../sessions/delivery-lane.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { HandoverParts } from './handover-parts.ts'

const WAIT_MILLISECONDS = 2_000

/**
 * The handover that a customer's message belongs to, once 8x8 has opened its conversation. 8x8 says so in a webhook;
 * where that does not come, it is asked. `over` where the handover ended or another one followed.
 */
export async function untilOpened(
  parts: HandoverParts,
  { key, event }: DeliveryWork,
  signal: AbortSignal,
): Promise<HandoverState | 'not-yet' | 'over'> {
  const now = standing((await parts.log.find(key))?.state.handover, event.seq)
  if (now !== 'not-yet') return now
  await changed(parts, key, AbortSignal.any([signal, AbortSignal.timeout(WAIT_MILLISECONDS)]))
  const session = await parts.log.find(key)
  const later = standing(session?.state.handover, event.seq)
  if (later !== 'not-yet') return later
  return askContactCentre(parts, key, session?.state.handover, signal)
}

function standing(handover: HandoverState | undefined, seq: number): HandoverState | 'not-yet' | 'over' {
  if (!isHandoverOn(handover) || handover.requestedSeq > seq) return 'over'
  return handover.opened && handover.conversationId ? handover : 'not-yet'
}

/** Resolves when the handover opens or ends, or when the time is over. */
function changed({ log }: HandoverParts, key: string, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const stop = log.onCommitted(appended => {
      if (appended.key !== key) return
      const { handover } = appended.state
      if (handover?.opened || !isHandoverOn(handover)) finish()
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
  parts: HandoverParts,
  key: string,
  handover: HandoverState | undefined,
  signal: AbortSignal,
): Promise<HandoverState | 'not-yet'> {
  if (!handover?.conversationId) return 'not-yet'
  const contactCentre = await parts.findContactCentre(handover.connectionId)
  const open = await contactCentre?.isOpen(handover.conversationId, signal).catch(() => false)
  if (!open) return 'not-yet'
  const { state } = await parts.log.append({
    key,
    decide: ({ handover: current }, now) =>
      current?.id !== handover.id || current.opened
        ? {}
        : { entries: [{ event: { type: 'handover-opened', at: now, handoverId: handover.id } }] },
  })
  return state.handover?.opened ? state.handover : 'not-yet'
}
