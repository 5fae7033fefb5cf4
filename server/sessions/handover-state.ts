import type { EventOf, HandoverEnd, SessionEvent } from '../protocol/session-events.ts'
import { messageSignature } from './message-signature.ts'

/** A handover as its events leave it. `queue` is before an agent joins, and again after a transfer. */
export interface HandoverState {
  readonly id: string
  readonly connectionId: string
  readonly correlationId: string
  readonly status: 'queue' | 'active' | HandoverEnd
  readonly requestedAt: number
  readonly requestedSeq: number
  /** Since when the customer waits for an agent, or waited for the last one. */
  readonly waitingSince: number
  readonly endedAt?: number
  readonly conversationId?: string
  /** 8x8 made the interaction: messages may be sent. */
  readonly opened: boolean
  readonly queueName?: string
  /** The agents in the conversation now; after a transfer the one who is about to leave. */
  readonly agentIds: readonly string[]
  /** When somebody last joined, left or was queued, by 8x8's clock: what is older came late. */
  readonly membersChangedAt: number
  /** When an agent last joined, by 8x8's clock. */
  readonly joinedAt: number
  /** 8x8 could not be reached, and the customer was told. */
  readonly delayed: boolean
  /** Set while nobody knows whether a transfer follows "agent left". */
  readonly graceEndsAt?: number
  readonly lastActivityAt: number
  readonly inactiveCount: number
  /** The agent has said something since the customer last wrote. */
  readonly unread: boolean
  /** The customer's message that showed that they had read what the agent said before. */
  readonly readBy?: number
  readonly order: MessageOrder
  /** The handover before this one, for what 8x8 still says of it. */
  readonly previous?: HandoverState
}

/** What is needed to let the agent's messages out in 8x8's order, and to count our own there. */
export interface MessageOrder {
  readonly unreleased: readonly AgentMessage[]
  /** Released on their timestamps alone; 8x8's order was not read for them yet. */
  readonly unverified: readonly AgentMessage[]
  /** Found by reading; their webhooks are still to come. */
  readonly awaitingWebhook: readonly AgentMessage[]
  readonly watermark?: string
  /** Our deliveries up to this event are known to be at 8x8. */
  readonly accountedThrough: number
}

export interface AgentMessage {
  readonly seq: number
  readonly at: number
  readonly signature: string
}

/** Messages kept for a counterpart at 8x8 that may never come. */
const MOST_REMEMBERED = 200

export const isHandoverOn = (handover: HandoverState | undefined): handover is HandoverState =>
  handover?.status === 'queue' || handover?.status === 'active'

/** The session's handover with this id, where it is the current one or the one before. */
export const handoverById = (handover: HandoverState | undefined, id: string): HandoverState | undefined =>
  [handover, handover?.previous].find(known => known?.id === id)

/** The handover after one more event; an event of the one before changes that one. */
export function applyToHandover(
  handover: HandoverState | undefined,
  event: SessionEvent,
): HandoverState | undefined {
  if (event.type === 'handover-requested') return requested(handover, event)
  if (!handover) return undefined
  if ('handoverId' in event && event.handoverId !== handover.id) return applyToPrevious(handover, event)
  switch (event.type) {
    case 'handover-created':
      return { ...handover, conversationId: event.conversationId }
    case 'handover-opened':
      return { ...handover, opened: true }
    case 'handover-delayed':
      return { ...handover, delayed: true }
    case 'handover-queued':
      return {
        ...backToQueue(handover, event),
        opened: true,
        queueName: event.queueName ?? handover.queueName,
      }
    case 'handover-agent-joined':
      return joined(handover, event)
    case 'handover-agent-left':
      return left(handover, event)
    case 'handover-transferred':
      return backToQueue(handover, event)
    case 'handover-inactive':
      return { ...handover, inactiveCount: event.count }
    case 'handover-ended':
      return { ...handover, status: event.status, endedAt: event.at, agentIds: [], graceEndsAt: undefined }
    case 'message':
      return messageSaid(handover, event)
    case 'agent-messages-released':
      return {
        ...handover,
        unread: handover.unread || event.messages.length > 0,
        order: released(handover.order, event),
      }
    case 'agent-message-repeated':
      return {
        ...handover,
        order: { ...handover.order, awaitingWebhook: without(handover.order.awaitingWebhook, [event.of]) },
      }
    default:
      return handover
  }
}

function applyToPrevious(
  handover: HandoverState,
  event: SessionEvent & { handoverId?: string },
): HandoverState {
  const { previous } = handover
  return previous?.id === event.handoverId
    ? { ...handover, previous: applyToHandover(previous, event) }
    : handover
}

function requested(before: HandoverState | undefined, event: EventOf<'handover-requested'>): HandoverState {
  return {
    id: event.handoverId,
    connectionId: event.connectionId,
    correlationId: event.correlationId,
    status: 'queue',
    requestedAt: event.at,
    requestedSeq: event.seq,
    waitingSince: event.at,
    opened: false,
    agentIds: [],
    membersChangedAt: 0,
    joinedAt: 0,
    delayed: false,
    lastActivityAt: event.at,
    inactiveCount: 0,
    unread: false,
    order: { unreleased: [], unverified: [], awaitingWebhook: [], accountedThrough: event.seq },
    ...(before && { previous: { ...before, previous: undefined } }),
  }
}

function backToQueue(handover: HandoverState, event: SessionEvent): HandoverState {
  return {
    ...handover,
    status: 'queue',
    waitingSince: handover.status === 'queue' ? handover.waitingSince : event.at,
    graceEndsAt: undefined,
    membersChangedAt: latest(handover, event),
  }
}

/** Whoever comes out of the queue takes over alone, even while "left" of the agent before is still on its way. */
function joined(handover: HandoverState, event: EventOf<'handover-agent-joined'>): HandoverState {
  const agentId = event.agentId ?? ''
  const others = handover.status === 'queue' ? [] : handover.agentIds.filter(id => id !== agentId)
  return {
    ...handover,
    status: 'active',
    opened: true,
    agentIds: [...others, agentId],
    graceEndsAt: undefined,
    lastActivityAt: Math.max(handover.lastActivityAt, event.at),
    membersChangedAt: latest(handover, event),
    joinedAt: Math.max(handover.joinedAt, event.at),
  }
}

function left(handover: HandoverState, event: EventOf<'handover-agent-left'>): HandoverState {
  return {
    ...handover,
    agentIds: agentsAfter(handover, event.agentId),
    graceEndsAt: event.graceEndsAt,
    membersChangedAt: latest(handover, event),
  }
}

/** Who stays when an agent leaves; one who is not named is the one who came first. */
const agentsAfter = ({ agentIds }: HandoverState, agentId: string | undefined) =>
  agentId === undefined ? agentIds.slice(1) : agentIds.filter(id => id !== agentId)

/**
 * Whether the handover goes on when an agent leaves: another one is there, or the conversation waits in a queue
 * that this agent had moved it to.
 */
export function goesOnWithout(handover: HandoverState, agentId: string | undefined): boolean {
  const stay = agentsAfter(handover, agentId).length
  return handover.status === 'queue' ? stay < handover.agentIds.length : stay > 0
}

const latest = (handover: HandoverState, event: SessionEvent) => Math.max(handover.membersChangedAt, event.at)

/** An agent's message counts for its own handover even when it comes after the end. */
function messageSaid(handover: HandoverState, event: EventOf<'message'>): HandoverState {
  if (event.from === 'virtual-agent') return handover
  const active = isHandoverOn(handover)
    ? { ...handover, lastActivityAt: Math.max(handover.lastActivityAt, event.at), inactiveCount: 0 }
    : handover
  if (event.from === 'agent') return { ...active, order: arrived(active.order, event) }
  return active.unread ? { ...active, unread: false, readBy: event.seq } : active
}

function arrived(order: MessageOrder, event: EventOf<'message'>): MessageOrder {
  const { seq, at } = event
  const message: AgentMessage = { seq, at, signature: messageSignature(event.text, remoteIds(event)) }
  return {
    ...order,
    unreleased: [...order.unreleased, message],
    awaitingWebhook: event.foundByReading
      ? [...order.awaitingWebhook, message].slice(-MOST_REMEMBERED)
      : order.awaitingWebhook,
  }
}

const remoteIds = (event: EventOf<'message'>) =>
  event.attachments?.flatMap(({ remoteId }) => remoteId ?? []) ?? []

function released(order: MessageOrder, event: EventOf<'agent-messages-released'>): MessageOrder {
  const now = order.unreleased.filter(message => event.messages.includes(message.seq))
  return {
    ...order,
    unreleased: without(order.unreleased, event.messages),
    unverified: event.verified
      ? without(order.unverified, event.verifiedLate ?? [])
      : [...order.unverified, ...now].slice(-MOST_REMEMBERED),
    watermark: event.watermark ?? order.watermark,
    accountedThrough: event.accountedThrough ?? order.accountedThrough,
  }
}

const without = (messages: readonly AgentMessage[], seqs: readonly number[]) =>
  messages.filter(message => !seqs.includes(message.seq))
