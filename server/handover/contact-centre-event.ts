import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import type { EventBodyOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decision, Entry } from '../sessions/decision.ts'
import { goesOnWithout, type HandoverState, handoverById, isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { decideMessage, type MessageContext } from './contact-centre-message.ts'
import { endHandover, notice } from './entries.ts'
import { queueTimeoutAt } from './handover-timers.ts'

const SECOND_IN_MILLISECONDS = 1_000

export interface EventContext extends MessageContext {
  settings: HandoverSettings
}

type Of<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>
type Dated = { at?: number | undefined }

/**
 * What an 8x8 event means for a session. Webhooks come in any order: what something newer has overtaken, or what
 * comes after the end, is written down and changes nothing; only an agent's words always reach the customer.
 */
export function decideContactCentreEvent(
  session: SessionState,
  event: GatewayEvent,
  context: EventContext,
): Decision {
  const handover = handoverById(session.handover, context.handoverId)
  if (event.kind === 'message') return decideMessage(handover, event, context)
  if (!handover) return {}
  switch (event.kind) {
    case 'conversation-updated':
      return conversationUpdated(handover, event, context)
    case 'queued':
      return queued(handover, event, context)
    case 'member-changed':
      return memberChanged(handover, event, context)
    case 'transferred':
      return transferred(handover, event, context)
    case 'card-action':
      return activity(handover, 'adaptiveCard/action', event, context, event.value)
    case 'quick-reply':
      return activity(handover, 'quickReply/action', event, context, {
        title: event.title ?? '',
        payload: event.payload ?? '',
      })
    case 'read-receipts':
      return activity(
        handover,
        'read-receipts',
        event,
        context,
        event.receipts.map(({ at = null }) => at),
      )
    case 'other-activity':
      return activity(handover, event.name, event, context, event.value)
    default:
      return {}
  }
}

function conversationUpdated(
  handover: HandoverState,
  event: Of<'conversation-updated'>,
  context: EventContext,
): Decision {
  const at = event.at ?? context.now
  const entries: Entry[] = []
  if (!handover.conversationId) {
    const { conversationId } = event
    const created = { type: 'handover-created' as const, at, handoverId: handover.id, conversationId }
    entries.push({ event: created, deliverTo: ['intake'] })
  }
  if (event.state === 'active' && !handover.opened) {
    entries.push({ event: { type: 'handover-opened', at, handoverId: handover.id } })
  }
  if (event.state !== 'idle' || !isHandoverOn(handover) || at < handover.membersChangedAt) return { entries }
  const ended = endHandover(handover, closedBy8x8(handover, context.settings), context.now)
  return { ...ended, entries: [...entries, ...(ended.entries ?? [])] }
}

/** 8x8 closed the interaction: after an agent it is done, before one nobody came. */
function closedBy8x8(handover: HandoverState, settings: HandoverSettings) {
  const served = handover.status === 'active' || handover.graceEndsAt !== undefined
  return served
    ? {
        status: 'completed' as const,
        reason: 'The agent ended the chat.',
        text: settings.endedMessage,
        tellContactCentre: false,
      }
    : {
        status: 'error' as const,
        reason: '8x8 closed the chat before an agent joined.',
        text: settings.failedMessage,
        tellContactCentre: false,
      }
}

function queued(handover: HandoverState, event: Of<'queued'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  if (!isHandoverOn(handover)) return openedAfterTheEnd(handover, 'queued', event, context)
  if (at < handover.joinedAt) return activity(handover, 'late: queued', event, context)
  const isFirstNews = handover.status === 'queue' && handover.membersChangedAt === 0
  const { queueId, queueName } = event
  return {
    entries: [
      {
        event: { type: 'handover-queued', at, handoverId: handover.id, queueId, queueName },
        deliverTo: ['virtual-agent'],
      },
      ...(isFirstNews ? notice(context.settings.queueMessage, context.now) : []),
    ],
    timers: waitingTimers(handover, context),
  }
}

function memberChanged(
  handover: HandoverState,
  event: Of<'member-changed'>,
  context: EventContext,
): Decision {
  const at = event.at ?? context.now
  const happening = `${event.memberType} ${event.change}`
  if (event.memberType === 'user') return activity(handover, happening, event, context)
  if (event.change === 'joined' && !isHandoverOn(handover))
    return openedAfterTheEnd(handover, happening, event, context)
  const overtakenBy = event.change === 'joined' ? handover.membersChangedAt : handover.joinedAt
  if (!isHandoverOn(handover) || at < overtakenBy)
    return activity(handover, `late: ${happening}`, event, context)
  return event.change === 'joined'
    ? agentJoined(handover, event, at, context)
    : agentLeft(handover, event.id, at, context)
}

function agentJoined(
  handover: HandoverState,
  { id: agentId, name: agentName }: Of<'member-changed'>,
  at: number,
  { settings, now }: EventContext,
): Decision {
  const cameFromQueue = handover.status === 'queue'
  return {
    entries: [
      {
        event: { type: 'handover-agent-joined', at, handoverId: handover.id, agentId, agentName },
        deliverTo: cameFromQueue ? ['virtual-agent'] : [],
      },
      ...(cameFromQueue ? notice(settings.activeMessage, now) : []),
    ],
    timers: { 'agent-left': null, 'queue-timeout': null },
  }
}

/** A transfer may still follow: the handover ends only when the grace is over. */
function agentLeft(
  handover: HandoverState,
  agentId: string | undefined,
  at: number,
  { settings, now }: EventContext,
): Decision {
  const event: EventBodyOf<'handover-agent-left'> = {
    type: 'handover-agent-left',
    at,
    handoverId: handover.id,
    agentId,
  }
  if (goesOnWithout(handover, agentId)) return { entries: [{ event }] }
  const graceEndsAt = now + settings.agentLeftGraceSeconds * SECOND_IN_MILLISECONDS
  return { entries: [{ event: { ...event, graceEndsAt } }], timers: { 'agent-left': graceEndsAt } }
}

/** Comes before or after "agent left", and 8x8 gives no order; a second agent who has joined since outranks it. */
function transferred(handover: HandoverState, event: Of<'transferred'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  if (!isHandoverOn(handover) || at < handover.joinedAt)
    return activity(handover, 'late: transferred', event, context)
  return {
    entries: [
      { event: { type: 'handover-transferred', at, handoverId: handover.id }, deliverTo: ['assists'] },
    ],
    timers: waitingTimers(handover, context),
  }
}

/** Nobody is leaving any more; who comes back into a queue may wait as long as at first. */
function waitingTimers({ status }: HandoverState, { settings, now }: EventContext): Decision['timers'] {
  const again = status === 'active' && { 'queue-timeout': queueTimeoutAt(now, settings) }
  return { 'agent-left': null, ...again }
}

/** A message that crosses the end makes 8x8 open the conversation again: it hears that the customer is gone. */
function openedAfterTheEnd(
  handover: HandoverState,
  happening: string,
  event: Dated,
  context: EventContext,
): Decision {
  const { entries = [] } = activity(handover, `after the end: ${happening}`, event, context)
  const isOld = (event.at ?? context.now) < handover.membersChangedAt
  return { entries: isOld ? entries : entries.map(entry => ({ ...entry, deliverTo: ['contact-centre'] })) }
}

function activity(
  handover: HandoverState,
  name: string,
  event: Dated,
  { now }: EventContext,
  value: EventBodyOf<'handover-activity'>['value'] = null,
): Decision {
  const at = event.at ?? now
  return {
    entries: [
      { event: { type: 'handover-activity', at, handoverId: handover.id, name: name.slice(0, 128), value } },
    ],
  }
}
