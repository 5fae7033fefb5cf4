import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

describe('access to the Chat Gateway', () => {
  const fixture = useFixture({
    tenants: [
      { id: 'one', customerId: 'first' },
      { id: 'two', customerId: 'first' },
      { id: 'other', customerId: 'second' },
    ],
    apiKeys: [
      { key: 'eght_simulator', customerId: 'first' },
      { key: 'eght_second', customerId: 'second' },
    ],
  })

  it('answers 401 without a known key', async () => {
    const answer = await fixture.call('GET', '/webhooks', undefined, { 'x-api-key': 'wrong' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ message: 'Access Denied', errors: [{ code: 'access_denied' }] })
  })

  it('can answer a bad key as the API gateway in front does', async () => {
    fixture.simulator.configure({ badKeyAnswer: 'apigee' })
    const { status, body } = await fixture.call('GET', '/webhooks', undefined, { 'x-api-key': 'wrong' })
    expect([status, body]).toMatchObject([401, { fault: { detail: { errorcode: expect.any(String) } } }])
  })

  it('answers 403 with plain strings for a tenant of another customer', async () => {
    const { status, body } = await fixture.call('GET', '/webhooks', undefined, { 'x-8x8-tenant': 'other' })
    expect([status, body]).toMatchObject([403, { errors: [expect.stringContaining('X-8x8-Tenant')] }])
  })

  it('asks a customer with several tenants for the tenant, with 400 or 403 as set', async () => {
    expect((await fixture.call('GET', '/webhooks')).status).toBe(400)
    fixture.simulator.configure({ missingTenantHeader: 403 })
    expect((await fixture.call('GET', '/webhooks')).status).toBe(403)
  })

  it('takes the only tenant of a customer without being told', async () => {
    expect((await fixture.call('GET', '/webhooks', undefined, { 'x-api-key': 'eght_second' })).status).toBe(
      200,
    )
  })

  it('keeps tenants apart', async () => {
    const list = async (tenant: string) => {
      const { body } = await fixture.call<{ page: { totalElements: number } }>(
        'GET',
        '/channels',
        undefined,
        {
          'x-8x8-tenant': tenant,
        },
      )
      return body.page.totalElements
    }
    expect([await list('one'), await list('two')]).toEqual([1, 0])
    const other = await fixture.call('GET', `/channels/${fixture.channelId}`, undefined, {
      'x-8x8-tenant': 'two',
    })
    expect(other.status).toBe(404)
  })

  it('answers 400 to a body that is not JSON', async () => {
    const response = await fetch(`${fixture.simulator.url}/chat-gateway/v1/channels`, {
      method: 'POST',
      headers: { 'x-api-key': 'eght_second', 'content-type': 'application/json' },
      body: '{"name":',
    })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ code: 'invalid_json_object' }] },
    ])
  })
})
