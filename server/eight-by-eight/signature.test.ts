import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SignatureVerdict, verifyWebhookSignature, type WebhookToVerify } from './signature.ts'
import { CLAIMS, createSigningKey, keysAtHand, SENT_AT, signWebhook } from './testing/signed-webhook.ts'

const key = createSigningKey('EXaiWfZe20eSjklZ70074w')
const otherKey = createSigningKey('other')
const keys = keysAtHand(key, otherKey)
const body = '{"eventType":"QUEUED", "conversationId":"c1","data":{"queueName":"Zürich 🙂"}}'
const rawBody = Buffer.from(body)

const verify = (webhook: Partial<WebhookToVerify>): Promise<SignatureVerdict> =>
  verifyWebhookSignature({
    headers: signWebhook({ key, body }),
    rawBody,
    keys,
    now: SENT_AT,
    expected: { tenantId: 'acme', customerId: 'customer-1' },
    ...webhook,
  })

const refused = (reason: string) => ({ ok: false, reason })

test('a webhook as 8x8 signs it is accepted and says which event it is', async () => {
  const headers = signWebhook({ key, body, claims: { 'x-8x8-retry': '2' } })
  expect(await verify({ headers })).toEqual({
    ok: true,
    eventId: 'event-1',
    retry: 2,
    transmissionTime: SENT_AT,
    tenantId: 'acme',
    customerId: 'customer-1',
  })
})

test('names are signed as JSON writes them', async () => {
  const headers = signWebhook({ key, body, claims: { 'x-8x8-event-id': 'a"b\\c/d' } })
  expect(await verify({ headers })).toMatchObject({ ok: true, eventId: 'a"b\\c/d' })
})

describe('the headers', () => {
  test.each(Object.keys({ ...CLAIMS, 'x-8x8-signature': '' }))(
    'without %s the webhook is refused',
    async name => {
      expect(await verify({ headers: { ...signWebhook({ key, body }), [name]: undefined } })).toEqual(
        refused('header-missing'),
      )
      expect(await verify({ headers: { ...signWebhook({ key, body }), [name]: '' } })).toEqual(
        refused('header-missing'),
      )
    },
  )

  test.each([
    { 'x-8x8-retry': '-1' },
    { 'x-8x8-retry': '01' },
    { 'x-8x8-retry': '1.0' },
    { 'x-8x8-retry': '1e3' },
    { 'x-8x8-retry': ' 1' },
    { 'x-8x8-transmission-time': '0x10' },
    { 'x-8x8-transmission-time': '9'.repeat(20) },
    { 'x-8x8-event-id': 'x'.repeat(257) },
    { 'x-8x8-event-id': 'a\u00e9' },
  ])('%j is refused even if signed', async claims => {
    expect(await verify({ headers: signWebhook({ key, body, claims }) })).toEqual(refused('header-malformed'))
  })

  test('a header given as a list is refused', async () => {
    const headers = { ...signWebhook({ key, body }), 'x-8x8-signature': ['a', 'b'] }
    expect(await verify({ headers })).toEqual(refused('header-malformed'))
  })
})

describe('time and place', () => {
  const minute = 60_000

  test.each([
    [10 * minute, true],
    [10 * minute + 1, false],
    [-2 * minute, true],
    [-2 * minute - 1, false],
  ])('read %i ms after it was sent: accepted %s', async (age, accepted) => {
    expect(await verify({ now: SENT_AT + age })).toMatchObject(accepted ? { ok: true } : refused('stale'))
  })

  test('the limits may be set', async () => {
    expect(await verify({ now: SENT_AT + 11, maxAgeMs: 10 })).toEqual(refused('stale'))
    expect(await verify({ now: SENT_AT - 11, maxSkewMs: 10 })).toEqual(refused('stale'))
  })

  test('of another tenant or customer it is refused, however well signed', async () => {
    expect(await verify({ expected: { tenantId: 'globex' } })).toEqual(refused('wrong-tenant'))
    expect(await verify({ expected: { customerId: 'customer-2' } })).toEqual(refused('wrong-customer'))
    expect(await verify({ expected: {} })).toMatchObject({ ok: true })
  })
})

describe('the signature', () => {
  const replaceSignature = (change: (signature: string) => string) => {
    const headers = signWebhook({ key, body })
    return { ...headers, 'x-8x8-signature': change(headers['x-8x8-signature'] ?? '') }
  }

  test.each<[string, (signature: string) => string]>([
    ['no JWS', () => 'c0ffee'],
    ['a payload of its own', signature => signature.replace('..', '.e30.')],
    ['a fourth part', signature => `${signature}.e30`],
    ['no signature', signature => signature.split('..')[0] + '..'],
    ['padding', signature => `${signature}==`],
    ['other letters for spare bits', signature => signature.slice(0, -1) + nextLetter(signature.at(-1))],
    ['a header that is no JSON', signature => signature.replace(/^[^.]+/, 'bm9wZQ')],
    ['a header that is a list', signature => signature.replace(/^[^.]+/, 'W10')],
    ['a header beyond all measure', signature => signature.replace(/^[^.]+/, 'A'.repeat(100_000))],
  ])('with %s is malformed', async (_, change) => {
    expect(await verify({ headers: replaceSignature(change) })).toEqual(refused('signature-malformed'))
  })

  test.each([
    { alg: 'none' },
    { alg: 'HS256' },
    { alg: 'RS512' },
    { alg: ['RS256'] },
    { b64: true },
    { b64: undefined },
    { crit: [] },
    { crit: ['b64', 'exp'] },
    { crit: 'b64' },
  ])('with %j in its header is not supported', async header => {
    expect(await verify({ headers: signWebhook({ key, body, header }) })).toEqual(
      refused('algorithm-unsupported'),
    )
  })

  test('made as HMAC with the public key is not supported', async () => {
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' })
    const [head] = signWebhook({ key, body, header: { alg: 'HS256' } })['x-8x8-signature']?.split('..') ?? []
    const signature = createHmac('sha256', secret).update(`${head}.`).digest('base64url')
    const headers = { ...signWebhook({ key, body }), 'x-8x8-signature': `${head}..${signature}` }
    expect(await verify({ headers })).toEqual(refused('algorithm-unsupported'))
  })

  test.each(['../../secret', 'a/b', '', 'x'.repeat(129), 'a b', 7, undefined])(
    'of key %j is malformed and no key is asked for',
    async kid => {
      const asked: string[] = []
      const watched = { get: (kid: string) => (asked.push(kid), keys.get(kid)) }
      const headers = signWebhook({ key, body, header: { kid } })
      expect(await verify({ headers, keys: watched })).toEqual(refused('signature-malformed'))
      expect(asked).toEqual([])
    },
  )

  test('of a key that 8x8 does not know, or cannot tell now, is refused', async () => {
    const headers = signWebhook({ key: { ...key, kid: 'unheard-of' }, body })
    expect(await verify({ headers })).toEqual(refused('key-unknown'))
    const unavailable = { get: async () => ({ ok: false, reason: 'key-unavailable' }) as const }
    expect(await verify({ keys: unavailable })).toEqual(refused('key-unavailable'))
  })

  test('by another key than it names is wrong', async () => {
    expect(await verify({ headers: signWebhook({ key: { ...otherKey, kid: key.kid }, body }) })).toEqual(
      refused('signature-wrong'),
    )
  })

  test('over the parsed body instead of its bytes is wrong', async () => {
    const headers = signWebhook({ key, body: JSON.stringify(JSON.parse(body)) })
    expect(await verify({ headers })).toEqual(refused('signature-wrong'))
  })
})

describe('forgery', () => {
  const headers = signWebhook({ key, body })

  test('no single changed byte of the body passes', async () => {
    const change = fc.record({ at: fc.nat(rawBody.length - 1), by: fc.integer({ min: 1, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const forged = Buffer.from(rawBody)
        forged[at] = ((forged[at] ?? 0) + by) % 256
        expect(await verify({ rawBody: forged })).toEqual(refused('signature-wrong'))
      }),
      { numRuns: 1000 },
    )
  })

  test('no changed character of any header passes', async () => {
    const change = fc.record({
      name: fc.constantFrom(...Object.keys(headers)),
      at: fc.nat(),
      character: fc.string({ minLength: 1, maxLength: 1 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ name, at, character }) => {
        const original = headers[name] ?? ''
        const place = at % original.length
        const forged = original.slice(0, place) + character + original.slice(place + 1)
        fc.pre(forged !== original)
        expect(
          await verify({
            headers: { ...headers, [name]: forged },
            expected: {},
            maxAgeMs: Infinity,
            maxSkewMs: Infinity,
          }),
        ).toMatchObject({ ok: false })
      }),
      { numRuns: 3000 },
    )
  })

  test('whatever the headers and the body say, there is a verdict', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(undefined), fc.array(fc.string()))
    const anyHeaders = fc.record(
      Object.fromEntries(
        Object.keys(headers).map(name => [name, fc.oneof(value, fc.constant(headers[name]))]),
      ),
    )
    await fc.assert(
      fc.asyncProperty(anyHeaders, fc.uint8Array(), async (anyHeaders, rawBody) => {
        expect(await verify({ headers: anyHeaders, rawBody })).toMatchObject({ ok: false })
      }),
      { numRuns: 2000 },
    )
  })
})

/** The neighbour of a base64url letter that differs in spare bits only. */
function nextLetter(letter = 'A'): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return letters[letters.indexOf(letter) + 1] ?? 'B'
}
