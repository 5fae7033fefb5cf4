import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { Health } from '../protocol/health.ts'

describe('health', () => {
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    const model = { kind: 'compatible', baseUrl: 'https://models.example/v1', name: 'small' } as const
    bridge = await Bridge.start({ settings: { copilot: { model, suggestions: { drafts: false } } } })
    owner = await becomeOwner(bridge.service)
  })
  afterAll(() => bridge.close())

  const read = () => owner.ask<Health>('GET', '/health')

  it('says what the server stands on, and which model an endpoint asks', async () => {
    const { ready, database, redis, models, servers } = await read()
    expect({ ready, database, redis }).toEqual({
      ready: true,
      database: { kind: 'embedded', answers: true },
      redis: 'not-used',
    })
    expect(models).toMatchObject([{ endpointId: 'northline', model: 'small', host: 'models.example' }])
    expect(servers).toMatchObject([{ isThis: true }])
  })

  it('names what was given up, with the session that it belongs to', async () => {
    const { customer } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    expect((await read()).parked).toEqual([])
    const failed = viewer.sees('delivery-parked')
    bridge.simulator.addApiFault({
      method: 'POST',
      path: '/conversations/:id/messages',
      kind: 'status',
      status: 403,
    })
    customer.say('Are you there?')
    await failed
    const { parked } = await read()
    expect(parked).toMatchObject([{ sessionKey: bridge.keyOf(customer), target: 'contact-centre' }])
  })
})
