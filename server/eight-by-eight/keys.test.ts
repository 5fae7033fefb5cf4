import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKeyCache } from './keys.ts'
import { createSigningKey, type SigningKey } from './testing/signed-webhook.ts'

const key = createSigningKey('k1')
const jwkOf = ({ publicKey, kid }: SigningKey) => ({ ...publicKey.export({ format: 'jwk' }), kid })

const SECOND = 1000
const HOUR = 3_600_000

/** A cache whose clock and whose 8x8 the test holds. */
function createFixture(answer: (kid: string) => unknown = () => jwkOf(key)) {
  const fixture = { now: 1_772_366_400_000, asked: [] as string[], answer }
  const cache = createKeyCache({
    now: () => fixture.now,
    fetchKey: async kid => {
      fixture.asked.push(kid)
      return fixture.answer(kid)
    },
  })
  return { fixture, get: (kid: string) => cache.get(kid) }
}

const fail = () => {
  throw new Error('503')
}

test('a key is fetched once and serves for hours', async () => {
  const { fixture, get } = createFixture()
  const [first, second] = await Promise.all([get('k1'), get('k1')])
  expect(first).toMatchObject({ ok: true })
  expect(second).toBe(first)
  fixture.now += 5 * HOUR
  expect(await get('k1')).toBe(first)
  expect(fixture.asked).toEqual(['k1'])
})

test('after some hours a key is asked for again, and one that was withdrawn no longer serves', async () => {
  const { fixture, get } = createFixture()
  await get('k1')
  fixture.now += 7 * HOUR
  fixture.answer = () => undefined
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unknown' })
})

test('while 8x8 cannot be asked again the known key serves, but not for ever', async () => {
  const { fixture, get } = createFixture()
  await get('k1')
  fixture.answer = fail
  fixture.now += 7 * HOUR
  expect(await get('k1')).toMatchObject({ ok: true })
  fixture.now += 18 * HOUR
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unavailable' })
})

test('an outage is over as soon as it is over', async () => {
  const { fixture, get } = createFixture(fail)
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unavailable' })
  fixture.answer = () => jwkOf(key)
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unavailable' })
  fixture.now += 1 * SECOND
  expect(await get('k1')).toMatchObject({ ok: true })
  expect(fixture.asked).toHaveLength(2)
})

test('a key that 8x8 adds is seen within seconds', async () => {
  const { fixture, get } = createFixture(() => undefined)
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unknown' })
  fixture.answer = () => jwkOf(key)
  fixture.now += 4 * SECOND
  expect(await get('k1')).toEqual({ ok: false, reason: 'key-unknown' })
  fixture.now += 1 * SECOND
  expect(await get('k1')).toMatchObject({ ok: true })
})

describe('a flood of invented keys', () => {
  const flood = (get: (kid: string) => Promise<unknown>, from: number) =>
    Promise.all(Array.from({ length: 500 }, (_, index) => get(`invented-${from + index}`)))

  test('asks 8x8 thirty times a minute at most and leaves known keys alone', async () => {
    const { fixture, get } = createFixture(kid => (kid === 'k1' ? jwkOf(key) : undefined))
    await get('k1')
    await flood(get, 0)
    expect(fixture.asked).toHaveLength(30)
    expect(await get('k1')).toMatchObject({ ok: true })
    expect(await get('new')).toEqual({ ok: false, reason: 'key-unavailable' })
    for (let minute = 1; minute <= 5; minute += 1) {
      fixture.now += 60 * SECOND
      await flood(get, 500 * minute)
    }
    expect(await get('k1')).toMatchObject({ ok: true })
    expect(fixture.asked.filter(kid => kid === 'k1')).toHaveLength(1)
  })
})

describe('what 8x8 answers as key', () => {
  const { n, e } = jwkOf(key)
  const elliptic: JsonWebKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  })

  test.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'k1'],
    ['another id', { kty: 'RSA', kid: 'k2', n, e }],
    ['no id', { kty: 'RSA', n, e }],
    ['an elliptic curve', { ...elliptic, kid: 'k1' }],
    ['a secret', { kty: 'oct', kid: 'k1', k: 'c2VjcmV0' }],
    ['a short key', jwkOf(createSigningKey('k1', 1024))],
    ['another algorithm', { kty: 'RSA', kid: 'k1', n, e, alg: 'RS512' }],
    ['another use', { kty: 'RSA', kid: 'k1', n, e, use: 'enc' }],
    ['an endless modulus', { kty: 'RSA', kid: 'k1', n: 'A'.repeat(10_000), e }],
    ['no numbers', { kty: 'RSA', kid: 'k1', n: '', e: '' }],
  ])('%s is no key', async (_, jwk) => {
    const { get } = createFixture(() => jwk)
    expect(await get('k1')).toMatchObject({ ok: false })
  })

  test('an RSA key of that id is one, with or without alg and use', async () => {
    expect(await createFixture(() => ({ kty: 'RSA', kid: 'k1', n, e })).get('k1')).toMatchObject({ ok: true })
    const labelled = { kty: 'RSA', kid: 'k1', n, e, alg: 'RS256', use: 'sig', x5c: [] }
    expect(await createFixture(() => labelled).get('k1')).toMatchObject({ ok: true })
  })
})
