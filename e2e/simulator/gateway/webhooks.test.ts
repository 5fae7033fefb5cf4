import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

interface WebhookBody {
  id: string
  name: string
  uri: string
  version: string
}

describe('webhooks', () => {
  const fixture = useFixture()
  const version = 'Chat Gateway v1.0'

  it('says hello without signature before a webhook is created', async () => {
    const { receiver } = fixture
    const { status, body } = await fixture.call<WebhookBody>('POST', '/webhooks', {
      name: 'Copilot',
      uri: receiver.url,
      version,
      notificationVersion: version,
    })
    expect([status, body]).toMatchObject([200, { name: 'Copilot', uri: receiver.url, version }])
    const [hello] = receiver.received
    expect(hello?.body.toString()).toBe(
      '{"notificationVersion":"Chat Gateway v1.0","eventType":"WEB_HOOK_VERIFY"}',
    )
    expect(Object.keys(hello?.headers ?? {}).filter(name => name.startsWith('x-8x8-'))).toEqual([])
  })

  it('refuses a webhook that does not answer the hello, or keeps it as set', async () => {
    fixture.receiver.answer = () => 500
    const wanted = { name: 'Copilot', uri: fixture.receiver.url, version }
    expect((await fixture.call('POST', '/webhooks', wanted)).status).toBe(400)
    fixture.simulator.configure({ createWebhookVerify: 'accept' })
    expect((await fixture.call('POST', '/webhooks', wanted)).status).toBe(200)
  })

  it.each([
    [{ name: 'x', uri: 'http://127.0.0.1:9/', version: 'v2.0' }],
    [{ name: 'x', uri: 'not a url', version }],
    [{ name: 'x'.repeat(257), uri: 'http://127.0.0.1:9/', version }],
    [{ name: 'x', uri: 'http://127.0.0.1:9/' }],
  ])('refuses %j', async wanted => {
    expect((await fixture.call('POST', '/webhooks', wanted)).status).toBe(400)
  })

  it('is read, replaced and deleted', async () => {
    const { body } = await fixture.call<WebhookBody>('POST', '/webhooks', {
      name: 'Copilot',
      uri: fixture.receiver.url,
      version,
    })
    const replaced = await fixture.call('PUT', `/webhooks/${body.id}`, {
      name: 'Copilot 2',
      uri: `${fixture.receiver.url}/2`,
      notificationVersion: version,
    })
    expect(replaced.status).toBe(200)
    const read = await fixture.call<WebhookBody>('GET', `/webhooks/${body.id}`)
    expect(read.body).toMatchObject({ name: 'Copilot 2', uri: `${fixture.receiver.url}/2` })
    expect((await fixture.call('DELETE', `/webhooks/${body.id}`)).status).toBe(204)
    expect((await fixture.call('GET', `/webhooks/${body.id}`)).status).toBe(404)
  })

  it('verifies an address', async () => {
    const { receiver } = fixture
    expect((await fixture.call('POST', '/webhooks/verify', { version, uri: receiver.url })).status).toBe(204)
    receiver.answer = () => 404
    expect((await fixture.call('POST', '/webhooks/verify', { version, uri: receiver.url })).status).toBe(400)
    const nobody = { version, uri: 'http://127.0.0.1:9/' }
    expect((await fixture.call('POST', '/webhooks/verify', nobody)).status).toBe(400)
  })

  it('signs the hello when set', async () => {
    fixture.simulator.configure({ verifySigned: true })
    await fixture.call('POST', '/webhooks/verify', { version, uri: fixture.receiver.url })
    expect(fixture.receiver.received[0]?.headers['x-8x8-signature']).toMatch(/^[\w-]+\.\.[\w-]+$/)
  })
})
