import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from '../e2e/testing/bridge.ts'
import { CapturedLog } from '../e2e/testing/captured-log.ts'
import { type KeyFront, startKeyFront } from '../e2e/testing/key-front.ts'
import { almost, bottomless, nastyBody, nastyJson } from '../e2e/testing/nasty.ts'
import { countRows, tracesOf } from '../e2e/testing/row-counts.ts'
import { createSigningKey, signWebhook } from './eight-by-eight/testing/signed-webhook.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const KEY = createSigningKey('key-of-the-test')

describe('bad webhooks', () => {
  const log = new CapturedLog('warn')
  let bridge: Bridge
  let front: KeyFront
  let conversationId: string
  beforeAll(async () => {
    bridge = await Bridge.start({ overrides: { logger: log.logger } })
    front = await startKeyFront(bridge.simulator.url, KEY)
    await bridge.reroute(front.url)
  })
  afterAll(async () => {
    await bridge.close()
    await front[Symbol.asyncDispose]()
  })

  /** Bad events may have ended any handover that was on; a new one works as ever. */
  afterEach(async () => {
    expect(log.errors).toEqual([])
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.say(conversationId, 'Still here')
    await customer.reads('Still here')
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    customer.leave()
  })

  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    url = bridge.webhookUrl,
  ) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    await response.arrayBuffer()
    return response.status
  }
  const signed = (body: string | Uint8Array, claims: Record<string, string> = {}, key = KEY) =>
    signWebhook({
      key,
      body,
      claims: {
        'x-8x8-tenant-id': 'northline01',
        'x-8x8-customer-id': 'northline',
        'x-8x8-event-id': randomUUID(),
        'x-8x8-transmission-time': String(Date.now()),
        ...claims,
      },
    })
  /** Nobody's fault but the sender's, and then nothing of it was written. */
  const expectRefusedOrTaken = async (body: string | Uint8Array<ArrayBuffer>) => {
    const eventId = randomUUID()
    const status = await post(body, signed(Buffer.from(body), { 'x-8x8-event-id': eventId }))
    expect(status).toBeLessThan(500)
    if (status >= 400) expect(tracesOf(bridge.config, eventId)).toBe(0)
  }

  it('without a signature are refused, whatever they hold and wherever they go', async () => {
    const before = countRows(bridge.config)
    const bare = bridge.webhookUrl.slice(0, bridge.webhookUrl.lastIndexOf('/'))
    const urls = fc.constantFrom(bridge.webhookUrl, bare, `${bare}/guess`, `${bare}/${'x'.repeat(5_000)}`)
    const header = fc.string({ unit: 'binary-ascii' }).map(text => text.replaceAll(/[^\x20-\x7e]/g, ''))
    const headers = fc.dictionary(
      fc.constantFrom(
        'x-8x8-signature',
        'x-8x8-event-id',
        'x-8x8-tenant-id',
        'x-8x8-customer-id',
        'x-8x8-retry',
        'x-8x8-transmission-time',
        'content-type',
      ),
      header,
      { noNullPrototype: true },
    )
    await fc.assert(
      fc.asyncProperty(nastyBody, headers, urls, async (body, claims, url) => {
        const status = await post(body, claims, url)
        expect([200, 400, 401, 404, 413, 415]).toContain(status)
      }),
      { numRuns: 1_000 },
    )
    expect(countRows(bridge.config)).toEqual(before)
  }, 30_000)

  const event = () => {
    const eventType = fc.constantFrom(
      'CONVERSATION_UPDATE',
      'QUEUED',
      'MEMBERS_CHANGED',
      'TRANSFER',
      'MESSAGE',
      'ACTIVITY',
      'TOMORROW',
      'WEB_HOOK_VERIFY',
    )
    const data = fc.oneof(
      nastyJson,
      almost({
        state: 'active',
        assignment: { type: 'agent', id: 'a' },
        user: { name: 'x', additionalProperties: [] },
        channel: 'c',
      }),
      almost({ queueId: 'q', queueName: 'Queue' }),
      almost({ memberType: 'agent', change: 'joined', id: 'agent-1' }),
      almost({
        isEcho: false,
        sender: { id: 'a', type: 'agent' },
        text: 'Hello',
        attachments: [{ id: 'f', type: 'image', fileName: 'f.png' }],
        cards: [],
      }),
      almost({ name: 'typing', value: { users: [{ id: 'a', type: 'agent' }] } }),
      almost({ name: 'read-receipts', value: { readReceipts: [{ timestamp: 1 }] } }),
      nastyJson.map(type => ({
        sender: { type: 'agent' },
        text: 'Hello',
        attachments: [{ id: 'f', type, fileName: type }],
      })),
      nastyJson.map(content => ({
        sender: { type: 'agent' },
        cards: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
      })),
    )
    const id = fc.oneof(fc.constant(conversationId), fc.string())
    const timestamp = fc.oneof(
      fc.constant(Date.now()),
      fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
      nastyJson,
    )
    return fc.record({ eventType, conversationId: id, timestamp, data })
  }

  it('with a good signature are taken or refused, and stop nothing', async () => {
    ;({ conversationId } = await bridge.servedCustomer())
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          event().map(value => JSON.stringify(value)),
          nastyBody,
        ),
        async body => {
          await expectRefusedOrTaken(body)
        },
      ),
      { numRuns: 1_500 },
    )
  }, 60_000)

  it('with something changed after they were signed are refused', async () => {
    const body = JSON.stringify({ eventType: 'MESSAGE', conversationId, data: { text: 'Hello' } })
    const genuine = signed(body)
    const otherHeaders = fc
      .record({ header: fc.constantFrom(...Object.keys(genuine)), value: fc.stringMatching(/^[!-~]{0,40}$/) })
      .filter(({ header, value }) => genuine[header] !== value)
      .map(({ header, value }) => ({ body, headers: { ...genuine, [header]: value } }))
    const otherBody = fc.string({ minLength: 1 }).map(more => ({ body: `${body}${more}`, headers: genuine }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(otherHeaders, otherBody), async ({ body, headers }) => {
        expect(await post(body, headers)).toBe(401)
        expect(tracesOf(bridge.config, headers['x-8x8-event-id'] ?? '')).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, typeof KEY, () => Record<string, string>]>([
    ['of another tenant', KEY, () => ({ 'x-8x8-tenant-id': 'somebody-else' })],
    ['too old', KEY, () => ({ 'x-8x8-transmission-time': String(Date.now() - DAY_IN_MILLISECONDS) })],
    ['of the future', KEY, () => ({ 'x-8x8-transmission-time': String(Date.now() + DAY_IN_MILLISECONDS) })],
    ['signed with a key of nobody', createSigningKey('key-of-nobody'), () => ({})],
    ['signed with another key of that name', createSigningKey(KEY.kid), () => ({})],
  ])('%s are refused', async (_case, key, claims) => {
    const eventId = randomUUID()
    const body = JSON.stringify({ eventType: 'MESSAGE', conversationId, data: { text: 'Hello' } })
    expect(await post(body, signed(body, { 'x-8x8-event-id': eventId, ...claims() }, key))).toBe(401)
    expect(tracesOf(bridge.config, eventId)).toBe(0)
  })

  it('that are too large or too deep are refused or passed over', async () => {
    for (const body of [
      bottomless(100_000),
      `{"eventType":"MESSAGE","conversationId":"c","data":${bottomless(50_000)}}`,
      `"${'x'.repeat(1_000_000)}`,
    ]) {
      await expectRefusedOrTaken(body)
    }
    expect(await post('x'.repeat(1_100_000))).toBe(413)
  })

  it.each(['constructor', '__proto__', 'toString'])('with an attachment of type %s are taken', async type => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = bridge.viewer(customer)
    await viewer.join()
    const data = {
      sender: { type: 'agent' },
      text: 'A file',
      attachments: [{ id: 'f', type, fileName: type }],
    }
    const body = JSON.stringify({ eventType: 'MESSAGE', conversationId, data })
    expect(await post(body, signed(body))).toBe(200)
    const { attachments } = await viewer.sees('message', ({ from }) => from === 'agent')
    expect(attachments).toMatchObject([{ name: type, mediaType: 'application/octet-stream' }])
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
  })

  it('that come twice under one id with two bodies are refused the second time', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = bridge.viewer(customer)
    await viewer.join()
    const note = (value: string) =>
      JSON.stringify({ eventType: 'ACTIVITY', conversationId, data: { name: 'note', value } })
    const claims = { 'x-8x8-event-id': randomUUID() }
    const [one, two] = [note('first'), note('second')]
    expect(await post(one, signed(one, claims))).toBe(200)
    expect(await post(one, signed(one, claims))).toBe(200)
    expect(await post(two, signed(two, claims))).toBe(409)
    expect(await post(two, signed(two))).toBe(200)
    await viewer.sees('handover-activity', ({ value }) => value === 'second')
    const notes = viewer.events.items.filter(
      event => event.type === 'handover-activity' && event.name === 'note',
    )
    expect(notes).toMatchObject([{ value: 'first' }, { value: 'second' }])
    expect(log.errors).toEqual([expect.stringContaining('one event id came with two bodies')])
    log.lines.length = 0
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
  })
})
