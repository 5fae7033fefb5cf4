import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decide } from '../sessions/decision.ts'
import type { DeliveryResult } from '../sessions/delivery-lane.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { CallFailure } from './contact-centre.ts'
import { endHandover, notice } from './entries.ts'

/** Long enough for 8x8 to list what it had accepted when its answer got lost. */
const LOOK_AGAIN_MILLISECONDS = 500

/** Failed attempts before the customer hears that it takes longer. */
const PATIENCE = 3

/** A wait after which the customer hears of it at once. */
const LONG_MILLISECONDS = 5_000

/** Tries again as the failure suggests; the customer is told once per handover. */
export function tryAgain(
  { ambiguous, outcome, detail, retryAfterMilliseconds }: CallFailure,
  attempts: number,
  settings: HandoverSettings,
): DeliveryResult {
  const isLong = attempts >= PATIENCE || (retryAfterMilliseconds ?? 0) > LONG_MILLISECONDS
  const soon = ambiguous && attempts < PATIENCE ? LOOK_AGAIN_MILLISECONDS : undefined
  return {
    status: 'again',
    error: detail,
    outcome,
    afterMilliseconds: retryAfterMilliseconds ?? soon,
    decide: isLong ? tellOfDelay(settings) : undefined,
  }
}

const tellOfDelay =
  (settings: HandoverSettings): Decide =>
  ({ handover }, now) => {
    if (!isHandoverOn(handover) || handover.delayed) return {}
    const event = { type: 'handover-delayed' as const, at: now, handoverId: handover.id }
    return { entries: [{ event }, ...notice(settings.delayedMessage, now)] }
  }

type Parked = Extract<DeliveryResult, { status: 'parked' }>

/** Gives one delivery up and says so in the transcript. */
export function park(of: number, detail: string, outcome?: string): Parked {
  return {
    status: 'parked',
    error: detail,
    outcome,
    decide: (_session, now) => ({
      entries: [
        {
          event: {
            type: 'delivery-parked',
            at: now,
            of,
            target: 'contact-centre',
            detail: detail.slice(0, 500),
          },
        },
      ],
    }),
  }
}

/** 8x8 refused for good: the handover is over and the customer is back with the virtual agent. */
export const endBecause =
  (handoverId: string, detail: string, settings: HandoverSettings): Decide =>
  ({ handover }, now) => {
    if (!isHandoverOn(handover) || handover.id !== handoverId) return {}
    const ending = {
      status: 'error' as const,
      reason: detail.slice(0, 500),
      text: settings.failedMessage,
      tellContactCentre: false,
    }
    return endHandover(handover, ending, now)
  }
