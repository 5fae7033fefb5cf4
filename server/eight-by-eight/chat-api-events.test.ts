import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readChatApiEvent } from './chat-api-events.ts'

const at = 1_772_366_400_000
const conversation = { conversationId: 'c1', at }
const read = (event: unknown) => readChatApiEvent(Buffer.from(JSON.stringify(event)))
const flat = (eventType: string, fields: object = {}) =>
  read({ eventType, messageType: 'SYSTEM', conversationId: 'c1', timestamp: at, ...fields })

test.each([
  [
    flat('QUEUED', { queueId: 101, queueName: 'Support' }),
    { kind: 'queued', queueId: '101', queueName: 'Support' },
  ],
  [
    flat('AGENT_JOINED', { agentId: 'a7', agentName: 'Grace' }),
    { kind: 'member-changed', memberType: 'agent', change: 'joined', id: 'a7', name: 'Grace' },
  ],
  [
    flat('AGENT_LEFT', { agentId: 'a7', agentName: 'Grace' }),
    { kind: 'member-changed', memberType: 'agent', change: 'left', id: 'a7', name: 'Grace' },
  ],
  [flat('TRANSFER'), { kind: 'transferred' }],
  [
    flat('TEXT', { messageType: 'AGENT', agentId: 'a7', message: 'Hello' }),
    { kind: 'message', sender: { type: 'agent', id: 'a7' }, text: 'Hello', isEcho: false },
  ],
])('a flat event is read as the newer one that says the same', (event, expected) => {
  expect(event).toMatchObject({ ...conversation, ...expected })
})

test('an event of Chat Gateway is read as at its own door', () => {
  const message = { isEcho: true, sender: { type: 'user' }, text: 'Hi' }
  const event = { eventType: 'MESSAGE', conversationId: 'c1', timestamp: at, data: message }
  expect(read(event)).toMatchObject({ ...conversation, kind: 'message', isEcho: true, text: 'Hi' })
  expect(flat('WEB_HOOK_VERIFY')).toEqual({ kind: 'webhook-verify' })
})

test('a flat event of no conversation, or of an unknown type, means nothing', () => {
  expect(flat('TEXT', { conversationId: null }).kind).toBe('unknown')
  expect(flat('SURVEY').kind).toBe('unknown')
  expect(read('TEXT').kind).toBe('malformed')
})

test('nothing that may come makes it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.json(), (bytes, json) => {
      expect(typeof readChatApiEvent(bytes).kind).toBe('string')
      expect(typeof readChatApiEvent(Buffer.from(json)).kind).toBe('string')
    }),
  )
})
