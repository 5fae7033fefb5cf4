import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import { sequence } from '../testing/scripted-events.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession, type SessionView } from './session-view.ts'

type Happening = Parameters<typeof sequence>[0][number]

const fold = (...happenings: Happening[]) => foldEvents(emptySession, sequence(happenings))
const message = (from: 'customer' | 'virtual-agent' | 'agent', text: string, more = {}): Happening => ({
  type: 'message',
  messageId: text,
  from,
  text,
  ...more,
})
const released = (...messages: number[]): Happening => ({
  type: 'agent-messages-released',
  handoverId: 'h',
  messages,
  verified: true,
})
const requested: Happening = {
  type: 'handover-requested',
  handoverId: 'h',
  by: 'customer',
  connectionId: 'c',
  correlationId: 'x',
}
const queued = (queueName: string, more = {}): Happening => ({
  type: 'handover-queued',
  handoverId: 'h',
  queueName,
  ...more,
})
const joined = (agentId: string, more = {}): Happening => ({
  type: 'handover-agent-joined',
  handoverId: 'h',
  agentId,
  ...more,
})
const left = (agentId: string | undefined, more = {}): Happening => ({
  type: 'handover-agent-left',
  handoverId: 'h',
  agentId,
  graceEndsAt: 0,
  ...more,
})
const transferred = (more = {}): Happening => ({ type: 'handover-transferred', handoverId: 'h', ...more })
const ended = (status: 'completed' | 'cancelled' | 'error'): Happening => ({
  type: 'handover-ended',
  handoverId: 'h',
  status,
  reason: '',
})
const suggested = (answered: number, text = 'A reply'): Happening => ({
  type: 'suggestions-made',
  for: answered,
  by: 'knowledge',
  suggestions: [
    { id: `s${answered}`, kind: 'reply', text, passageIds: [], by: 'knowledge', confidence: 1, claims: [] },
  ],
  passages: [],
})

/** The transcript as lines that an agent would read. */
const lines = (view: SessionView) =>
  view.transcript.map(entry => (entry.kind === 'message' ? `${entry.from}: ${entry.text}` : entry.event.type))

describe('the transcript', () => {
  test('shows who said what, and what happened between', () => {
    const view = fold(
      { type: 'session-started', channel: 'socket' },
      message('virtual-agent', 'Hello'),
      message('customer', 'A person please'),
      requested,
      { type: 'handover-created', handoverId: 'h', conversationId: 'c' },
      { type: 'handover-opened', handoverId: 'h' },
      queued('Billing'),
      joined('dana'),
      message('agent', 'Hi'),
      released(9),
      left('dana'),
      ended('completed'),
    )
    expect(lines(view)).toEqual([
      'virtual-agent: Hello',
      'customer: A person please',
      'handover-requested',
      'handover-queued',
      'handover-agent-joined',
      'agent: Hi',
      'handover-agent-left',
      'handover-ended',
    ])
    expect(view.lastSeq).toBe(12)
  })

  test('keeps text, data, attachments, author and time of a message', () => {
    const attachment = { id: 'a1', name: 'bill.pdf', mediaType: 'application/pdf', sizeInBytes: 9 }
    const view = fold(
      message('agent', 'See', { at: 7, data: { a: 1 }, attachments: [attachment], agentId: 'dana' }),
    )
    expect(view.transcript[0]).toMatchObject({
      kind: 'message',
      seq: 1,
      at: 7,
      from: 'agent',
      text: 'See',
      data: { a: 1 },
      attachments: [attachment],
      agentId: 'dana',
    })
  })

  test('a message without words is a message all the same', () => {
    const view = fold({ type: 'message', messageId: 'm', from: 'customer', data: { postback: 'x' } })
    expect(view.transcript).toMatchObject([{ text: '', attachments: [], data: { postback: 'x' } }])
  })

  test('what was given up is marked on its message', () => {
    const view = fold(message('customer', 'Hello?'), {
      type: 'delivery-parked',
      of: 1,
      target: '8x8',
      detail: 'The conversation is closed',
    })
    expect(view.transcript).toMatchObject([{ text: 'Hello?', undelivered: 'The conversation is closed' }])
  })

  test('what was given up and is no message is a notice', () => {
    const view = fold(requested, { type: 'delivery-parked', of: 1, target: '8x8', detail: 'Refused' })
    expect(lines(view)).toEqual(['handover-requested', 'delivery-parked'])
  })

  test('queue news of the same queue is told once', () => {
    expect(lines(fold(requested, queued('Billing'), queued('Billing'), queued('Faults')))).toEqual([
      'handover-requested',
      'handover-queued',
      'handover-queued',
    ])
  })

  test('events of an unknown type change nothing but the place in the session', () => {
    for (const type of ['weather-changed', 'constructor', '__proto__']) {
      const unknown = { type, at: 1, seq: 1 } as unknown as SessionEvent
      expect(foldEvents(emptySession, [unknown])).toEqual({ ...emptySession, lastSeq: 1 })
    }
  })

  test('the same events again change nothing', () => {
    const events = sequence([message('customer', 'One'), message('agent', 'Two'), suggested(1)])
    const once = foldEvents(emptySession, events)
    expect(foldEvents(once, events)).toEqual(once)
  })

  test('folding in two parts is folding at once', () => {
    const events = sequence([
      message('customer', 'One'),
      requested,
      queued('Billing'),
      joined('dana'),
      message('agent', 'Two', { at: 90 }),
      message('agent', 'Three', { at: 80 }),
      released(6, 5),
      suggested(1),
    ])
    const whole = foldEvents(emptySession, events)
    for (let cut = 0; cut <= events.length; cut++)
      expect(foldEvents(foldEvents(emptySession, events.slice(0, cut)), events.slice(cut))).toEqual(whole)
  })

  test('does not touch the view that it was given', () => {
    const before = fold(message('agent', 'One', { at: 9 }))
    const copy = structuredClone(before)
    foldEvents(before, sequence([message('agent', 'Zero', { at: 1 }), released(2, 1)], 1))
    expect(before).toEqual(copy)
  })
})

describe("the order of agents' messages", () => {
  const late = message('agent', 'first', { at: 100 })
  const early = message('agent', 'second', { at: 200 })
  const cases: [string, Happening[], string[]][] = [
    ['is by their time until they are released', [early, late], ['agent: first', 'agent: second']],
    ['is as 8x8 released them', [late, early, released(2, 1)], ['agent: second', 'agent: first']],
    [
      'does not change any more once they are released',
      [early, released(1), late],
      ['agent: second', 'agent: first'],
    ],
    [
      'leaves what the customer said where it stands',
      [early, message('customer', 'meanwhile', { at: 150 }), late],
      ['agent: first', 'customer: meanwhile', 'agent: second'],
    ],
    [
      'puts a released message before one that still waits',
      [message('agent', 'waits', { at: 50 }), late, released(2)],
      ['agent: first', 'agent: waits'],
    ],
    ['survives a release of what is not there', [late, released(77, 1, 78)], ['agent: first']],
  ]
  test.each(cases)('%s', (_title, happenings, expected) => {
    expect(lines(fold(...happenings))).toEqual(expected)
  })
})

describe('the handover', () => {
  const cases: [string, Happening[], Partial<SessionView['handover']>][] = [
    ['has not been asked for', [message('customer', 'Hello')], { status: 'none' }],
    ['is asked for', [{ ...requested, at: 5 }], { status: 'requested', since: 5 }],
    [
      'waits in a queue',
      [requested, queued('Billing', { at: 10 })],
      { status: 'queued', since: 10, queueName: 'Billing', queuedAt: 10 },
    ],
    [
      'moves to another queue',
      [requested, queued('Billing', { at: 10 }), queued('Faults', { at: 20 })],
      { status: 'queued', since: 20, queueName: 'Faults' },
    ],
    [
      'is with an agent',
      [requested, queued('Billing', { at: 10 }), joined('dana', { at: 30 })],
      { status: 'active', since: 30, queueName: 'Billing', queuedAt: 10, joinedAt: 30, agentId: 'dana' },
    ],
    [
      'keeps the time when the same agent is told of again',
      [requested, joined('dana', { at: 30 }), joined('dana', { at: 40 })],
      { status: 'active', since: 30 },
    ],
    [
      'was left by the agent',
      [requested, joined('dana', { at: 30 }), left('dana', { at: 50 })],
      { status: 'left', since: 50 },
    ],
    [
      'is transferred after the agent left',
      [requested, joined('dana', { at: 30 }), left('dana', { at: 50 }), transferred({ at: 51 })],
      { status: 'transferring', since: 51 },
    ],
    [
      'is transferred before the agent left',
      [requested, joined('dana', { at: 30 }), transferred({ at: 50 }), left('dana', { at: 51 })],
      { status: 'transferring', since: 50 },
    ],
    [
      'is with the next agent although news of the first one comes late',
      [
        requested,
        joined('dana', { at: 30 }),
        joined('omar', { at: 60 }),
        left('dana', { at: 61 }),
        transferred({ at: 50 }),
      ],
      { status: 'active', since: 60, agentId: 'omar' },
    ],
    [
      'waits again after a transfer to a queue',
      [
        requested,
        joined('dana', { at: 30 }),
        transferred({ at: 50 }),
        left('dana', { at: 51 }),
        queued('Faults', { at: 52 }),
      ],
      { status: 'queued', since: 52, queueName: 'Faults' },
    ],
    ['was completed', [requested, joined('dana'), ended('completed')], { status: 'completed' }],
    ['was cancelled', [requested, queued('Billing'), ended('cancelled')], { status: 'cancelled' }],
    ['failed', [requested, ended('error')], { status: 'error' }],
    [
      'was refused',
      [{ type: 'handover-refused', reason: 'unavailable', detail: '', at: 5 }],
      { status: 'refused', since: 5 },
    ],
    [
      'begins anew',
      [requested, joined('dana'), ended('completed'), { ...requested, at: 90 }],
      { status: 'requested', since: 90 },
    ],
  ]
  test.each(cases)('%s', (_title, happenings, expected) => {
    expect(fold(...happenings).handover).toMatchObject(expected)
  })

  test('a second one knows nothing of the first one’s queue and agent', () => {
    const { handover } = fold(requested, queued('Billing'), joined('dana'), ended('completed'), {
      ...requested,
      at: 90,
    })
    expect(handover).toEqual({ status: 'requested', since: 90 })
  })
})

describe('how long the customer has waited', () => {
  const cases: [string, Happening[], number | undefined][] = [
    [
      'since the first unanswered message',
      [message('customer', 'a', { at: 5 }), message('customer', 'b', { at: 9 })],
      5,
    ],
    [
      'not at all once the agent answered',
      [requested, joined('d'), message('customer', 'a'), message('agent', 'b')],
      undefined,
    ],
    [
      'not at all once the assistant answered',
      [message('customer', 'a'), message('virtual-agent', 'b')],
      undefined,
    ],
    [
      'still, although the assistant said that they are queued',
      [
        message('customer', 'a', { at: 5 }),
        requested,
        message('virtual-agent', 'One moment'),
        queued('Billing'),
      ],
      5,
    ],
    [
      'not at all once the handover ended',
      [requested, joined('d'), message('customer', 'a'), ended('completed')],
      undefined,
    ],
  ]
  test.each(cases)('%s', (_title, happenings, expected) => {
    expect(fold(...happenings).unansweredSince).toBe(expected)
  })
})

describe('the customer', () => {
  test('is known better with each profile', () => {
    const view = fold(
      {
        type: 'profile-updated',
        profile: { name: 'Maeve', email: 'm@example.com', properties: { Plan: 'Fibre' } },
      },
      { type: 'profile-updated', profile: { name: 'Maeve Brennan', properties: { Account: '4471' } } },
    )
    expect(view.profile).toEqual({
      name: 'Maeve Brennan',
      email: 'm@example.com',
      properties: { Plan: 'Fibre', Account: '4471' },
    })
  })
})

describe('what the copilot offers', () => {
  test('is fresh for the newest message', () => {
    const { assistance } = fold(message('customer', 'Why?'), suggested(1, 'Because'))
    expect(assistance).toMatchObject({
      for: 1,
      question: 'Why?',
      stale: false,
      suggestions: [{ text: 'Because' }],
    })
  })
  test('is stale once the customer writes again, and fresh again when redrafted', () => {
    const happenings = [message('customer', 'Why?'), suggested(1), message('customer', 'And when?')]
    expect(fold(...happenings).assistance?.stale).toBe(true)
    expect(fold(...happenings, suggested(3)).assistance).toMatchObject({ for: 3, stale: false })
  })
  test('is fresh where the newer messages ask nothing new', () => {
    const made = { ...suggested(1), through: 2 } as Happening
    const view = fold(message('customer', 'Why?'), message('customer', 'A person, please'), made)
    expect(view.assistance).toMatchObject({ for: 1, question: 'Why?', stale: false })
  })
  test('stays fresh while only agents and assistants speak', () => {
    const view = fold(
      message('customer', 'Why?'),
      suggested(1),
      message('agent', 'One moment'),
      message('virtual-agent', 'x'),
    )
    expect(view.assistance?.stale).toBe(false)
  })
  test('is stale from the start when it comes for an older message', () => {
    expect(
      fold(message('customer', 'Why?'), message('customer', 'When?'), suggested(1)).assistance?.stale,
    ).toBe(true)
  })
  test('does not give way to what comes late for an older message', () => {
    const view = fold(
      message('customer', 'Why?'),
      message('customer', 'When?'),
      suggested(2, 'Now'),
      suggested(1, 'Because'),
    )
    expect(view.assistance).toMatchObject({ for: 2, suggestions: [{ text: 'Now' }] })
  })
  test('may be nothing, with the reason', () => {
    const view = fold(message('customer', 'hi'), {
      type: 'suggestions-made',
      for: 1,
      by: 'knowledge',
      suggestions: [],
      passages: [],
      quiet: 'too-little-said',
    })
    expect(view.assistance).toMatchObject({ suggestions: [], quiet: 'too-little-said' })
  })
})

test('whatever comes in whatever order, each message is in the transcript once', () => {
  const author = fc.constantFrom('customer' as const, 'virtual-agent' as const, 'agent' as const)
  const happening = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(author, fc.nat(50)).map(([from, at]) => message(from, 'x', { at })) },
    fc.array(fc.nat(40), { maxLength: 5 }).map(seqs => released(...seqs)),
    fc.nat(40).map(seq => suggested(seq)),
    fc.nat(40).map((of): Happening => ({ type: 'delivery-parked', of, target: '8x8', detail: '' })),
    fc.constantFrom(
      requested,
      queued('Billing'),
      joined('dana'),
      left('dana'),
      transferred(),
      ended('completed'),
    ),
  )
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), happenings => {
      const events = sequence(happenings)
      const { transcript } = foldEvents(emptySession, events)
      const shown = transcript.filter(entry => entry.kind === 'message').map(entry => entry.seq)
      const sent = events.filter(event => event.type === 'message').map(event => event.seq)
      expect(shown.toSorted((a, b) => a - b)).toEqual(sent)
    }),
  )
})
