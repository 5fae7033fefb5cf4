import { randomUUID } from 'node:crypto'
import type { GatewayEvent } from '../../eight-by-eight/gateway-event.ts'
import type { EventBodyOf, EventOf, SessionEvent } from '../../protocol/session-events.ts'
import { type HandoverSettings, handoverSettingsSchema } from '../../protocol/settings/handover.ts'
import type { Decision, Target, TimerKind } from '../../sessions/decision.ts'
import { type HandoverState, isHandoverOn } from '../../sessions/handover-state.ts'
import { applyEvent, emptySession, type SessionState } from '../../sessions/session-state.ts'
import { decideContactCentreEvent } from '../contact-centre-event.ts'
import { routeCustomerMessage } from '../customer-message.ts'
import { decideTimer } from '../handover-timers.ts'
import { requestHandover } from '../request-handover.ts'

export const CONVERSATION = 'conversation-1'

type Kind = GatewayEvent['kind']
type Told<Name extends Kind> = Partial<Omit<Extract<GatewayEvent, { kind: Name }>, 'kind'>>

/** An event of 8x8 at a time of its clock, milliseconds since the epoch. */
export function told<Name extends Kind>(kind: Name, at: number, more: Told<Name> = {}): GatewayEvent {
  const message = { sender: { id: 'dana', type: 'agent' }, isEcho: false, attachments: [], cards: [] }
  return {
    kind,
    conversationId: CONVERSATION,
    at,
    ...(kind === 'message' && message),
    ...more,
  } as unknown as GatewayEvent
}

export const joined = (agentId: string | undefined, at: number) =>
  told('member-changed', at, { memberType: 'agent', change: 'joined', id: agentId })
export const left = (agentId: string | undefined, at: number) =>
  told('member-changed', at, { memberType: 'agent', change: 'left', id: agentId })
export const update = (state: 'created' | 'active' | 'idle', at: number) =>
  told('conversation-updated', at, { state })

/** A session whose decisions take effect at once, without a database: for tables of what follows what. */
export class Rehearsal {
  state: SessionState = emptySession
  now = 1_000
  readonly events: SessionEvent[] = []
  readonly deliveries: { target: Target; seq: number; type: SessionEvent['type'] }[] = []
  readonly timers = new Map<TimerKind, number>()
  readonly settings: HandoverSettings

  constructor(settings: Partial<HandoverSettings> = {}) {
    this.settings = handoverSettingsSchema.parse({ connectionId: 'acme', channelId: 'chat', ...settings })
  }

  /** A handover that an agent has joined at 8x8's time 1000. */
  static served(settings: Partial<HandoverSettings> = {}): Rehearsal {
    const rehearsal = new Rehearsal(settings)
    rehearsal.asks()
    rehearsal.hears(
      update('active', 100),
      told('queued', 200, { queueName: 'Billing' }),
      joined('dana', 1_000),
    )
    return rehearsal
  }

  get handover(): HandoverState {
    if (!this.state.handover) throw new Error('there is no handover')
    return this.state.handover
  }

  get isOn(): boolean {
    return isHandoverOn(this.state.handover)
  }

  /** What the virtual agent has said to the customer. */
  get notices(): string[] {
    return this.events.flatMap(event =>
      event.type === 'message' && event.from === 'virtual-agent' ? (event.text ?? '') : [],
    )
  }

  typed<Type extends SessionEvent['type']>(type: Type): EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type)
  }

  apply(decision: Decision): void {
    for (const { event: body, deliverTo = [] } of decision.entries ?? []) {
      const event: SessionEvent = { ...body, seq: this.state.seq + 1 }
      this.state = applyEvent(this.state, event)
      this.events.push(event)
      for (const target of deliverTo) this.deliveries.push({ target, seq: event.seq, type: event.type })
    }
    for (const [kind, dueAt] of Object.entries(decision.timers ?? {}) as [TimerKind, number | null][]) {
      if (dueAt === null) this.timers.delete(kind)
      else this.timers.set(kind, dueAt)
    }
  }

  asks(by: EventBodyOf<'handover-requested'>['by'] = 'virtual-agent'): void {
    this.apply(requestHandover('session', this.state, this.settings, { by }, this.now))
  }

  says(text: string | undefined, more: Partial<EventBodyOf<'message'>> = {}): void {
    const message = {
      type: 'message' as const,
      at: this.now,
      messageId: randomUUID(),
      from: 'customer' as const,
    }
    this.apply(routeCustomerMessage(this.state, { ...message, text, ...more }, this.settings, this.now))
  }

  hears(...events: GatewayEvent[]): void {
    for (const event of events) this.hearsOf(this.handover.id, event)
  }

  hearsOf(handoverId: string, event: GatewayEvent): void {
    const context = {
      handoverId,
      connectionId: 'acme',
      settings: this.settings,
      now: this.now,
      cardsToData: (cards: readonly object[]) => (cards.length > 0 ? { cards: cards.length } : undefined),
    }
    this.apply(decideContactCentreEvent(this.state, event, context))
  }

  /** Lets time pass, and due timers act in their order. */
  waits(milliseconds: number): void {
    const until = this.now + milliseconds
    for (;;) {
      const [next] = [...this.timers].toSorted(([, one], [, other]) => one - other)
      if (!next || next[1] > until) break
      const [kind, dueAt] = next
      this.now = Math.max(this.now, dueAt)
      this.timers.delete(kind)
      if (this.isOn) this.apply(decideTimer[kind](this.handover, this.settings, this.now))
    }
    this.now = until
  }
}
