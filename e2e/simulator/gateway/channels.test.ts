import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

describe('channels', () => {
  const fixture = useFixture()
  const wanted = (parts: object = {}) => ({
    name: 'Website',
    type: 'ChatAPI',
    webHookId: fixture.simulator.seed({ webhookUrl: fixture.receiver.url }).webhook.id,
    routingOptions: { type: 'queue', id: '101' },
    ...parts,
  })

  it('are created, read, replaced and deleted', async () => {
    const { status, body } = await fixture.call<{ id: string }>('POST', '/channels', wanted())
    expect([status, body]).toMatchObject([
      200,
      { name: 'Website', routingOptions: { type: 'queue', id: '101' } },
    ])
    const path = `/channels/${body.id}`
    const replacement = wanted({ name: 'Mobile', routingOptions: { type: 'queue', id: '102' } })
    expect((await fixture.call('PUT', path, replacement)).status).toBe(200)
    expect((await fixture.call('GET', path)).body).toMatchObject({
      name: 'Mobile',
      routingOptions: { id: '102' },
    })
    expect((await fixture.call('DELETE', path)).status).toBe(204)
    expect((await fixture.call('GET', path)).status).toBe(404)
  })

  it('need a queue and a webhook that exist', async () => {
    const noQueue = await fixture.call(
      'POST',
      '/channels',
      wanted({ routingOptions: { type: 'queue', id: '999' } }),
    )
    expect([noQueue.status, noQueue.body]).toMatchObject([400, { errors: [{ code: 'invalid_queue' }] }])
    const noWebhook = await fixture.call('POST', '/channels', wanted({ webHookId: 'nobody' }))
    expect([noWebhook.status, noWebhook.body]).toMatchObject([400, { errors: [{ code: 'invalid_webhook' }] }])
  })
})
