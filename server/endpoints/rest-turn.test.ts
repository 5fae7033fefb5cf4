import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { countRows } from '../../e2e/testing/row-counts.ts'
import type { BotAnswer, BotTurn } from '../protocol/bot.ts'
import { type BotRequest, type BotServer, json, startBotServer } from '../virtual-agent/testing/bot-server.ts'

/** The answer to a turn, or why there is none. */
interface Answer {
  text?: string
  detail?: string
}

const TOKEN = 'd'.repeat(64)

describe('a REST turn', () => {
  let bridge: Bridge
  let bot: BotServer
  /** What the bot answers to a text. */
  const answers = new Map<string, BotAnswer>()
  const held: { text: string; answer: () => void }[] = []

  beforeAll(async () => {
    bot = await startBotServer(answer)
    bridge = await Bridge.start({ config: { trustProxy: 1 } })
    const virtualAgent = { kind: 'webhook' as const, url: bot.url, secret: 'a secret of the test bot' }
    await bridge.addEndpoint({
      id: 'rest',
      name: 'REST',
      URLToken: TOKEN,
      settings: { virtualAgent, customer: { restTurnSeconds: 0.5, messagesPerMinute: 1_000 } },
    })
  })
  afterAll(async () => {
    await bridge.close()
    await bot[Symbol.asyncDispose]()
  })

  function answer(response: ServerResponse, request: BotRequest) {
    const { text = '' } = turnOf(request)
    const give = () => json(response, answers.get(text) ?? { text: `You said ${text}` })
    if (text.startsWith('slow')) held.push({ text, answer: give })
    else give()
  }

  const newCustomer = () => ({ userId: `user-${randomUUID()}`, sessionId: `session-${randomUUID()}` })
  const turn = async (body: object, { path = `/${TOKEN}`, address = '192.0.2.1' } = {}) => {
    const response = await bridge.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as Answer,
    }
  }

  it('answers with every output of the turn, and with all their words and data together', async () => {
    answers.set('tell me', {
      messages: [
        { text: 'One.', data: { a: 1 } },
        { text: 'Two.', data: { b: 2 } },
      ],
    })
    const customer = newCustomer()
    const { status, body } = await turn({ ...customer, text: 'tell me' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...customer,
      text: 'One. Two.',
      data: { a: 1, b: 2 },
      outputStack: [
        { text: 'One.', data: { a: 1 }, source: 'bot', disableSensitiveLogging: false },
        { text: 'Two.', data: { b: 2 }, source: 'bot', disableSensitiveLogging: false },
      ],
    })
  })

  it('takes data without text', async () => {
    expect((await turn({ ...newCustomer(), data: { button: 'yes' } })).body.text).toBe('You said')
  })

  it('answers a repeated messageId with the same outputs, and asks the virtual agent once', async () => {
    const customer = newCustomer()
    const asked = { ...customer, messageId: randomUUID(), text: 'only once' }
    const first = await turn(asked)
    await turn({ ...customer, text: 'something else' })
    expect(await turn(asked)).toEqual(first)
    expect(bot.requests.map(turnOf).filter(({ text }) => text === 'only once')).toHaveLength(1)
  })

  it('refuses a messageId that came before with another message', async () => {
    const asked = { ...newCustomer(), messageId: randomUUID(), text: 'this' }
    await turn(asked)
    expect(await turn({ ...asked, text: 'that' })).toMatchObject({
      status: 400,
      type: expect.stringContaining('problem+json'),
    })
  })

  it('carries the outputs of its own message where two run at once', async () => {
    const customer = newCustomer()
    const texts = ['first', 'second', 'third']
    const turns = await Promise.all(texts.map(text => turn({ ...customer, text })))
    expect(turns.map(({ body }) => body.text)).toEqual(texts.map(text => `You said ${text}`))
  })

  it('says when the answer takes too long, and has it for who asks again', async () => {
    const asked = { ...newCustomer(), messageId: randomUUID(), text: `slow ${randomUUID()}` }
    const late = await turn(asked)
    expect(late).toMatchObject({ status: 503, type: expect.stringContaining('problem+json') })
    expect(late.body.detail).toContain('messageId')
    const again = turn(asked)
    held.find(({ text }) => text === asked.text)?.answer()
    expect(await again).toMatchObject({ status: 200, body: { text: `You said ${asked.text}` } })
  })

  it('refuses a handover as unsupported, and tells the bot', async () => {
    answers.set('a person please', { text: 'I try.', handover: {} })
    answers.set('', { text: 'Call us instead.' })
    const customer = newCustomer()
    const { body } = await turn({ ...customer, text: 'a person please' })
    expect(body.text).toBe('I try. I could not reach a colleague. Please try again later.')
    // What the bot says to that news comes with the next answer.
    expect((await turn({ ...customer, text: 'and now?' })).body.text).toBe(
      'Call us instead. You said and now?',
    )
    const told = bot.requests.map(turnOf).find(({ handover }) => handover)
    expect(told).toMatchObject({ handover: { status: 'error', error: { reason: 'unsupported' } } })
    expect(bridge.simulator.conversations()).toEqual([])
  })

  it('is not sent again to a socket that the customer opens later', async () => {
    const customer = newCustomer()
    await turn({ ...customer, text: 'over REST' })
    const socket = await bridge.answeredCustomer('over the socket', { ...customer, URLToken: TOKEN })
    expect(socket.outputs.items.map(({ text }) => text)).toEqual(['You said over the socket'])
  })

  it.each<[string, number, object, string?]>([
    ['no userId', 400, { userId: undefined }],
    ['no sessionId', 400, { sessionId: undefined }],
    ['neither text nor data', 400, { text: '' }],
    ['a text of NUL alone', 400, { text: '\0' }],
    ['a userId of a thousand letters', 400, { userId: 'u'.repeat(1_000) }],
    ['too long a text', 413, { text: 'x'.repeat(5_001) }],
    ['a wrong token', 404, {}, `/${'e'.repeat(64)}`],
  ])('is refused with %s, and nothing is written', async (_name, status, wrong, path) => {
    const before = countRows(bridge.config)
    const refusal = await turn({ ...newCustomer(), text: 'Hello', ...wrong }, { path })
    expect(refusal).toMatchObject({ status, type: expect.stringContaining('problem+json'), body: { status } })
    expect(countRows(bridge.config)).toEqual(before)
  })

  it.each([
    ['something else than JSON', 'application/json', '{"userId": "u", '],
    ['a form', 'application/x-www-form-urlencoded', 'userId=u&sessionId=s&text=Hello'],
    ['nothing', 'application/json', ''],
    ['a word', 'application/json', '"Hello"'],
    ['another alphabet', 'application/json; charset=ebcdic', '{}'],
  ])('is refused with %s for a body', async (_name, type, body) => {
    const before = countRows(bridge.config)
    const response = await bridge.fetch(`/${TOKEN}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect([400, 415]).toContain(response.status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(countRows(bridge.config)).toEqual(before)
  })

  it('is refused in another customer’s session; an address that tries on has to wait', async () => {
    const other = newCustomer()
    await turn({ ...other, text: 'This is mine' })
    const before = countRows(bridge.config)
    const guess = async (address: string) => {
      const guessed = { ...newCustomer(), sessionId: other.sessionId, text: 'Let me in' }
      return (await turn(guessed, { address })).status
    }
    const statuses = new Set<number>()
    for (let tries = 0; tries <= 30; tries++) statuses.add(await guess('198.51.100.1'))
    expect([...statuses]).toEqual([404, 429])
    expect(await guess('198.51.100.2')).toBe(404)
    expect(countRows(bridge.config)).toEqual(before)
  })
})

const turnOf = ({ body }: BotRequest) => JSON.parse(body) as BotTurn
