import type { HandoverSettings } from '../protocol/settings.ts'
import type { Decide, Decision, TimerKind } from '../sessions/decision.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { TimerDue } from '../sessions/timers.ts'
import { endHandover, notice } from './entries.ts'
import type { HandoverParts } from './handover-parts.ts'

const MINUTE_IN_MILLISECONDS = 60_000

/** Acts on a due timer, if it still holds when the session's transaction looks at it. */
export function handoverTimerDue(parts: HandoverParts): TimerDue {
  return async (key, kind) => {
    const session = await parts.log.find(key)
    const endpoint = session && (await parts.findEndpoint(session.owner.endpointId))
    const decide: Decide = ({ handover }, now) =>
      endpoint && isHandoverOn(handover)
        ? decideTimer(kind, handover, endpoint.settings.handover, now)
        : { timers: { [kind]: null } }
    await parts.log.append({ key, decide })
  }
}

function decideTimer(kind: TimerKind, handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  switch (kind) {
    case 'agent-left':
      return agentStayedAway(handover, settings, now)
    case 'queue-timeout':
      return queueTooLong(handover, settings, now)
    case 'inactivity':
      return inactive(handover, settings, now)
  }
}

function agentStayedAway(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  if (handover.graceEndsAt === undefined) return { timers: { 'agent-left': null } }
  if (handover.graceEndsAt > now) return { timers: { 'agent-left': handover.graceEndsAt } }
  const ending = { status: 'completed', reason: 'The agent left.', text: settings.endedMessage, tellContactCentre: true } as const
  return endHandover(handover, ending, now)
}

function queueTooLong(handover: HandoverState, settings: HandoverSettings, now: number): Decision {
  if (handover.status !== 'queue') return { timers: { 'queue-timeout': null } }
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
  const period = settings.inactivityMinutes * MINUTE_IN_MILLISECONDS
  const silentSince = Math.max(handover.lastActivityAt, handover.membersChangedAt)
  const dueAt = silentSince + period * (handover.inactiveCount + 1)
  if (handover.status === 'queue') return { timers: { inactivity: now + period } }
  if (dueAt > now) return { timers: { inactivity: dueAt } }
  const count = handover.inactiveCount + 1
  const event = { type: 'handover-inactive' as const, at: now, handoverId: handover.id, count }
  const entries = [{ event, deliverTo: ['virtual-agent' as const] }]
  if (count < settings.inactivityLimit) {
    return { entries: [...entries, ...notice(settings.inactiveMessage, now)], timers: { inactivity: now + period } }
  }
  const ending = { status: 'completed', reason: 'Nobody wrote for too long.', text: settings.endedMessage, tellContactCentre: true } as const
  const ended = endHandover(handover, ending, now)
  return { ...ended, entries: [...entries, ...(ended.entries ?? [])] }
}
