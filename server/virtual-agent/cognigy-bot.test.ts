import { expect, test } from 'vitest'
import { createKnowledge } from '../knowledge/create-knowledge.ts'
import { virtualAgentSettingsSchema } from '../protocol/settings/virtual-agent.ts'
import { createVirtualAgent } from './choose.ts'
import { json, startBotServer } from './testing/bot-server.ts'
import { turn } from './testing/turn.ts'
import type { Turn } from './virtual-agent.ts'

function ask(url: string, given: Partial<Turn> = { text: 'hi' }) {
  const settings = virtualAgentSettingsSchema.parse({ kind: 'cognigy', url, timeoutSeconds: 5 })
  return createVirtualAgent(settings, { knowledge: createKnowledge() }).answer(
    turn(given),
    new AbortController().signal,
  )
}

const output = (text: string | null, data: object | null = {}) => ({
  text,
  data,
  traceId: 'endpoint-realtimeClient-1',
  disableSensitiveLogging: false,
  source: 'bot',
})

/** As Cognigy's REST endpoint answers: the stack, and its texts and data once more joined together. */
const answer = (...outputStack: object[]) => ({
  text: 'all',
  data: { all: true },
  outputStack,
  userId: 'user-1',
  sessionId: 'session-1',
})

test('the flow gets the message, what came with it, and news of a handover', async () => {
  await using server = await startBotServer(response => json(response, answer()))
  await ask(server.url, { text: 'Where is my order?', data: { orderId: '4711' } })
  await ask(server.url, { attachments: [{ id: 'a1', name: 'a.png', mediaType: 'image/png' }] })
  await ask(server.url, { handover: { status: 'completed' } })
  const user = { userId: 'user-1', sessionId: 'session-1' }
  expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([
    { ...user, text: 'Where is my order?', data: { orderId: '4711' } },
    { ...user, text: '', data: { attachments: [{ id: 'a1', name: 'a.png', mediaType: 'image/png' }] } },
    { ...user, text: '', data: { handover: { status: 'completed' } } },
  ])
})

test('each output of the flow is a message, in order; what others said is not', async () => {
  const card = { _cognigy: { _default: { _image: { type: 'image' } } } }
  await using server = await startBotServer(response =>
    json(
      response,
      answer(
        output('One'),
        output(null, card),
        output('', null),
        { ...output('echo'), source: 'user' },
        output('Two', { a: 1 }),
      ),
    ),
  )
  expect(await ask(server.url)).toEqual({
    messages: [{ text: 'One' }, { data: card }, { text: 'Two', data: { a: 1 } }],
  })
})

test('an answer without a stack is one message', async () => {
  await using server = await startBotServer(response =>
    json(response, { text: 'Hello', data: null, userId: 'user-1' }),
  )
  expect(await ask(server.url)).toEqual({ messages: [{ text: 'Hello' }] })
})

test('a flow asks for a person, sets profile and tiles, and the customer sees none of it', async () => {
  const tile = { tileId: 'order', tile: { type: 'text', text: 'Order 4711' } }
  await using server = await startBotServer(response =>
    json(
      response,
      answer(
        output(null, { _copilot: { profile: { name: 'Ada' }, tiles: [tile] } }),
        output('Connecting you.', {
          shown: 1,
          _copilot: { profile: { email: 'ada@example.com' }, handover: { properties: { skill: 'sales' } } },
        }),
      ),
    ),
  )
  expect(await ask(server.url)).toEqual({
    messages: [{ text: 'Connecting you.', data: { shown: 1 } }],
    profile: { name: 'Ada', email: 'ada@example.com' },
    tiles: [tile],
    handover: { properties: { skill: 'sales' } },
  })
})

test.each([
  ['a profile of another shape', output('x', { _copilot: { profile: { age: 42 } } })],
  ['a handover that is no object', output('x', { _copilot: { handover: true } })],
  ['a text that is none', output(7 as unknown as string)],
])('%s is no answer', async (_, bad) => {
  await using server = await startBotServer(response => json(response, answer(bad)))
  await expect(ask(server.url)).rejects.toMatchObject({ kind: 'invalid-answer' })
})

test('a flow is not asked twice, since it would run twice', async () => {
  await using server = await startBotServer(response => json(response, {}, 503))
  await expect(ask(server.url)).rejects.toMatchObject({ name: 'VirtualAgentError', kind: 'unreachable' })
  expect(server.requests).toHaveLength(1)
})
