import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decide, Decision, TimerKind } from '../sessions/decision.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { TimerDue } from '../sessions/timers.ts'
import { endHandover, notice } from './entries.ts'
import type { HandoverParts } from './handover-parts.ts'

const MINUTE_IN_MILLISECONDS = 60_000
const ASK_MILLISECONDS = 2_000

/** When a customer who waits since then has waited too long. */
export const queueTimeoutAt = (since: number, { queueTimeoutMinutes }: HandoverSettings) =>
  since + queueTimeoutMinutes * MINUTE_IN_MILLISECONDS

/** When silence since then has lasted for so many periods. */
export const inactivityAt = (since: number, { inactivityMinutes }: HandoverSettings, periods = 1) =>
  since + periods * inactivityMinutes * MINUTE_IN_MILLISECONDS

/** Acts on a due timer, if it still holds when the session's transaction looks at it. Rejects where it must wait. */
export function handoverTimerDue(parts: HandoverParts): TimerDue {
  return async (key, kind) => {
    const session = await parts.log.find(key)
    const endpoint = session && (await parts.findEndpoint(session.owner.endpointId))
    const isInQueue = kind === 'agent-left' && (await isMovedUnheard(parts, session?.state.handover))
    const act = isInQueue ? backInQueue : decideTimer[kind]
    const decide: Decide = ({ handover }, now) =>
      endpoint && isHandoverOn(handover)
        ? act(handover, endpoint.settings.handover, now)
        : { timers: { [kind]: null } }
    await parts.log.append({ key, decide })
  }
}

/** The webhook of a transfer may be late or lost: 8x8 is asked before the customer is cut off. */
async function isMovedUnheard(parts: HandoverParts, handover: HandoverState | undefined): Promise<boolean> {
  if (!handover?.conversationId || handover.graceEndsAt === undefined) return false
  const contactCentre = await parts.findContactCentre(handover.connectionId)
  if (!contactCentre) return false
  try {
    const patience = AbortSignal.timeout(ASK_MILLISECONDS)
    return (await contactCentre.standing(handover.conversationId, patience)) === 'waiting'
  } catch (error) {
    if (contactCentre.explain(error).final) return false
    throw error
  }
}

/** At the time of the departure by 8x8's clock, so that whatever 8x8 tells of the next agent is newer. */
function backInQueue(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  if (handover.graceEndsAt === undefined || handover.graceEndsAt > now)
    return agentStayedAway(handover, settings, now)
  const { id: handoverId, membersChangedAt: at } = handover
  return {
    entries: [{ event: { type: 'handover-transferred', at, handoverId }, deliverTo: ['assists'] }],
    timers: { 'agent-left': null, 'queue-timeout': queueTimeoutAt(now, settings) },
  }
}

function agentStayedAway(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  if (handover.graceEndsAt === undefined) return { timers: { 'agent-left': null } }
  if (handover.graceEndsAt > now) return { timers: { 'agent-left': handover.graceEndsAt } }
  const ending = {
    status: 'completed',
    reason: 'The agent left.',
    text: settings.endedMessage,
    tellContactCentre: true,
  } as const
  return endHandover(handover, ending, now)
}

function queueTooLong(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  if (handover.status !== 'queue') return { timers: { 'queue-timeout': null } }
  const dueAt = queueTimeoutAt(handover.waitingSince, settings)
  if (dueAt > now) return { timers: { 'queue-timeout': dueAt } }
  const ending = {
    status: 'error',
    reason: 'Nobody joined in time.',
    text: settings.timeoutMessage,
    tellContactCentre: true,
  } as const
  return endHandover(handover, ending, now)
}

/** Silence counts only while an agent is there; in the queue the customer has nothing to do but wait. */
function inactive(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  const count = handover.inactiveCount + 1
  const silentSince = Math.max(handover.lastActivityAt, handover.membersChangedAt)
  const dueAt = inactivityAt(silentSince, settings, count)
  const nextAt = inactivityAt(now, settings)
  if (handover.status === 'queue') return { timers: { inactivity: nextAt } }
  if (dueAt > now) return { timers: { inactivity: dueAt } }
  const event = { type: 'handover-inactive' as const, at: now, handoverId: handover.id, count }
  const entries = [{ event, deliverTo: ['virtual-agent' as const] }]
  if (count < settings.inactivityLimit) {
    return { entries: [...entries, ...notice(settings.inactiveMessage, now)], timers: { inactivity: nextAt } }
  }
  const ending = {
    status: 'completed',
    reason: 'Nobody wrote for too long.',
    text: settings.endedMessage,
    tellContactCentre: true,
  } as const
  const ended = endHandover(handover, ending, now)
  return { ...ended, entries: [...entries, ...(ended.entries ?? [])] }
}

/** What a timer that is due means now; it may have been moved or cleared since it was found. */
export const decideTimer: Record<
  TimerKind,
  (handover: HandoverState, settings: HandoverSettings, now: number) => Decision
> = {
  'agent-left': agentStayedAway,
  'queue-timeout': queueTooLong,
  inactivity: inactive,
}
