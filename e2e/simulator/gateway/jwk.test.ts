import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

describe('the public key', () => {
  const fixture = useFixture()

  async function keyIdOfNextEvent(): Promise<string> {
    const before = fixture.receiver.received.length
    await fixture.createConversation()
    const webhook = await fixture.receiver.until(() => fixture.receiver.received[before])
    const [header = ''] = String(webhook.headers['x-8x8-signature']).split('.')
    return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid
  }
  const fetchKey = (path: string) => fetch(`${fixture.simulator.url}${path}`)

  it('is served without a key at both addresses, without alg and use', async () => {
    const kid = await keyIdOfNextEvent()
    for (const path of [`/chat-gateway/v1/jwk/${kid}/public`, `/vcc/eu/chat/v2/jwk/${kid}/public`]) {
      const jwk = (await (await fetchKey(path)).json()) as object
      expect(jwk).toEqual({ kty: 'RSA', e: 'AQAB', kid, n: expect.any(String) })
    }
  })

  it('can be missing, failing or slow', async () => {
    const kid = await keyIdOfNextEvent()
    const status = async () => (await fetchKey(`/chat-gateway/v1/jwk/${kid}/public`)).status
    fixture.simulator.configure({ jwkAnswer: 'notFound' })
    expect(await status()).toBe(404)
    fixture.simulator.configure({ jwkAnswer: 'error' })
    expect(await status()).toBe(500)
    fixture.simulator.configure({ jwkAnswer: 'slow', jwkDelayMs: 30 })
    const startedAt = performance.now()
    expect(await status()).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(25)
  })

  it('is replaced by a rotation that may withdraw the old one', async () => {
    const first = await keyIdOfNextEvent()
    const { kid: second } = await fixture.simulator.rotateKey({ keepOld: true })
    expect(await keyIdOfNextEvent()).toBe(second)
    expect((await fetchKey(`/chat-gateway/v1/jwk/${first}/public`)).status).toBe(200)
    await fixture.simulator.rotateKey({ keepOld: false })
    expect((await fetchKey(`/chat-gateway/v1/jwk/${second}/public`)).status).toBe(404)
  })
})
