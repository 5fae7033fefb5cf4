import { randomUUID } from 'node:crypto'
import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import type { SessionEventBody } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings.ts'
import type { Attachment, Data } from '../protocol/values.ts'
import type { Decision, Entry } from '../sessions/decision.ts'
import { type HandoverState, isHandoverOn, messageSignature } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { endHandover, notice } from './entries.ts'
import { newAttachmentId, remoteFile } from './remote-files.ts'

const SECOND_IN_MILLISECONDS = 1_000
const MINUTE_IN_MILLISECONDS = 60_000

export interface EventContext {
  /** The handover whose conversation 8x8 speaks of. */
  handoverId: string
  settings: HandoverSettings
  now: number
  /** 8x8's cards in the vocabulary that the customer's client understands. */
  cardsToData: (cards: Of<'message'>['cards']) => Data | undefined
}

/** What an 8x8 event means for a session. News of an older handover is written down and changes nothing. */
export function decideContactCentreEvent(session: SessionState, event: GatewayEvent, context: EventContext): Decision {
  const { handover } = session
  if (!handover) return {}
  if (handover.id !== context.handoverId) return ofOlderHandover(handover, event, context)
  switch (event.kind) {
    case 'conversation-updated':
      return conversationUpdated(handover, event, context)
    case 'queued':
      return queued(handover, event, context)
    case 'member-changed':
      return event.memberType === 'agent' ? agentChanged(handover, event, context) : record(handover, 'user', event, context)
    case 'transferred':
      return transferred(handover, event, context)
    case 'message':
      return messageReceived(handover, event, context)
    case 'card-action':
      return activity(handover, 'adaptiveCard/action', event.value ?? null, event.at ?? context.now)
    case 'quick-reply':
      return activity(handover, 'quickReply/action', { title: event.title ?? '', payload: event.payload ?? '' }, event.at ?? context.now)
    case 'read-receipts':
      return activity(handover, 'read-receipts', event.receipts.map(({ at = null }) => at), event.at ?? context.now)
    case 'other-activity':
      return activity(handover, event.name, event.value ?? null, event.at ?? context.now)
    default:
      return {}
  }
}

/** An agent's last words may come after the next handover began; the customer still gets them. */
function ofOlderHandover(handover: HandoverState, event: GatewayEvent, context: EventContext): Decision {
  if (event.kind !== 'message') return {}
  const older = { ...handover, id: context.handoverId, order: { ...handover.order, awaitingWebhook: [] } }
  return messageReceived(older, event, context)
}

type Of<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>

function conversationUpdated(handover: HandoverState, event: Of<'conversation-updated'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  const entries: Entry[] = []
  if (!handover.conversationId) {
    entries.push({ event: { type: 'handover-created', at, handoverId: handover.id, conversationId: event.conversationId } })
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
    ? { status: 'completed' as const, reason: 'The agent ended the chat.', text: settings.endedMessage, tellContactCentre: false }
    : { status: 'error' as const, reason: '8x8 closed the chat before an agent joined.', text: settings.failedMessage, tellContactCentre: false }
}

function queued(handover: HandoverState, event: Of<'queued'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  if (isLate(handover, at)) return record(handover, 'queued', event, context)
  const first = handover.queueName === undefined && handover.status === 'queue'
  const { queueId, queueName } = event
  return {
    entries: [
      {
        event: { type: 'handover-queued', at, handoverId: handover.id, queueId, queueName },
        deliverTo: ['virtual-agent'],
      },
      ...(first ? notice(context.settings.queueMessage, context.now) : []),
    ],
    timers: { 'agent-left': null },
  }
}

function agentChanged(handover: HandoverState, event: Of<'member-changed'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  if (isLate(handover, at)) return record(handover, `agent ${event.change}`, event, context)
  return event.change === 'joined' ? agentJoined(handover, event.id, at, context) : agentLeft(handover, event.id, at, context)
}

function agentJoined(handover: HandoverState, agentId: string | undefined, at: number, context: EventContext): Decision {
  const first = handover.status === 'queue'
  return {
    entries: [
      {
        event: { type: 'handover-agent-joined', at, handoverId: handover.id, agentId },
        deliverTo: first ? ['virtual-agent'] : [],
      },
      ...(first ? notice(context.settings.activeMessage, context.now) : []),
    ],
    timers: { 'agent-left': null, 'queue-timeout': null },
  }
}

/** A transfer may still follow: the handover ends only when the grace is over. */
function agentLeft(handover: HandoverState, agentId: string | undefined, at: number, context: EventContext): Decision {
  const graceEndsAt = context.now + context.settings.agentLeftGraceSeconds * SECOND_IN_MILLISECONDS
  return {
    entries: [{ event: { type: 'handover-agent-left', at, handoverId: handover.id, agentId, graceEndsAt } }],
    timers: { 'agent-left': graceEndsAt },
  }
}

/** Comes before or after "agent left", and 8x8 gives no order; a second agent who has joined since outranks it. */
function transferred(handover: HandoverState, event: Of<'transferred'>, context: EventContext): Decision {
  const at = event.at ?? context.now
  if (isLate(handover, at)) return record(handover, 'transferred', event, context)
  return {
    entries: [{ event: { type: 'handover-transferred', at, handoverId: handover.id } }],
    timers: {
      'agent-left': null,
      'queue-timeout': context.now + context.settings.queueTimeoutMinutes * MINUTE_IN_MILLISECONDS,
    },
  }
}

/** Webhooks come in any order: what happened before the last change of members, or after the end, is history. */
const isLate = (handover: HandoverState, at: number) => !isHandoverOn(handover) || at < handover.membersChangedAt

function record(handover: HandoverState, name: string, event: { at?: number | undefined }, { now }: EventContext): Decision {
  return activity(handover, `late: ${name}`, null, event.at ?? now)
}

function activity(handover: HandoverState, name: string, value: Activity['value'], at: number): Decision {
  return { entries: [{ event: { type: 'handover-activity', at, handoverId: handover.id, name: name.slice(0, 128), value } }] }
}
type Activity = Extract<SessionEventBody, { type: 'handover-activity' }>

/** Our own messages may come back as echoes; only what an agent says is new. */
function messageReceived(handover: HandoverState, event: Of<'message'>, context: EventContext): Decision {
  if (event.isEcho || event.sender.type === 'user' || event.sender.type === 'bot') return {}
  const at = event.at ?? context.now
  const signature = messageSignature(event.text, event.attachments.map(({ id }) => id))
  const alreadyRead = handover.order.awaitingWebhook.find(message => message.signature === signature)
  if (alreadyRead) {
    return { entries: [{ event: { type: 'agent-message-repeated', at, handoverId: handover.id, of: alreadyRead.seq } }] }
  }
  const attachments = event.attachments.map(toAttachment)
  return {
    entries: [
      {
        event: {
          type: 'message',
          at,
          messageId: randomUUID(),
          from: 'agent',
          handoverId: handover.id,
          agentId: event.sender.id,
          text: event.text,
          data: context.cardsToData(event.cards),
          ...(attachments.length > 0 && { attachments }),
        },
        deliverTo: ['customer'],
      },
    ],
    attachments: attachments.map(attachment => remoteFile(attachment, handover, event.conversationId)),
  }
}

const MEDIA_TYPES: Record<string, string> = { image: 'image/*', video: 'video/*', audio: 'audio/*' }

function toAttachment({ id: remoteId, type = '', fileName = 'file' }: Of<'message'>['attachments'][number]): Attachment {
  const mediaType = MEDIA_TYPES[type] ?? 'application/octet-stream'
  return { id: newAttachmentId(), name: fileName.slice(0, 255), mediaType, remoteId }
}
