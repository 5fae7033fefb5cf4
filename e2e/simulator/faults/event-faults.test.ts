import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'
import type { ReceivedWebhook } from '../testing/receiver.ts'
import { verifyWebhook } from '../testing/verify-webhook.ts'

const textOf = ({ event }: ReceivedWebhook) => event.data?.['text']
const eventIdOf = ({ headers }: ReceivedWebhook) => headers['x-8x8-event-id']

describe('faults of webhook events', () => {
  const fixture = useFixture({ deliveryRetryDelayMs: 1, echo: 'none' })

  /** Arms a fault for the next message, lets an agent say the texts and gives what arrived. */
  async function sayWith(
    fault: Parameters<typeof fixture.simulator.addEventFault>[0],
    texts: string[],
    expectedCount: number,
  ) {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.addEventFault({ eventType: 'MESSAGE', ...fault })
    for (const text of texts) fixture.simulator.say(id, text)
    return fixture.receiver.untilType('MESSAGE', expectedCount)
  }
  const isGenuine = (webhook: ReceivedWebhook) =>
    verifyWebhook(webhook, fixture.simulator.url).then(
      () => true,
      () => false,
    )

  it('duplicate sends the same event id again', async () => {
    const messages = await sayWith({ kind: 'duplicate', copies: 2 }, ['Hello'], 3)
    expect(new Set(messages.map(eventIdOf)).size).toBe(1)
  })

  it('reorder lets later events overtake', async () => {
    const messages = await sayWith(
      { kind: 'reorder', overtakenBy: 2, holdMs: 5000 },
      ['one', 'two', 'three'],
      3,
    )
    expect(messages.map(textOf).indexOf('one')).toBeGreaterThan(0)
  })

  it('reorder lets go when nothing follows', async () => {
    expect(await sayWith({ kind: 'reorder', holdMs: 10 }, ['alone'], 1)).toHaveLength(1)
  })

  it('burst holds events and sends them together', async () => {
    const texts = ['one', 'two', 'three']
    const messages = await sayWith({ kind: 'burst', size: 3, times: 3, holdMs: 5000 }, texts, 3)
    expect(new Set(messages.map(textOf))).toEqual(new Set(texts))
  })

  it('drop never sends, and the log says so', async () => {
    const messages = await sayWith({ kind: 'drop' }, ['lost', 'kept'], 1)
    expect(messages.map(textOf)).toEqual(['kept'])
    expect(fixture.simulator.eventLog().filter(({ status }) => status === 'dropped')).toHaveLength(1)
  })

  it('delay sends later', async () => {
    const messages = await sayWith({ kind: 'delay', delayMs: 30 }, ['late', 'early'], 2)
    expect(messages.map(textOf)).toEqual(['early', 'late'])
  })

  it.each(['wrongSignature', 'unknownKey', 'malformedKeyId'] as const)(
    '%s cannot be verified, and the retry can',
    async kind => {
      let refused = false
      fixture.receiver.answer = ({ event }) => {
        if (event.eventType !== 'MESSAGE' || refused) return 200
        refused = true
        return 401
      }
      const [spoilt, honest] = await sayWith({ kind }, ['Hello'], 2)
      expect([await isGenuine(spoilt!), await isGenuine(honest!)]).toEqual([false, true])
    },
  )

  it.each(['wrongTenant', 'wrongCustomer', 'rotatedKey', 'staleTransmissionTime'] as const)(
    '%s is signed correctly',
    async kind => {
      const [message] = await sayWith({ kind }, ['Hello'], 1)
      expect(await isGenuine(message!)).toBe(true)
      const { headers } = message!
      const age = Date.now() - Number(headers['x-8x8-transmission-time'])
      expect({
        wrongTenant: headers['x-8x8-tenant-id'] !== 'northline01',
        wrongCustomer: headers['x-8x8-customer-id'] !== 'northline',
        staleTransmissionTime: age > 600_000,
      }).toEqual({
        wrongTenant: kind === 'wrongTenant',
        wrongCustomer: kind === 'wrongCustomer',
        staleTransmissionTime: kind === 'staleTransmissionTime',
      })
    },
  )

  it('malformedKeyId names a path', async () => {
    const [message] = await sayWith({ kind: 'malformedKeyId' }, ['Hello'], 1)
    const [header = ''] = String(message?.headers['x-8x8-signature']).split('.')
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
      kid: expect.stringContaining('../'),
    })
  })

  it('missingHeaders leaves out some or all', async () => {
    const [message] = await sayWith({ kind: 'missingHeaders', headers: ['x-8x8-event-id'] }, ['Hello'], 1)
    expect(message?.headers).not.toHaveProperty('x-8x8-event-id')
    expect(message?.headers).toHaveProperty('x-8x8-signature')
    const [, bare] = await sayWith({ kind: 'missingHeaders' }, ['Hello'], 2)
    expect(Object.keys(bare?.headers ?? {}).filter(name => name.startsWith('x-8x8'))).toEqual([])
  })

  it('tamperedBody replays the headers with another body that passes the signature', async () => {
    const [honest, forged] = await sayWith({ kind: 'tamperedBody' }, ['Hello'], 2)
    expect(textOf(honest!)).toBe('Hello')
    expect(textOf(forged!)).not.toBe('Hello')
    expect(eventIdOf(forged!)).toBe(eventIdOf(honest!))
    expect([await isGenuine(honest!), await isGenuine(forged!)]).toEqual([true, true])
  })

  it.each(['spaces', 'indented', 'unicodeEscapes', 'keyOrder', 'emoji'] as const)(
    'nonCanonicalJson (%s) is another text of the same event, signed as it is sent',
    async variant => {
      const [message] = await sayWith({ kind: 'nonCanonicalJson', variant }, ['Grüße / 👋'], 1)
      expect(textOf(message!)).toBe('Grüße / 👋')
      const sent = message!.body.toString()
      const { note: _, ...event } = message!.event
      expect(sent).not.toBe(
        JSON.stringify({
          eventType: event.eventType,
          conversationId: event.conversationId,
          timestamp: event.timestamp,
          data: event.data,
        }),
      )
      expect(await isGenuine(message!)).toBe(true)
    },
  )

  it('bigBody, extraFields and charset are signed as they are sent', async () => {
    const [big] = await sayWith({ kind: 'bigBody', bytes: 300_000 }, ['Hello'], 1)
    expect(big?.body.length).toBeGreaterThan(300_000)
    const [, extra] = await sayWith({ kind: 'extraFields' }, ['Hello'], 2)
    expect(extra?.event).toMatchObject({ futureField: {}, data: { futureField: {} } })
    const contentType = 'application/json; charset="utf-8"'
    const messages = await sayWith({ kind: 'charset', contentType }, ['Hello'], 3)
    expect(messages[2]?.headers['content-type']).toBe(contentType)
    expect(await Promise.all(messages.map(isGenuine))).toEqual([true, true, true])
  })
})
