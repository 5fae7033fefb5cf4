import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'
import type { ReceivedWebhook } from '../testing/receiver.ts'
import { verifyWebhook } from '../testing/verify-webhook.ts'

const headerOf = (webhook: ReceivedWebhook | undefined, name: string) => String(webhook?.headers[name])

describe('delivery of webhooks', () => {
  const fixture = useFixture({ deliveryRetryDelayMs: 1 })

  it('signs the checksum and headers so that an independent library verifies them', async () => {
    await fixture.createConversation({ user: { name: 'Máire 👋' } })
    const webhooks = await fixture.receiver.untilType('CONVERSATION_UPDATE', 2)
    for (const webhook of webhooks) {
      const payload = await verifyWebhook(webhook, fixture.simulator.url)
      expect(Object.keys(payload)).toEqual(['checksum', 'cid', 'eid', 'retry', 'tid', 'tt'])
      expect(payload).toMatchObject({
        checksum: crc32(webhook.body),
        cid: 'northline',
        tid: 'northline01',
        retry: 0,
      })
    }
  })

  it('tries again with the same event id, a higher retry and a new time until it succeeds', async () => {
    let failures = 3
    fixture.receiver.answer = ({ event }) => (event.eventType === 'QUEUED' && failures-- > 0 ? 503 : 204)
    await fixture.createConversation()
    const attempts = await fixture.receiver.untilType('QUEUED', 4)
    expect(attempts.map(attempt => headerOf(attempt, 'x-8x8-retry'))).toEqual(['0', '1', '2', '3'])
    expect(new Set(attempts.map(attempt => headerOf(attempt, 'x-8x8-event-id'))).size).toBe(1)
    expect(new Set(attempts.map(({ body }) => body.toString())).size).toBe(1)
    const times = attempts.map(attempt => Number(headerOf(attempt, 'x-8x8-transmission-time')))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const attempt of attempts) await verifyWebhook(attempt, fixture.simulator.url)
  })

  it('gives up after the retries that are set', async () => {
    fixture.simulator.configure({ deliveryRetries: 2 })
    fixture.receiver.answer = ({ event }) => (event.eventType === 'QUEUED' ? 500 : 200)
    await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED', 3)
    await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED', 6)
    const conversations = fixture.receiver.ofType('QUEUED').map(({ event }) => event.conversationId)
    expect(new Set(conversations).size).toBe(2)
    expect(conversations).toHaveLength(6)
  })

  it('does not follow a redirect and counts it as a failure', async () => {
    let redirects = 1
    fixture.receiver.answer = ({ event }) => (event.eventType === 'QUEUED' && redirects-- > 0 ? 302 : 200)
    const redirected = fixture.simulator.waitForDelivery({ eventType: 'QUEUED', status: 302 })
    await fixture.createConversation()
    await redirected
    expect(headerOf((await fixture.receiver.untilType('QUEUED', 2))[1], 'x-8x8-retry')).toBe('1')
  })

  it('gives up waiting for an answer after the timeout', async () => {
    fixture.simulator.configure({ deliveryTimeoutMs: 30 })
    let hanging = 1
    fixture.receiver.answer = ({ event }) =>
      event.eventType === 'QUEUED' && hanging-- > 0 ? new Promise<number>(() => {}) : 200
    const timedOut = fixture.simulator.waitForDelivery({ eventType: 'QUEUED', status: 'timeout' })
    await fixture.createConversation()
    expect((await timedOut).retries).toBe(0)
    await fixture.receiver.untilType('QUEUED', 2)
  })

  it('sends the events of one conversation one after the other and those of others beside them', async () => {
    const release: (() => void)[] = []
    fixture.receiver.answer = ({ event }) =>
      event.data?.['state'] === 'created' ? new Promise(resolve => release.push(() => resolve(200))) : 200
    await fixture.createConversation()
    await fixture.createConversation()
    await fixture.receiver.untilType('CONVERSATION_UPDATE', 2)
    expect(fixture.receiver.events.map(({ data }) => data?.['state'])).toEqual(['created', 'created'])
    for (const go of release) go()
    await fixture.receiver.untilType('QUEUED', 2)
  })

  it('gives each event of a conversation a later timestamp than the one before', async () => {
    const id = await fixture.conversationWithAgent()
    for (let index = 0; index < 20; index += 1) fixture.simulator.say(id, `Line ${index}`)
    const messages = await fixture.receiver.untilType('MESSAGE', 20)
    const times = messages.map(({ event }) => event.timestamp ?? 0)
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
  })
})

describe('strict delivery', () => {
  const fixture = useFixture({ deliveryRetryDelayMs: 1, deliveryOrder: 'strict' })

  it('holds the later events of a conversation until the retries of the one before have succeeded', async () => {
    const id = await fixture.conversationWithAgent()
    let failures = 2
    fixture.receiver.answer = ({ event }) => (event.data?.['text'] === 'one' && failures-- > 0 ? 500 : 200)
    fixture.simulator.say(id, 'one')
    fixture.simulator.say(id, 'two')
    const messages = await fixture.receiver.untilType('MESSAGE', 4)
    expect(messages.map(({ event }) => event.data?.['text'])).toEqual(['one', 'one', 'one', 'two'])
  })
})
