import { afterEach, beforeEach, expect, test } from 'vitest'
import { useFixture } from '../../e2e/simulator/testing/fixture.ts'
import type { ReceivedWebhook } from '../../e2e/simulator/testing/receiver.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { createKeyCache } from './keys.ts'
import { readGatewayEvent } from './payloads.ts'
import { verifyWebhookSignature } from './signature.ts'

/* Client, keys, signature and payloads together, on webhooks that came over HTTP. */

const fixture = useFixture()
let client: EightByEightClient
let verify: (webhook: ReceivedWebhook) => ReturnType<typeof verifyWebhookSignature>

beforeEach(() => {
  const { url: baseUrl } = fixture.simulator
  client = createEightByEightClient({ baseUrl, apiKey: 'eght_simulator', tenant: 'northline01' })
  const keys = createKeyCache({ fetchKey: client.signingKeys.get })
  verify = ({ headers, body }) =>
    verifyWebhookSignature({
      headers,
      rawBody: body,
      keys,
      now: Date.now(),
      expected: { tenantId: 'northline01', customerId: 'northline' },
    })
})
afterEach(() => client.close())

const talk = async () => {
  const conversationId = await fixture.conversationWithAgent()
  await client.messages.post(conversationId, { authorType: 'user', text: 'My line is down.' })
  fixture.simulator.setTyping(conversationId, true)
  fixture.simulator.say(conversationId, {
    text: 'Let me look 🙂',
    quickReplies: [{ title: 'Thanks', postback: '1' }],
  })
  fixture.simulator.transfer(conversationId, '102')
  await fixture.receiver.untilType('QUEUED', 2)
  return conversationId
}

test('a whole conversation is believed and understood, with one request for the key', async () => {
  const conversationId = await talk()
  for (const webhook of fixture.receiver.received) expect(await verify(webhook)).toMatchObject({ ok: true })
  const jwkRequests = fixture.exchanges.filter(({ path }) => path.includes('/jwk/'))
  expect(jwkRequests).toHaveLength(1)

  const events = fixture.receiver.received.map(({ body }) => readGatewayEvent(body))
  expect(events.every(event => 'conversationId' in event && event.conversationId === conversationId)).toBe(
    true,
  )
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'conversation-updated', state: 'created' }),
      expect.objectContaining({ kind: 'conversation-updated', state: 'active' }),
      expect.objectContaining({ kind: 'queued', queueId: '101', queueName: 'Billing and faults' }),
      expect.objectContaining({ kind: 'member-changed', memberType: 'agent', change: 'joined' }),
      expect.objectContaining({ kind: 'message', isEcho: true, text: 'My line is down.' }),
      expect.objectContaining({ kind: 'typing', users: [expect.objectContaining({ type: 'agent' })] }),
      expect.objectContaining({
        kind: 'message',
        isEcho: false,
        text: 'Let me look 🙂',
        cards: [expect.anything()],
      }),
      expect.objectContaining({ kind: 'member-changed', memberType: 'agent', change: 'left' }),
      expect.objectContaining({ kind: 'transferred' }),
      expect.objectContaining({ kind: 'queued', queueId: '102' }),
    ]),
  )
})

test('webhooks signed with a new key are believed at once', async () => {
  const conversationId = await fixture.conversationWithAgent()
  for (const webhook of fixture.receiver.received) await verify(webhook)
  await fixture.simulator.rotateKey({ keepOld: false })
  fixture.simulator.say(conversationId, 'Signed anew.')
  const [webhook] = await fixture.receiver.untilType('MESSAGE')
  expect(webhook && (await verify(webhook))).toMatchObject({ ok: true })
})

test('while 8x8 does not give its key the webhook is refused for now, and believed later', async () => {
  await fixture.createConversation()
  const [webhook] = await fixture.receiver.untilType('QUEUED')
  if (!webhook) throw new Error('no webhook')
  fixture.simulator.configure({ jwkAnswer: 'error' })
  expect(await verify(webhook)).toEqual({ ok: false, reason: 'key-unavailable' })
  fixture.simulator.configure({ jwkAnswer: 'key' })
  await expect.poll(() => verify(webhook), { timeout: 3000 }).toMatchObject({ ok: true })
})
