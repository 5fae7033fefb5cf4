import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useFixture } from '../../e2e/simulator/testing/fixture.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { collect } from './testing/collect.ts'

const TENANT = 'northline01'
const fixture = useFixture()
let client: EightByEightClient

beforeEach(() => {
  client = createEightByEightClient({
    baseUrl: fixture.simulator.url,
    apiKey: 'eght_simulator',
    tenant: TENANT,
  })
})
afterEach(() => client.close())

const createConversation = async () => {
  const { conversationId } = await client.conversations.create({
    channelId: fixture.channelId,
    user: { name: 'Ada' },
  })
  return conversationId
}

const conversationWithAgent = async () => {
  const conversationId = await createConversation()
  await fixture.simulator.waitForConversation({ waiting: true })
  fixture.simulator.accept(conversationId)
  return conversationId
}

test('a webhook is registered, read, changed, tested and removed', async () => {
  const uri = fixture.receiver.url
  const { id } = await client.webhooks.create({ name: 'Copilot', uri })
  expect(await client.webhooks.get(id)).toEqual({ id, name: 'Copilot', uri, version: 'Chat Gateway v1.0' })
  expect(await client.webhooks.update(id, { name: 'Copilot 2', uri })).toMatchObject({
    id,
    name: 'Copilot 2',
  })
  expect((await client.webhooks.list({ size: 50 })).items).toContainEqual(
    expect.objectContaining({ id, name: 'Copilot 2' }),
  )

  const asked = () => fixture.receiver.ofType('WEB_HOOK_VERIFY').length
  const before = asked()
  await client.webhooks.verify(uri)
  expect(asked()).toBe(before + 1)
  await client.webhooks.delete(id)
  await expect(client.webhooks.get(id)).rejects.toMatchObject({ kind: 'not-found', status: 404 })
})

test('a channel leads to a webhook and a queue', async () => {
  const [webhook] = (await client.webhooks.list()).items
  const wanted = { name: 'Website', webhookId: webhook?.id ?? '', queueId: '101' }
  const { id } = await client.channels.create(wanted)
  expect(await client.channels.get(id)).toEqual({ id, type: 'ChatAPI', ...wanted })
  expect(await client.channels.update(id, { ...wanted, queueId: '102' })).toMatchObject({
    id,
    queueId: '102',
  })
  expect((await client.channels.list({ filter: 'name==Website' })).items).toHaveLength(1)
  await expect(client.channels.update(id, { ...wanted, queueId: 'none' })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'invalid_queue',
    ambiguous: false,
  })
  await client.channels.delete(id)
  await expect(client.channels.get(id)).rejects.toMatchObject({ kind: 'not-found' })
})

test('a conversation begins with what is known of the customer and what was said', async () => {
  const before = Date.now() - 1000
  const { conversationId, createdAt } = await client.conversations.create({
    channelId: fixture.channelId,
    queueId: '102',
    user: { name: 'Ada', language: 'de', additionalProperties: [{ key: 'Handover', value: 'h-1' }] },
    history: [
      { authorType: 'user', text: 'My line is down.' },
      {
        authorType: 'bot',
        cards: [{ contentType: 'application/8x8.quick.replies', content: { options: [] } }],
      },
    ],
  })
  expect(createdAt).toBeGreaterThan(before)

  const conversation = await client.conversations.get(conversationId)
  expect(conversation).toMatchObject({
    id: conversationId,
    channelId: fixture.channelId,
    assignment: { type: 'queue', id: '102' },
    user: { name: 'Ada', language: 'de', additionalProperties: [{ key: 'Handover', value: 'h-1' }] },
  })
  expect(['created', 'active']).toContain(conversation.state)
})

test('a conversation is found again by what it was created with', async () => {
  await Promise.all(Array.from({ length: 105 }, createConversation))
  const additionalProperties = [{ key: 'Handover', value: 'h-7' }]
  const wanted = await client.conversations.create({
    channelId: fixture.channelId,
    user: { additionalProperties },
  })
  const found: string[] = []
  for await (const { id, user } of client.conversations.every()) {
    if (user?.additionalProperties.some(({ value }) => value === 'h-7')) found.push(id)
  }
  expect(found).toEqual([wanted.conversationId])
})

test('queue and customer of a conversation may change', async () => {
  const id = await createConversation()
  await fixture.simulator.waitForConversation({ waiting: true })
  await client.conversations.patch(id, { queueId: '102' })
  await client.conversations.patch(id, {
    user: { name: 'Grace', additionalProperties: [{ key: 'Plan', value: 'gold' }] },
  })
  expect(await client.conversations.get(id)).toMatchObject({
    assignment: { id: '102' },
    user: { name: 'Grace', additionalProperties: [{ key: 'Plan', value: 'gold' }] },
  })
})

test('who takes part and in which interaction can be read', async () => {
  const id = await conversationWithAgent()
  const participants = await client.conversations.participants(id)
  expect(participants.map(({ type }) => type)).toEqual(expect.arrayContaining(['user', 'agent']))
  const [interaction] = await client.conversations.interactions(id)
  expect(interaction?.id).toMatch(/^int-/)
  expect(interaction?.startTime).toBeGreaterThan(0)
})

test('ending what has ended is no failure', async () => {
  const id = await conversationWithAgent()
  await client.conversations.end(id)
  expect(await client.conversations.get(id)).toMatchObject({ state: 'idle' })
  await client.conversations.end(id)
  await client.conversations.end('never-was')
})

test('another webhook can take over after the agent', async () => {
  const id = await createConversation()
  const [webhook] = (await client.webhooks.list()).items
  const assignment = {
    webhookId: webhook?.id ?? '',
    notifyChannelWebhook: true,
    maxTotalMinutes: 300,
    userTimeoutMinutes: 150,
  }
  await client.conversations.assignAfterAgent(id, assignment)
  await expect(
    client.conversations.assignAfterAgent(id, { ...assignment, maxTotalMinutes: 5 }),
  ).rejects.toMatchObject({
    kind: 'invalid',
    code: 'invalid_parameter',
  })
})

describe('messages', () => {
  test('what was posted can be read back, page by page and in either order', async () => {
    const id = await conversationWithAgent()
    for (let count = 0; count < 120; count += 1) {
      await client.messages.post(id, { authorType: 'user', text: `message ${count}` })
    }
    fixture.simulator.say(id, 'Let me look.')

    const { items, totalPages } = await client.messages.list(id, { size: 10, page: 1, sort: 'createdAt:asc' })
    expect(items.map(({ text }) => text)).toContain('message 15')
    expect(totalPages).toBe(13)
    const all = await collect(client.messages.every(id, 'createdAt:desc'))
    expect(all).toHaveLength(121)
    expect(all[0]).toMatchObject({ text: 'Let me look.', author: { type: 'agent' } })
    expect(await client.messages.get(id, all[0]?.id ?? '')).toEqual(all[0])
  })

  test('cards arrive as cards, and 8x8 tells what was done with them', async () => {
    const id = await conversationWithAgent()
    const content = { type: 'AdaptiveCard', version: '1.3', body: [] }
    const cards = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }]
    await client.messages.post(id, { authorType: 'bot', text: 'Please fill this in.', cards })
    const [message] = (await client.messages.list(id)).items
    const [card] = await client.messages.cards(id, message?.id ?? '')
    expect(card).toMatchObject({ ...cards[0], actionSubmitted: false, actionExecuted: false })

    await client.cardActions.submit(id, card?.id ?? '', '8x8')
    await client.cardActions.execute(id, card?.id ?? '', '8x8-Int')
    expect(await client.messages.cards(id, message?.id ?? '')).toMatchObject([
      { actionSubmitted: true, actionExecuted: true },
    ])
  })

  test('a message for nowhere is told as such', async () => {
    await expect(
      client.messages.post('nowhere', { authorType: 'user', text: 'Hello?' }),
    ).rejects.toMatchObject({
      kind: 'not-found',
      ambiguous: false,
    })
  })
})

test('typing, thinking and reading are shown', async () => {
  const id = await conversationWithAgent()
  await client.presence.typing(id, 'user')
  await client.presence.thinking(id, 30)
  await client.presence.read(id, 'user', Date.now())
  await expect(client.presence.thinking(id, 601)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'invalid_parameter',
  })
  await expect(client.presence.typing('nowhere', 'user')).rejects.toMatchObject({ kind: 'not-found' })
  const statuses = fixture.exchanges
    .filter(({ path }) => /typing|thinking|read-receipt/.test(path))
    .map(({ status }) => status)
  expect(statuses).toEqual([204, 204, 204, 400, 404])
})

test('key and tenant go with every call but the one for signing keys, which is public', async () => {
  await client.webhooks.list()
  expect(await client.signingKeys.get('no-such-key')).toBeUndefined()
  const [withKey, withoutKey] = fixture.exchanges.map(({ requestHeaders }) => requestHeaders)
  expect(withKey).toMatchObject({ 'x-api-key': 'eght_simulator', 'x-8x8-tenant': TENANT })
  expect(withoutKey).toMatchObject({ 'x-8x8-tenant': TENANT })
  expect(withoutKey).not.toHaveProperty('x-api-key')
  expect(withKey?.accept).toBe('application/hal+json, application/json')
})

test('a wrong key and a wrong tenant are told apart, whoever answers', async () => {
  const { url: baseUrl } = fixture.simulator
  const strangers = [
    {
      client: createEightByEightClient({ baseUrl, apiKey: 'eght_wrong', tenant: TENANT }),
      kind: 'unauthorized',
    },
    {
      client: createEightByEightClient({ baseUrl, apiKey: 'eght_simulator', tenant: 'globex' }),
      kind: 'forbidden',
    },
  ]
  for (const { client: stranger, kind } of strangers) {
    await expect(stranger.webhooks.list()).rejects.toMatchObject({ kind, ambiguous: false })
    await stranger.close()
  }
  fixture.simulator.addApiFault({ kind: 'apigee', status: 401 })
  await expect(client.webhooks.list()).rejects.toMatchObject({ kind: 'unauthorized' })
})

describe('when 8x8 fails', () => {
  const post = (id: string) => client.messages.post(id, { authorType: 'user', text: 'Hello?' })

  test('a limit says how long to wait and leaves no doubt', async () => {
    const id = await createConversation()
    fixture.simulator.addApiFault({ kind: 'status', status: 429, retryAfterSeconds: 3 })
    await expect(post(id)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 3000,
      ambiguous: false,
    })
  })

  test.each([500, 502, 503] as const)('%i leaves doubt', async status => {
    const id = await createConversation()
    fixture.simulator.addApiFault({ kind: 'status', status, method: 'POST' })
    await expect(post(id)).rejects.toMatchObject({ kind: 'unavailable', status, ambiguous: true })
  })

  test('a lost answer leaves doubt, and reading back resolves it', async () => {
    const id = await createConversation()
    fixture.simulator.addApiFault({ kind: 'lost', method: 'POST' })
    await expect(post(id)).rejects.toMatchObject({ kind: 'network', ambiguous: true })
    expect((await client.messages.list(id)).items).toHaveLength(1)
  })
})
