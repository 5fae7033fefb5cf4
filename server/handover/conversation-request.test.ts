import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Exchange } from '../../e2e/simulator/gateway/observe.ts'
import { type Simulator, startSimulator } from '../../e2e/simulator/simulator.ts'
import { createEightByEightClient, type EightByEightClient } from '../eight-by-eight/client.ts'
import { createGateway } from '../eight-by-eight/gateway.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import { handoverSettingsSchema } from '../protocol/settings/handover.ts'
import type { Data, Profile } from '../protocol/values.ts'
import { HANDOVER_PROPERTY } from './contact-centre.ts'
import { conversationRequest, type RequestFacts } from './conversation-request.ts'

interface Body {
  channelId: string
  user: { additionalProperties: { key: string; value: string }[]; [field: string]: unknown }
  history?: { messages: object[] }
  [field: string]: unknown
}

let simulator: Simulator
let client: EightByEightClient
let channelId: string
let told: (exchange: Exchange) => void = () => undefined

beforeAll(async () => {
  simulator = await startSimulator({ onExchange: exchange => told(exchange) })
  channelId = simulator.seed({ webhookUrl: `${simulator.url}/nowhere` }).channel.id
  client = createEightByEightClient({
    baseUrl: simulator.url,
    apiKey: 'eght_simulator',
    tenant: 'northline01',
  })
})
afterAll(async () => {
  await client.close()
  await simulator.close()
})

/** The body that 8x8 is sent. */
async function bodyOf(facts: Partial<RequestFacts>, properties: Data = {}): Promise<Body> {
  const request = conversationRequest({
    settings: handoverSettingsSchema.parse({ connectionId: 'acme', channelId, properties }),
    profile: {},
    handoverId: 'session.1',
    correlationId: 'K7WX2PQ9',
    copilotLink: 'https://copilot.example/?sessionId=1',
    events: [],
    ...facts,
  })
  const exchanged = new Promise<Exchange>(resolve => {
    told = resolve
  })
  await createGateway(client, HANDOVER_PROPERTY).createConversation(request, AbortSignal.timeout(5_000))
  return (await exchanged).requestBody as Body
}

const message = (
  seq: number,
  from: 'customer' | 'virtual-agent' | 'agent',
  text?: string,
  more = {},
): SessionEvent => ({
  type: 'message',
  at: seq,
  seq,
  messageId: `m${seq}`,
  from,
  text,
  ...more,
})

const OURS = [
  { key: 'Copilot', value: 'https://copilot.example/?sessionId=1' },
  { key: 'Reference', value: 'K7WX2PQ9' },
  { key: 'Handover', value: 'session.1' },
]

describe('what the agent sees beside the chat', () => {
  it('is the copilot’s link, the reference and the handover, then what is known of the customer', async () => {
    const profile: Profile = { properties: { Plan: 'Fibre 500', Since: '2019' } }
    const { user } = await bodyOf({ profile })
    expect(user.additionalProperties).toEqual([
      ...OURS,
      { key: 'Plan', value: 'Fibre 500' },
      { key: 'Since', value: '2019' },
    ])
  })

  it('is thirty properties at most, ours among them', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`key ${index}`, 'x']))
    const { user } = await bodyOf({ profile: { properties: many } })
    expect(user.additionalProperties).toHaveLength(30)
    expect(user.additionalProperties.slice(0, 3)).toEqual(OURS)
  })

  it('cannot be forged by a profile', async () => {
    const { user } = await bodyOf({
      profile: { properties: { Copilot: 'https://evil.example', Handover: 'other.1' } },
    })
    expect(user.additionalProperties).toEqual(OURS)
  })
})

describe('the customer', () => {
  it('is described in 8x8’s own fields', async () => {
    const profile = {
      name: 'Ada',
      email: 'ada@example.com',
      phone: '+1',
      company: 'Acme',
      caseId: '7',
      customerId: 'C-9',
    }
    const { user } = await bodyOf({ profile })
    expect(user).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      phone: '+1',
      company: 'Acme',
      caseId: '7',
      userId: 'C-9',
    })
  })

  it.each([
    ['de-AT', 'de'],
    ['zh-Hant-HK', 'zh-TW'],
    ['zh', 'zh-CN'],
    ['nb', 'no'],
    ['EN', 'en'],
  ])('speaks %s, which 8x8 calls %s', async (language, expected) => {
    expect((await bodyOf({ profile: { language } })).user.language).toBe(expected)
  })

  it.each(['tlh', 'not a language', ''])('who speaks "%s" is left to 8x8’s default', async language => {
    expect((await bodyOf({ profile: { language } })).user).not.toHaveProperty('language')
  })
})

describe('the history', () => {
  it('is what was said, by the user or the bot, with their cards', async () => {
    const quickReplies = { _cognigy: { _default: { _quickReplies: { quickReplies: [{ title: 'Yes' }] } } } }
    const { history } = await bodyOf({
      events: [
        { type: 'session-started', at: 0, seq: 1, channel: 'socket' },
        message(2, 'customer', 'Hello'),
        message(3, 'virtual-agent', 'Sure?', { data: quickReplies }),
        message(4, 'agent', 'I was here before'),
        message(5, 'customer', undefined, { data: { a: 1 } }),
      ],
    })
    expect(history?.messages).toEqual([
      { authorType: 'user', text: 'Hello' },
      {
        authorType: 'bot',
        text: 'Sure?',
        cards: [
          {
            contentType: 'application/8x8.quick.replies',
            content: { options: [{ title: 'Yes', data: { postback: 'Yes' } }] },
          },
        ],
      },
      { authorType: 'bot', text: 'I was here before' },
    ])
  })

  it('is the newest two hundred messages, oldest first', async () => {
    const events = Array.from({ length: 250 }, (_, index) => message(index, 'customer', `message ${index}`))
    const { history } = await bodyOf({ events })
    expect(history?.messages).toHaveLength(200)
    expect(history?.messages[0]).toMatchObject({ text: 'message 50' })
    expect(history?.messages.at(-1)).toMatchObject({ text: 'message 249' })
  })

  it('is absent where nothing was said', async () => {
    expect(await bodyOf({})).not.toHaveProperty('history')
  })

  it('names the files that came without a word', async () => {
    const attachments = [{ id: 'a', name: 'router.png', mediaType: 'image/png' }]
    const { history } = await bodyOf({ events: [message(2, 'customer', undefined, { attachments })] })
    expect(history?.messages).toEqual([{ authorType: 'user', text: '[router.png]' }])
  })
})

describe('custom JSON', () => {
  it('of the endpoint is merged last, with its properties after ours', async () => {
    const body = await bodyOf(
      { profile: { name: 'Ada' } },
      {
        assignment: { type: 'script', id: '9' },
        priority: 3,
        user: {
          name: 'VIP',
          additionalProperties: [
            { key: 'Skill', value: 'Fibre' },
            { key: 'Copilot', value: 'x' },
          ],
        },
      },
    )
    expect(body).toMatchObject({ channelId, priority: 3, assignment: { type: 'script', id: '9' } })
    expect(body.user.name).toBe('VIP')
    expect(body.user.additionalProperties).toEqual([...OURS, { key: 'Skill', value: 'Fibre' }])
  })

  it('of the bot goes over the endpoint’s, field by field and property by property', async () => {
    const extra = {
      priority: 5,
      user: {
        caseId: '8',
        additionalProperties: [
          { key: 'Intent', value: 'refund' },
          { key: 'Skill', value: 'Mobile' },
        ],
      },
    }
    const endpoints = {
      priority: 3,
      tag: 'web',
      user: { name: 'VIP', additionalProperties: [{ key: 'Skill', value: 'Fibre' }] },
    }
    const body = await bodyOf({ extra }, endpoints)
    expect(body).toMatchObject({ priority: 5, tag: 'web' })
    expect(body.user).toMatchObject({ name: 'VIP', caseId: '8' })
    expect(body.user.additionalProperties).toEqual([
      ...OURS,
      { key: 'Intent', value: 'refund' },
      { key: 'Skill', value: 'Mobile' },
    ])
  })

  it.each([
    ['no list', { user: { additionalProperties: 'x' } }],
    ['no user', { user: 7 }],
    ['a user that is a list', { user: [] }],
  ])('that holds %s where one belongs does no harm', async (_case, extra) => {
    const body = await bodyOf(
      { extra, profile: { name: 'Ada' } },
      { user: { additionalProperties: [{ key: 'Skill', value: 'Fibre' }] } },
    )
    expect(body.user.name).toBe('Ada')
    expect(body.user.additionalProperties).toEqual(expect.arrayContaining(OURS))
  })
})
