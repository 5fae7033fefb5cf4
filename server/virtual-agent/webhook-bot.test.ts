import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { botTurnSchema } from '../protocol/bot.ts'
import { type BotServer, json, startBotServer } from './testing/bot-server.ts'
import { turn } from './testing/turn.ts'
import type { Turn } from './virtual-agent.ts'
import { createWebhookBot } from './webhook-bot.ts'

const secret = 'a-secret-of-the-bot-0123'

function ask(
  url: string,
  given: Partial<Turn> = { text: 'hi' },
  timeoutSeconds = 10,
  signal = new AbortController().signal,
) {
  const bot = createWebhookBot({ kind: 'webhook', url, secret, timeoutSeconds, unavailable: '' })
  return bot.answer(turn(given), signal)
}

const whole: Partial<Turn> = {
  text: 'Where is my order?',
  data: { orderId: '4711' },
  profile: { name: 'Ada' },
  dialogue: [{ from: 'virtual-agent', text: 'Hello!' }],
}

test('the bot is asked the whole turn, signed', async () => {
  await using server = await startBotServer(response => json(response, {}))
  await ask(server.url, whole)
  await ask(server.url, {
    handover: { status: 'queue', eventType: 'queueUpdate', data: { queueName: 'Sales' } },
  })

  const [first, second] = server.requests
  expect(botTurnSchema.parse(JSON.parse(first!.body))).toEqual({
    turnId: 'session-1.7',
    endpointId: 'shop',
    userId: 'user-1',
    sessionId: 'session-1',
    ...whole,
  })
  expect(botTurnSchema.parse(JSON.parse(second!.body)).handover).toMatchObject({ status: 'queue' })
  const [, time, code] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(first!.headers['x-copilot-signature']))!
  expect(code).toBe(createHmac('sha256', secret).update(`${time}.${first!.body}`).digest('hex'))
  expect(Math.abs(Date.now() - Number(time))).toBeLessThan(60_000)
})

test('what the bot says and asks for is handed on', async () => {
  const requests = {
    profile: { email: 'ada@example.com', properties: { tier: 'gold' } },
    tiles: [{ tileId: 'order', tile: { type: 'text' as const, text: 'Order 4711' } }],
    handover: { properties: { priority: 1 } },
  }
  await using server = await startBotServer(response =>
    json(response, {
      text: 'One moment.',
      messages: [{ text: 'I am asking.' }, { data: { image: 'x' } }],
      ...requests,
    }),
  )
  expect(await ask(server.url)).toEqual({
    messages: [{ text: 'One moment.' }, { text: 'I am asking.' }, { data: { image: 'x' } }],
    ...requests,
  })
})

test('an empty answer says nothing', async () => {
  await using server = await startBotServer(response => response.writeHead(204).end())
  expect(await ask(server.url)).toEqual({ messages: [] })
})

test.each([
  ['a broken connection', (response: Parameters<typeof json>[0]) => response.destroy()],
  ['a proxy without its bot', (response: Parameters<typeof json>[0]) => json(response, 'Bad gateway', 502)],
])('after %s the same turn is asked once more', async (_, fail) => {
  await using recovering = await startBotServer((response, _request, count) =>
    count === 1 ? fail(response) : json(response, { text: 'Here I am.' }),
  )
  expect(await ask(recovering.url)).toEqual({ messages: [{ text: 'Here I am.' }] })
  expect(recovering.requests.map(({ body }) => JSON.parse(body).turnId)).toEqual([
    'session-1.7',
    'session-1.7',
  ])

  await using down = await startBotServer(response => fail(response))
  await expect(ask(down.url)).rejects.toMatchObject({ name: 'VirtualAgentError', kind: 'unreachable' })
  expect(down.requests).toHaveLength(2)
})

test('nobody listening is unreachable, and the error tells neither address nor secret', async () => {
  const server = await startBotServer(response => json(response, {}))
  await server[Symbol.asyncDispose]()
  const error = await ask(server.url).catch((failure: unknown) => failure)
  expect(error).toMatchObject({
    kind: 'unreachable',
    message: 'The bot could not be reached (ECONNREFUSED).',
  })
})

test.each([
  ['failed', 500],
  ['refused', 401],
])('a bot that answers is not asked again: %s on %i', async (kind, status) => {
  await using server = await startBotServer(response => json(response, { secret: 'detail' }, status))
  await expect(ask(server.url)).rejects.toMatchObject({
    kind,
    message: `The bot answered with status ${status}.`,
  })
  expect(server.requests).toHaveLength(1)
})

test('an answer that breaks off is not asked for again', async () => {
  await using server = await startBotServer(response => {
    response.writeHead(200, { 'content-length': 1000 }).write('{"text":', () => response.destroy())
  })
  await expect(ask(server.url)).rejects.toMatchObject({ kind: 'failed' })
  expect(server.requests).toHaveLength(1)
})

test('redirects are not followed', async () => {
  await using elsewhere = await startBotServer(response => json(response, { text: 'gotcha' }))
  await using server = await startBotServer(response =>
    response.writeHead(307, { location: elsewhere.url }).end(),
  )
  await expect(ask(server.url)).rejects.toMatchObject({ kind: 'redirected' })
  expect(elsewhere.requests).toEqual([])
})

test.each([
  ['is silent', () => undefined],
  [
    'begins and stalls',
    (response: Parameters<typeof json>[0]) => void response.writeHead(200).write('{"text"'),
  ],
])('a bot that %s runs out of time', async (_, respond) => {
  await using server = await startBotServer(respond)
  await expect(ask(server.url, {}, 0.05)).rejects.toMatchObject({ kind: 'timeout' })
})

test('a turn that nobody waits for any more is given up at once', async () => {
  const giveUp = new AbortController()
  let closed: Promise<unknown> | undefined
  await using server = await startBotServer(response => {
    closed = once(response, 'close')
    giveUp.abort()
  })
  await expect(ask(server.url, {}, 10, giveUp.signal)).rejects.toMatchObject({ kind: 'aborted' })
  await closed
  expect(server.requests).toHaveLength(1)
})

test.each<[string, (response: Parameters<typeof json>[0]) => void]>([
  ['endless', response => writeForever(response)],
  ['large', response => json(response, { text: 'x'.repeat(300 * 1024) })],
  [
    'compressed',
    response => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(50_000_000))),
  ],
])('an %s answer is not read to its end', async (_, respond) => {
  await using server = await startBotServer(respond)
  await expect(ask(server.url)).rejects.toMatchObject({ kind: 'too-large' })
})

function writeForever(response: Parameters<typeof json>[0]) {
  const chunk = 'x'.repeat(16 * 1024)
  const pump = () => {
    while (!response.destroyed && response.write(chunk)) continue
  }
  response.writeHead(200).on('drain', pump)
  pump()
}

test.each([
  ['HTML', '<html>'],
  ['a bare text', '"text"'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a text that is none', '{"text":1}'],
  ['an unknown field', '{"reply":"hello"}'],
  ['an empty message', '{"messages":[{}]}'],
  ['an unknown field of the profile', '{"profile":{"vip":true}}'],
  ['an unknown kind of tile', '{"tiles":[{"tileId":"a","tile":{"type":"script","data":{}}}]}'],
  ['a handover that is no object', '{"handover":true}'],
  ['data nested too deeply', `{"data":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`],
  ['data that is too long', JSON.stringify({ data: { long: 'x'.repeat(65_000) } })],
])('%s is no answer', async (_, body) => {
  await using server = await startBotServer(response => response.writeHead(200).end(body))
  await expect(ask(server.url)).rejects.toMatchObject({ name: 'VirtualAgentError', kind: 'invalid-answer' })
})

test('an answer cannot reach into our objects', async () => {
  await using server: BotServer = await startBotServer(response =>
    response.writeHead(200).end('{"data":{"__proto__":{"polluted":true},"a":1}}'),
  )
  const { messages } = await ask(server.url)
  expect(messages[0]?.data?.polluted).toBeUndefined()
  expect('polluted' in {}).toBe(false)
})
