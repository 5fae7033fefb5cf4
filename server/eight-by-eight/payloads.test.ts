import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GatewayEvent } from './gateway-event.ts'
import { mapGatewayEvent, readGatewayEvent } from './payloads.ts'

const at = 1_772_366_400_000
const envelope = (eventType: string, data?: unknown) => ({
  eventType,
  conversationId: 'c1',
  timestamp: at,
  data,
})
const inConversation = { conversationId: 'c1', at }

describe('events as 8x8 describes them', () => {
  test.each<[object, GatewayEvent]>([
    [
      envelope('CONVERSATION_UPDATE', {
        state: 'active',
        assignment: { id: '101', type: 'agent', resourceId: 'agb7' },
        user: {
          name: 'Ada',
          userId: 'u-1',
          email: 'ada@example.com',
          phone: '+44 20',
          company: 'Acme',
          caseId: '7',
          language: 'en',
          ipaddress: '10.0.0.1',
          timezoneOffset: '60',
          additionalProperties: [{ key: 'Handover', value: 'h-1', id: 4 }],
        },
        msisdn: '+44',
        channel: 'ChatAPI',
      }),
      {
        kind: 'conversation-updated',
        ...inConversation,
        state: 'active',
        assignment: { id: '101', type: 'agent', resourceId: 'agb7' },
        user: {
          name: 'Ada',
          userId: 'u-1',
          email: 'ada@example.com',
          phone: '+44 20',
          company: 'Acme',
          caseId: '7',
          language: 'en',
          additionalProperties: [{ key: 'Handover', value: 'h-1' }],
        },
        channel: 'ChatAPI',
      },
    ],
    [
      envelope('QUEUED', { queueId: '101', queueName: 'Support' }),
      { kind: 'queued', ...inConversation, queueId: '101', queueName: 'Support' },
    ],
    [
      envelope('MEMBERS_CHANGED', { memberType: 'agent', change: 'joined', id: 'agb7' }),
      { kind: 'member-changed', ...inConversation, memberType: 'agent', change: 'joined', id: 'agb7' },
    ],
    [
      envelope('MEMBERS_CHANGED', { memberType: 'user', change: 'left', id: 'user' }),
      { kind: 'member-changed', ...inConversation, memberType: 'user', change: 'left', id: 'user' },
    ],
    [envelope('TRANSFER'), { kind: 'transferred', ...inConversation }],
    [
      envelope('MESSAGE', {
        isEcho: false,
        sender: { id: 'agb7', type: 'agent' },
        text: 'Hello! 🙂',
        attachments: [
          { id: 'a1', type: 'image', preSignedUrl: 'https://elsewhere.example/a1', fileName: 'a.png' },
        ],
        cards: [{ contentType: 'application/8x8.quick.replies', content: { options: [{ title: 'Yes' }] } }],
      }),
      {
        kind: 'message',
        ...inConversation,
        isEcho: false,
        sender: { id: 'agb7', type: 'agent' },
        text: 'Hello! 🙂',
        attachments: [{ id: 'a1', type: 'image', fileName: 'a.png' }],
        cards: [{ contentType: 'application/8x8.quick.replies', content: { options: [{ title: 'Yes' }] } }],
      },
    ],
    [
      envelope('ACTIVITY', { name: 'typing', value: { users: [{ id: 'agb7', type: 'agent' }] } }),
      { kind: 'typing', ...inConversation, users: [{ id: 'agb7', type: 'agent' }] },
    ],
    [
      envelope('ACTIVITY', { name: 'typing', value: { users: [] } }),
      { kind: 'typing', ...inConversation, users: [] },
    ],
    [
      envelope('ACTIVITY', {
        name: 'adaptiveCard/action',
        value: { type: 'Action.Submit', data: { size: 'L' } },
      }),
      { kind: 'card-action', ...inConversation, value: { type: 'Action.Submit', data: { size: 'L' } } },
    ],
    [
      envelope('ACTIVITY', {
        name: 'quickReply/action',
        value: { type: 'postback', data: { title: 'Yes', payload: '1' } },
      }),
      { kind: 'quick-reply', ...inConversation, title: 'Yes', payload: '1' },
    ],
    [
      envelope('ACTIVITY', {
        name: 'read-receipts',
        value: [{ timestamp: 5, users: [{ id: 'agb7', type: 'agent' }] }],
      }),
      {
        kind: 'read-receipts',
        ...inConversation,
        receipts: [{ at: 5, users: [{ id: 'agb7', type: 'agent' }] }],
      },
    ],
    [
      envelope('ACTIVITY', { name: 'interactive/reply', value: { anything: [1] } }),
      { kind: 'other-activity', ...inConversation, name: 'interactive/reply', value: { anything: [1] } },
    ],
    [{ notificationVersion: 'Chat Gateway v1.0', eventType: 'WEB_HOOK_VERIFY' }, { kind: 'webhook-verify' }],
  ])('%j', (body, event) => {
    expect(readGatewayEvent(Buffer.from(JSON.stringify(body)))).toEqual(event)
  })
})

describe('what is missing is missing', () => {
  test.each<[object, GatewayEvent]>([
    [
      { eventType: 'CONVERSATION_UPDATE', conversationId: 'c1' },
      { kind: 'conversation-updated', conversationId: 'c1' },
    ],
    [
      envelope('CONVERSATION_UPDATE', { user: {} }),
      { kind: 'conversation-updated', ...inConversation, user: { additionalProperties: [] } },
    ],
    [envelope('QUEUED', {}), { kind: 'queued', ...inConversation }],
    [
      envelope('MESSAGE'),
      { kind: 'message', ...inConversation, isEcho: false, sender: {}, attachments: [], cards: [] },
    ],
    [envelope('ACTIVITY', { name: 'typing' }), { kind: 'typing', ...inConversation, users: [] }],
    [envelope('ACTIVITY', { name: 'quickReply/action' }), { kind: 'quick-reply', ...inConversation }],
    [
      envelope('ACTIVITY', { name: 'read-receipts' }),
      { kind: 'read-receipts', ...inConversation, receipts: [] },
    ],
    [envelope('ACTIVITY', { name: 'adaptiveCard/action' }), { kind: 'card-action', ...inConversation }],
  ])('%j', (body, event) => {
    expect(mapGatewayEvent(body)).toEqual(event)
  })
})

describe('what is of another type is as good as missing', () => {
  test.each<[object, GatewayEvent]>([
    [
      envelope('CONVERSATION_UPDATE', { state: 'archived', assignment: 'none', user: 7, channel: null }),
      { kind: 'conversation-updated', ...inConversation },
    ],
    [
      envelope('CONVERSATION_UPDATE', {
        user: { name: 5, additionalProperties: [{ key: 'a' }, 'b', { key: 'k', value: 'v' }] },
      }),
      {
        kind: 'conversation-updated',
        ...inConversation,
        user: { additionalProperties: [{ key: 'k', value: 'v' }] },
      },
    ],
    [
      envelope('QUEUED', { queueId: 101, queueName: ['x'] }),
      { kind: 'queued', ...inConversation, queueId: '101' },
    ],
    [
      { eventType: 'TRANSFER', conversationId: 17, timestamp: '2026-03-01T12:00:00Z' },
      { kind: 'transferred', conversationId: '17', at },
    ],
    [
      { eventType: 'TRANSFER', conversationId: 'c1', timestamp: 1e300 },
      { kind: 'transferred', conversationId: 'c1' },
    ],
    [
      envelope('MESSAGE', {
        isEcho: 'true',
        sender: 'me',
        text: 5,
        attachments: [{}, null, { id: 'a' }],
        cards: {},
      }),
      {
        kind: 'message',
        ...inConversation,
        isEcho: false,
        sender: {},
        attachments: [{ id: 'a' }],
        cards: [],
      },
    ],
    [
      envelope('MESSAGE', 'text'),
      { kind: 'message', ...inConversation, isEcho: false, sender: {}, attachments: [], cards: [] },
    ],
  ])('%j', (body, event) => {
    expect(mapGatewayEvent(body)).toEqual(event)
  })
})

describe('what we have no word for is told apart from what is broken', () => {
  test.each<[unknown, GatewayEvent]>([
    [envelope('SURVEY_SENT', {}), { kind: 'unknown', eventType: 'SURVEY_SENT', conversationId: 'c1' }],
    [
      { eventType: 'AGENT_JOINED', agentName: 'Kim' },
      { kind: 'unknown', eventType: 'AGENT_JOINED' },
    ],
    [{ eventType: '__proto__' }, { kind: 'unknown', eventType: '__proto__' }],
    [
      envelope('MEMBERS_CHANGED', { memberType: 'bot', change: 'joined' }),
      { kind: 'unknown', eventType: 'MEMBERS_CHANGED', conversationId: 'c1' },
    ],
    [envelope('ACTIVITY', { value: 1 }), { kind: 'unknown', eventType: 'ACTIVITY', conversationId: 'c1' }],
    [{ eventType: 'MESSAGE' }, { kind: 'malformed', reason: 'MESSAGE without a conversationId' }],
    [
      { eventType: 'MESSAGE', conversationId: 'c'.repeat(257) },
      { kind: 'malformed', reason: 'MESSAGE without a conversationId' },
    ],
    [{ eventType: '' }, { kind: 'malformed', reason: 'the body is no object with an eventType' }],
    [{ conversationId: 'c1' }, { kind: 'malformed', reason: 'the body is no object with an eventType' }],
    [['MESSAGE'], { kind: 'malformed', reason: 'the body is no object with an eventType' }],
    [null, { kind: 'malformed', reason: 'the body is no object with an eventType' }],
  ])('%j', (body, event) => {
    expect(mapGatewayEvent(body)).toEqual(event)
  })

  test.each(['', 'MESSAGE', '{"eventType":', '[]', '\uFEFF', '[['.repeat(100_000)])('%.20s', text => {
    expect(readGatewayEvent(Buffer.from(text))).toMatchObject({ kind: 'malformed' })
  })

  test('a byte order mark does no harm', () => {
    const body = Buffer.from('\uFEFF{"eventType":"TRANSFER","conversationId":"c1"}')
    expect(readGatewayEvent(body)).toMatchObject({ kind: 'transferred' })
  })
})

describe('limits', () => {
  const read = (data: unknown) => {
    const event = mapGatewayEvent(envelope('MESSAGE', data))
    if (event.kind !== 'message') throw new Error(`read as ${event.kind}`)
    return event
  }

  test('text is cut at 100,000 characters, never within one', () => {
    expect(read({ text: 'x'.repeat(100_001) }).text).toHaveLength(100_000)
    expect(read({ text: `${'x'.repeat(99_999)}🙂` }).text?.isWellFormed()).toBe(true)
  })

  test('what no database can hold is left out', () => {
    expect(read({ text: 'a\0b\uD800c' }).text).toBe('ab\uFFFDc')
  })

  test('of attachments and cards ten are read', () => {
    const card = { contentType: 'Location', content: {} }
    const eleven = <Item>(item: Item) => Array.from({ length: 11 }, () => item)
    const message = read({ attachments: eleven({ id: 'a' }), cards: eleven(card) })
    expect([message.attachments.length, message.cards.length]).toEqual([10, 10])
  })

  test.each<[string, unknown]>([
    ['deeper than 32 levels', JSON.parse(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)],
    ['of more than 5000 values', { list: Array(5000).fill(1) }],
    ['of more than 60,000 characters', { text: 'x'.repeat(60_000) }],
    ['that is a list', []],
  ])('a card %s is left out', (_, content) => {
    expect(read({ cards: [{ contentType: 'Template', content }] }).cards).toEqual([])
  })

  test('a card cannot reach the prototype', () => {
    const [card] = read({
      cards: [{ contentType: 'Template', content: JSON.parse('{"__proto__":{"x":1},"a":1}') }],
    }).cards
    expect(card?.content).toEqual({ a: 1 })
    expect(Object.keys(card?.content ?? {})).toEqual(['a'])
  })
})

describe('anything at all', () => {
  const eventType = fc.constantFrom(
    'CONVERSATION_UPDATE',
    'QUEUED',
    'MEMBERS_CHANGED',
    'TRANSFER',
    'MESSAGE',
    'ACTIVITY',
    'X',
  )
  const key = fc.oneof(
    fc.constantFrom(
      'name',
      'value',
      'users',
      'state',
      'user',
      'assignment',
      'sender',
      'text',
      'attachments',
      'cards',
    ),
    fc.constantFrom('content', 'contentType', 'additionalProperties', 'key', 'id', 'type', 'data', 'isEcho'),
    fc.string(),
  )
  const anything = fc.anything({ key, maxDepth: 6 })

  test('is read without an error, and what is read can be stored', () => {
    fc.assert(
      fc.property(eventType, fc.anything(), anything, (eventType, conversationId, data) => {
        const event = mapGatewayEvent({ eventType, conversationId, data })
        expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      }),
      { numRuns: 3000 },
    )
  })

  test('as bytes is read without an error', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map(text => Buffer.from(text)),
    )
    fc.assert(
      fc.property(bytes, bytes => {
        expect(readGatewayEvent(bytes)).toHaveProperty('kind')
      }),
    )
  })
})
