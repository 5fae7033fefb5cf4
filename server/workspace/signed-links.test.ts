import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { Customer } from '../../e2e/testing/people.ts'
import { readLink } from '../../widget/session/copilot-link.ts'
import type { EndpointSetup } from '../protocol/settings/endpoint.ts'

const OLD_SECRET = 'the-old-secret-of-the-contact-centre-32'
const SECRET = 'the-new-secret-of-the-contact-centre-32'
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const OTHER_TOKEN = 'c'.repeat(64)

const copilot: NonNullable<EndpointSetup['settings']>['copilot'] = {
  policy: 'signed',
  signedLinks: {
    keys: [
      { id: 'old', algorithm: 'HS256', secret: OLD_SECRET },
      { id: 'new', algorithm: 'HS256', secret: SECRET },
      { id: 'rsa', algorithm: 'RS256', publicKey },
    ],
  },
}

interface Signing {
  claims?: object
  secret?: string | KeyObject
  alg?: 'HS256' | 'RS256' | 'HS512'
  kid?: string
  expires?: string | number
}

describe('signed links', () => {
  let bridge: Bridge
  let customer: Customer
  beforeAll(async () => {
    bridge = await Bridge.start({ settings: { copilot }, config: { trustProxy: 1 } })
    await bridge.addEndpoint({
      id: 'other',
      name: 'Other',
      URLToken: OTHER_TOKEN,
      settings: {
        copilot: {
          ...copilot,
          signedLinks: { keys: [{ id: 'x', algorithm: 'HS256', secret: 'o'.repeat(32) }] },
        },
      },
    })
    ;({ customer } = await bridge.servedCustomer())
  })
  afterAll(() => bridge.close())

  const sign = ({ claims = {}, secret = SECRET, alg = 'HS256', kid, expires = '5m' }: Signing) => {
    const { userId, sessionId } = customer
    const token = new SignJWT({ userId, sessionId, name: 'Dana Whelan', ...claims })
    token.setProtectedHeader({ alg, ...(kid && { kid }) })
    if (expires !== '') token.setExpirationTime(expires)
    return token.sign(typeof secret === 'string' ? new TextEncoder().encode(secret) : secret)
  }
  let address = 0
  const join = (auth?: string, link: { userId: string; sessionId: string; URLToken?: string } = customer) =>
    bridge.viewer(link, { 'x-forwarded-for': `192.0.2.${address++}` }).join({ ...(auth && { auth }) })

  it.each<[string, Signing]>([
    ['HS256', {}],
    ['HS256, its key named', { kid: 'new' }],
    ['the key that is on its way out', { secret: OLD_SECRET, kid: 'old' }],
    ['the old key, not named', { secret: OLD_SECRET }],
    ['RS256', { alg: 'RS256', secret: rsa.privateKey }],
  ])('open the chat that they are for: %s', async (_name, signing) => {
    expect(await join(await sign(signing))).toMatchObject({ lastSeq: expect.any(Number) })
  })

  it.each<[string, Signing]>([
    ['with another key', { secret: 'somebody-else’s-secret-of-32-letters' }],
    ['with the name of another key', { kid: 'old' }],
    ['with a key that nobody knows', { kid: 'unknown' }],
    ['with an empty key', { secret: '\0'.repeat(32) }],
    ['with the public key as a secret', { secret: publicKey }],
    ['with another algorithm', { alg: 'HS512', secret: SECRET.padEnd(64, 'x') }],
    ['too long ago', { expires: Math.floor(Date.now() / 1000) - 60 }],
    ['for ever', { expires: '' }],
    ['for another session', { claims: { sessionId: 'another' } }],
    ['for another user', { claims: { userId: 'another' } }],
    ['for nobody', { claims: { name: undefined } }],
    ['for a panel', { claims: { userId: undefined, sessionId: undefined, panel: true } }],
    ['by another endpoint’s key', { secret: 'o'.repeat(32) }],
  ])('open nothing when signed %s', async (_name, signing) => {
    expect(await join(await sign(signing))).toMatchObject({ error: { code: 'refused' } })
  })

  it('open nothing without a token, with one that is unsigned, or with none at all', async () => {
    const [header, payload] = [{ alg: 'none' }, { ...JSON.parse(claimsOf(await sign({}))) }].map(part =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    )
    for (const auth of [undefined, 'nonsense', `${header}.${payload}.`, `${header}.${payload}`]) {
      expect(await join(auth)).toMatchObject({ error: { code: 'refused' } })
    }
  })

  it('do not open the same ids at another endpoint', async () => {
    const elsewhere = bridge.customer({ URLToken: OTHER_TOKEN, ...idsOf(customer) })
    await elsewhere.ready
    elsewhere.say('Hello')
    await elsewhere.reads('')
    const link = { ...idsOf(customer), URLToken: OTHER_TOKEN }
    expect(await join(await sign({}), link)).toMatchObject({ error: { code: 'refused' } })
    expect(await join(await sign({ secret: 'o'.repeat(32) }), link)).toMatchObject({
      lastSeq: expect.any(Number),
    })
  })

  it('stop showing the chat when they expire', async () => {
    const viewer = bridge.viewer(customer)
    // The tolerance for clocks is half a minute; the viewing itself ends on time.
    const auth = await sign({ expires: Math.floor(Date.now() / 1_000) + 2 })
    expect(await viewer.join({ auth })).toMatchObject({ lastSeq: expect.any(Number) })
    await viewer.closed.until(({ error }) => error.code === 'refused', 'the end of the link')
  })

  it('are what 8x8 is given to show the agent', async () => {
    const { user } = bridge.simulator.conversations().at(-1) ?? {}
    const value = user?.additionalProperties?.find(({ key }) => key === 'Copilot')?.value ?? ''
    const { auth, ...link } = Object.fromEntries(new URL(value).searchParams) as Record<string, string>
    expect(readLink(new URLSearchParams(link))).toMatchObject({ ...idsOf(customer), URLToken: URL_TOKEN })
    expect(await join(auth)).toMatchObject({ lastSeq: expect.any(Number) })
    const another = await bridge.servedCustomer()
    expect(await join(auth, another.customer)).toMatchObject({ error: { code: 'refused' } })
  })

  it('of a key that is gone open nothing any more', async () => {
    const auth = await sign({ secret: OLD_SECRET })
    const keys = copilot.signedLinks?.keys?.filter(({ id }) => id !== 'old') ?? []
    await bridge.addEndpoint({
      id: 'northline',
      name: 'Northline',
      URLToken: URL_TOKEN,
      settings: { copilot: { ...copilot, signedLinks: { keys } } },
    })
    expect(await join(auth)).toMatchObject({ error: { code: 'refused' } })
    expect(await join(await sign({}))).toMatchObject({ lastSeq: expect.any(Number) })
  })
})

const idsOf = ({ userId, sessionId }: Customer) => ({ userId, sessionId })
const claimsOf = (token: string) => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
