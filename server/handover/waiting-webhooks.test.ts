import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import { ReceiptConflictError } from '../sessions/decision.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { WaitingWebhooks } from './waiting-webhooks.ts'

const database = openedDatabase()
let waiting: WaitingWebhooks
beforeAll(async () => {
  waiting = new WaitingWebhooks(database())
})
afterAll(async () => {
  vi.useRealTimers()
})

const webhook = (eventId: string, body = `{"id":"${eventId}"}`): GenuineWebhook => ({
  connectionId: 'acme',
  eventId,
  digest: `digest of ${body}`,
  event: { kind: 'unknown', eventType: 'x' },
  rawBody: Buffer.from(body),
})
const bodies = async (conversationId: string, connectionId = 'acme') =>
  (await waiting.of(connectionId, conversationId)).map(({ rawBody }) => rawBody.toString())

it('keeps each once, as it came, for its own conversation', async () => {
  await waiting.keep(webhook('1', '{ "text": "naïve 👋" }'), 'one')
  await waiting.keep(webhook('1', '{ "text": "naïve 👋" }'), 'one')
  await waiting.keep(webhook('2'), 'two')
  expect(await bodies('one')).toEqual(['{ "text": "naïve 👋" }'])
  expect(await bodies('one', 'other')).toEqual([])
  await waiting.forget('acme', '1')
  expect(await bodies('one')).toEqual([])
  expect(await bodies('two')).toHaveLength(1)
})

it('refuses an id that came with another body', async () => {
  await waiting.keep(webhook('3'), 'three')
  await expect(waiting.keep(webhook('3', '{"id":"forged"}'), 'three')).rejects.toThrow(ReceiptConflictError)
  expect(await bodies('three')).toEqual(['{"id":"3"}'])
})

it('drops after a day what nobody asked for', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await waiting.keep(webhook('4'), 'four')
  vi.setSystemTime(Date.now() + 25 * 60 * 60 * 1_000)
  await waiting.keep(webhook('5'), 'five')
  expect(await bodies('four')).toEqual([])
  expect(await bodies('five')).toHaveLength(1)
})
