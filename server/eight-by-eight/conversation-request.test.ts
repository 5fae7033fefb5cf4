import { describe, expect, test } from 'vitest'
import {
  conversationRequest,
  type MessageToSend,
  messageRequest,
  trimAdditionalProperties,
  trimHistory,
} from './conversation-request.ts'

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, value: 'v' }))

describe('additional properties', () => {
  test('the first thirty are sent', () => {
    const trimmed = trimAdditionalProperties(numbered(40))
    expect(trimmed).toEqual(numbered(30))
  })

  test('a property without key or value, or with a key that was used, takes no place', () => {
    const properties = [
      { key: 'Handover', value: 'h-1' },
      { key: '', value: 'x' },
      { key: 'Plan', value: '' },
      { key: 'Handover', value: 'forged' },
      { key: 'Plan', value: 'gold' },
    ]
    expect(trimAdditionalProperties(properties)).toEqual([
      { key: 'Handover', value: 'h-1' },
      { key: 'Plan', value: 'gold' },
    ])
  })
})

describe('history', () => {
  const said = (count: number): MessageToSend[] =>
    Array.from({ length: count }, (_, index) => ({ authorType: 'user', text: `message ${index}` }))

  test('the newest two hundred are sent, oldest first', () => {
    const trimmed = trimHistory(said(250))
    expect(trimmed).toHaveLength(200)
    expect(trimmed[0]?.text).toBe('message 50')
    expect(trimmed.at(-1)?.text).toBe('message 249')
  })

  test('messages that say nothing take no place', () => {
    expect(trimHistory([{ authorType: 'bot', text: '' }, { authorType: 'bot' }, ...said(200)])).toEqual(
      said(200),
    )
  })

  test('cards and attachments say something', () => {
    const cards = [{ contentType: 'Location', content: {} }]
    expect(
      trimHistory([
        { authorType: 'bot', cards },
        { authorType: 'user', attachmentIds: ['a'] },
      ]),
    ).toHaveLength(2)
  })
})

describe('the request for a conversation', () => {
  const user = { name: 'Ada', additionalProperties: [{ key: 'Handover', value: 'h-1' }] }

  test('says only what is known', () => {
    expect(conversationRequest({ channelId: '25', user: {} })).toEqual({ channelId: '25', user: {} })
  })

  test('names the queue and what was said before', () => {
    expect(
      conversationRequest({
        channelId: '25',
        user,
        queueId: '101',
        history: [{ authorType: 'user', text: 'Hi' }],
      }),
    ).toEqual({
      channelId: '25',
      user,
      assignment: { type: 'queue', id: '101' },
      history: { messages: [{ authorType: 'user', text: 'Hi' }] },
    })
  })

  test("the administrator's JSON comes last and joins the user", () => {
    const properties = {
      assignment: { type: 'script', id: '9' },
      priority: 3,
      user: {
        caseId: '7',
        additionalProperties: [{ key: 'Handover', value: 'forged' }, ...numbered(40), { key: 'no value' }],
      },
    }
    expect(conversationRequest({ channelId: '25', user, queueId: '101', properties })).toEqual({
      channelId: '25',
      assignment: { type: 'script', id: '9' },
      priority: 3,
      user: {
        name: 'Ada',
        caseId: '7',
        additionalProperties: [...user.additionalProperties, ...numbered(29)],
      },
    })
  })

  test.each([null, 'Ada', ['Ada'], { additionalProperties: 'none' }])('a user of %j joins nothing', extra => {
    expect(conversationRequest({ channelId: '25', user, properties: { user: extra } })).toMatchObject({
      user,
    })
  })
})

test('a message says text, attachments and cards where it has them', () => {
  const cards = [{ contentType: 'Location', content: {} }]
  expect(messageRequest({ authorType: 'user', text: 'See', attachmentIds: ['a1', 'a2'], cards })).toEqual({
    authorType: 'user',
    text: 'See',
    attachments: [{ id: 'a1' }, { id: 'a2' }],
    cards,
  })
  expect(messageRequest({ authorType: 'bot', text: '', attachmentIds: [], cards: [] })).toEqual({
    authorType: 'bot',
  })
})
