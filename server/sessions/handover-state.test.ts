import { describe, expect, it } from 'vitest'
import type { SessionEventBody } from '../protocol/session-events.ts'
import {
  applyToHandover,
  goesOnWithout,
  type HandoverState,
  handoverById,
  isHandoverOn,
} from './handover-state.ts'
import { messageSignature } from './message-signature.ts'

type Happening = SessionEventBody extends infer Body
  ? Body extends SessionEventBody
    ? Omit<Body, 'at'>
    : never
  : never

const handoverId = 'session.1'
const requested = (id = handoverId): Happening => ({
  type: 'handover-requested',
  handoverId: id,
  by: 'customer',
  connectionId: 'acme',
  correlationId: 'K7WX2PQ9',
})
const says = (from: 'customer' | 'virtual-agent' | 'agent', text: string, more = {}): Happening => ({
  type: 'message',
  messageId: text,
  from,
  text,
  ...(from === 'agent' && { handoverId }),
  ...more,
})
const joined = (agentId?: string): Happening => ({ type: 'handover-agent-joined', handoverId, agentId })
const left = (agentId?: string, graceEndsAt?: number): Happening => ({
  type: 'handover-agent-left',
  handoverId,
  agentId,
  graceEndsAt,
})
const queued = (queueName?: string): Happening => ({ type: 'handover-queued', handoverId, queueName })
const transferred: Happening = { type: 'handover-transferred', handoverId }
const released = (messages: number[], more = {}): Happening => ({
  type: 'agent-messages-released',
  handoverId,
  messages,
  verified: true,
  ...more,
})

/** The handover after these; the first is number 1 and happens at 100, the second number 2 at 200, and so on. */
function after(...happenings: Happening[]): HandoverState {
  const state = happenings.reduce<HandoverState | undefined>((handover, happening, index) => {
    const seq = index + 1
    return applyToHandover(handover, { ...happening, seq, at: seq * 100 })
  }, undefined)
  if (!state) throw new Error('there is no handover')
  return state
}

describe('a handover', () => {
  it('begins with the customer waiting', () => {
    expect(after(requested())).toMatchObject({
      id: handoverId,
      status: 'queue',
      requestedAt: 100,
      requestedSeq: 1,
      waitingSince: 100,
      opened: false,
      agentIds: [],
      order: { accountedThrough: 1 },
    })
  })

  it.each<[string, Happening[], Partial<HandoverState>]>([
    [
      'is created',
      [{ type: 'handover-created', handoverId, conversationId: 'c' }],
      { conversationId: 'c', opened: false },
    ],
    ['is opened', [{ type: 'handover-opened', handoverId }], { opened: true }],
    ['is delayed', [{ type: 'handover-delayed', handoverId }], { delayed: true }],
    [
      'is queued',
      [queued('Billing')],
      { status: 'queue', queueName: 'Billing', opened: true, membersChangedAt: 200, waitingSince: 100 },
    ],
    [
      'keeps its queue’s name',
      [queued('Billing'), queued()],
      { queueName: 'Billing', membersChangedAt: 300 },
    ],
    [
      'is active',
      [joined('dana')],
      { status: 'active', agentIds: ['dana'], opened: true, joinedAt: 200, lastActivityAt: 200 },
    ],
    ['has an agent once', [joined('dana'), joined('dana')], { agentIds: ['dana'] }],
    ['has two agents', [joined('dana'), joined('omar')], { agentIds: ['dana', 'omar'] }],
    ['has an agent without a name', [joined()], { status: 'active', agentIds: [''] }],
    [
      'is in its grace',
      [joined('dana'), left('dana', 900)],
      { status: 'active', agentIds: [], graceEndsAt: 900 },
    ],
    [
      'goes on with the other one',
      [joined('dana'), joined('omar'), left('dana')],
      { agentIds: ['omar'], graceEndsAt: undefined },
    ],
    [
      'is transferred',
      [joined('dana'), transferred],
      { status: 'queue', agentIds: ['dana'], waitingSince: 300 },
    ],
    [
      'waits since the transfer',
      [joined('dana'), transferred, queued('Mobile')],
      { waitingSince: 300, queueName: 'Mobile' },
    ],
    [
      'leaves its grace by a transfer',
      [joined('dana'), left('dana', 900), transferred],
      { status: 'queue', graceEndsAt: undefined },
    ],
    [
      'leaves its grace by an agent',
      [joined('dana'), left('dana', 900), joined('omar')],
      { agentIds: ['omar'], graceEndsAt: undefined },
    ],
    [
      'is taken over by the next agent',
      [joined('dana'), transferred, joined('omar')],
      { agentIds: ['omar'] },
    ],
    [
      'is silent',
      [joined('dana'), { type: 'handover-inactive', handoverId, count: 2 }],
      { inactiveCount: 2 },
    ],
    [
      'is over',
      [joined('dana'), { type: 'handover-ended', handoverId, status: 'completed', reason: '' }],
      { status: 'completed', endedAt: 300, agentIds: [] },
    ],
  ])('%s', (_what, happenings, expected) => {
    expect(after(requested(), ...happenings)).toMatchObject(expected)
  })

  it('is on until it is over', () => {
    const ended: Happening = { type: 'handover-ended', handoverId, status: 'error', reason: '' }
    expect(isHandoverOn(after(requested()))).toBe(true)
    expect(isHandoverOn(after(requested(), joined('dana')))).toBe(true)
    expect(isHandoverOn(after(requested(), ended))).toBe(false)
    expect(isHandoverOn(undefined)).toBe(false)
  })

  it('begins its silence anew with each message of a person', () => {
    const inactive: Happening = { type: 'handover-inactive', handoverId, count: 2 }
    expect(after(requested(), inactive, says('customer', 'Hi'))).toMatchObject({
      inactiveCount: 0,
      lastActivityAt: 300,
    })
    expect(after(requested(), inactive, says('agent', 'Hi'))).toMatchObject({
      inactiveCount: 0,
      lastActivityAt: 300,
    })
    expect(after(requested(), inactive, says('virtual-agent', 'Hi'))).toMatchObject({
      inactiveCount: 2,
      lastActivityAt: 100,
    })
  })
})

describe('who may leave', () => {
  it.each<[string, Happening[], string | undefined, boolean]>([
    ['the only agent', [joined('dana')], 'dana', false],
    ['one of two', [joined('dana'), joined('omar')], 'dana', true],
    ['somebody unknown while an agent is there', [joined('dana')], 'omar', true],
    ['nobody in particular, of one', [joined('dana')], undefined, false],
    ['nobody in particular, of two', [joined('dana'), joined('omar')], undefined, true],
    ['the one who has transferred', [joined('dana'), transferred], 'dana', true],
    ['somebody who was never seen to join', [], 'dana', false],
  ])('without %s', (_who, happenings, agentId, goesOn) => {
    expect(goesOnWithout(after(requested(), ...happenings), agentId)).toBe(goesOn)
  })
})

describe('the order of messages', () => {
  const signature = (text: string) => messageSignature(text, [])

  it('holds an agent’s message back until it is released', () => {
    const waiting = after(requested(), says('agent', 'one'), says('agent', 'two'))
    expect(waiting.order.unreleased).toEqual([
      { seq: 2, at: 200, signature: signature('one') },
      { seq: 3, at: 300, signature: signature('two') },
    ])
    const out = after(
      requested(),
      says('agent', 'one'),
      says('agent', 'two'),
      released([3], { watermark: 'w', accountedThrough: 1 }),
    )
    expect(out.order).toMatchObject({ unreleased: [{ seq: 2 }], unverified: [], watermark: 'w' })
  })

  it('remembers what was released on trust until it is found', () => {
    const trusted = [requested(), says('agent', 'one'), released([2], { verified: false })]
    expect(after(...trusted).order).toMatchObject({ unreleased: [], unverified: [{ seq: 2 }] })
    expect(after(...trusted, released([], { verifiedLate: [2] })).order.unverified).toEqual([])
  })

  it('remembers what reading found until its webhook comes', () => {
    const found = [requested(), says('agent', 'one', { foundByReading: true }), released([2])]
    expect(after(...found).order.awaitingWebhook).toMatchObject([{ seq: 2 }])
    expect(
      after(...found, { type: 'agent-message-repeated', handoverId, of: 2 }).order.awaitingWebhook,
    ).toEqual([])
  })

  it('remembers so many and no more', () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      says('agent', `message ${index}`, { foundByReading: true }),
    )
    expect(after(requested(), ...many).order.awaitingWebhook).toHaveLength(200)
  })

  it('knows which of the customer’s messages shows that they have read', () => {
    const served = [requested(), says('agent', 'one'), released([2])]
    expect(after(...served)).toMatchObject({ unread: true })
    expect(after(...served, says('customer', 'two'))).toMatchObject({ unread: false, readBy: 4 })
    expect(after(...served, says('customer', 'two'), says('customer', 'three'))).toMatchObject({ readBy: 4 })
    expect(after(requested(), says('customer', 'one'))).not.toHaveProperty('readBy')
  })
})

describe('the handover before', () => {
  const second = [
    requested(),
    says('agent', 'one'),
    { type: 'handover-ended', handoverId, status: 'completed', reason: '' } as Happening,
    requested('session.2'),
  ]

  it('is kept, alone, with its own order', () => {
    const state = after(...second)
    expect(state).toMatchObject({
      id: 'session.2',
      order: { unreleased: [] },
      previous: { id: handoverId, status: 'completed' },
    })
    expect(handoverById(state, handoverId)?.order.unreleased).toHaveLength(1)
    expect(handoverById(state, 'session.2')).toBe(state)
    expect(handoverById(state, 'session.3')).toBeUndefined()
    expect(after(...second, requested('session.3')).previous?.previous).toBeUndefined()
  })

  it('takes its own events, and none of them reach the one that is on', () => {
    const state = after(...second, says('agent', 'two'), released([2, 5]), joined('dana'))
    expect(state).toMatchObject({
      id: 'session.2',
      status: 'queue',
      agentIds: [],
      unread: false,
      order: { unreleased: [] },
    })
    expect(state.previous?.order.unreleased).toEqual([])
  })
})
