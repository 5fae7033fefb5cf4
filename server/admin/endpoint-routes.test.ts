import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { AdministeredEndpoint } from '../protocol/endpoints.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'

describe('endpoints over the API', () => {
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start()
    owner = await becomeOwner(bridge.service)
  })
  afterAll(() => bridge.close())

  const create = (body: object) => owner.ask<AdministeredEndpoint>('POST', '/endpoints', body)
  const read = (id: string) => owner.ask<AdministeredEndpoint>('GET', `/endpoints/${id}`)

  it('are made with an id from their name and a URLToken that opens their Config URL at once', async () => {
    const made = await create({ name: 'Übersee Chat' })
    expect(made.id).toMatch(/^ubersee-chat-[0-9a-f]{6}$/)
    expect(made.URLToken).toMatch(/^[0-9a-f]{64}$/)
    expect(await (await fetch(made.configUrl)).json()).toMatchObject({
      active: true,
      URLToken: made.URLToken,
    })
    expect(await read(made.id)).toEqual(made)
  })

  it('keep a virtual agent’s secret to themselves and leave it as it is when the rest changes', async () => {
    const settings = {
      virtualAgent: { kind: 'webhook', url: 'https://bot.example/', secret: 'nobody-should-read-this' },
    }
    const made = await create({ id: 'with-secret', name: 'With secret', settings })
    expect(JSON.stringify(made)).not.toContain('nobody-should')
    const changed = await owner.ask<AdministeredEndpoint>('PUT', '/endpoints/with-secret', {
      name: 'Renamed',
      settings: { ...made.settings, active: false },
      revision: made.revision,
    })
    expect([changed.name, changed.settings.active]).toEqual(['Renamed', false])
    const stored = await bridge.service.context.endpoints.byId('with-secret')
    expect(stored?.settings.virtualAgent).toMatchObject({ secret: 'nobody-should-read-this' })
    const audit = await owner.ask<{ items: { detail: object }[] }>('GET', '/audit?act=updateEndpoint')
    expect(audit.items[0]?.detail).toEqual({ changed: ['name', 'settings.active'] })
  })

  it('refuse a change that was made on what somebody else changed meanwhile', async () => {
    const made = await create({ name: 'Twice' })
    const change = (name: string) =>
      owner.call('PUT', `/endpoints/${made.id}`, { name, settings: made.settings, revision: made.revision })
    const [first, second] = [await change('One'), await change('Other')]
    expect([first.status, second.status]).toEqual([200, 409])
    expect((await read(made.id)).name).toBe('One')
  })

  it.each([
    ['a token that is taken', { name: 'X', URLToken: URL_TOKEN }, 409],
    ['an id that is taken', { name: 'X', id: 'northline' }, 409],
    ['no name', { name: ' ' }, 400],
    ['a setting that is none', { name: 'X', settings: { activ: true } }, 400],
    ['a connection that is none', { name: 'X', settings: { handover: { connectionId: 'nothing' } } }, 400],
  ])('refuse %s', async (_what, body, status) => {
    expect((await owner.call('POST', '/endpoints', body)).status).toBe(status)
  })

  it('work with the token from before a rotation for as long as is said, and no longer', async () => {
    const made = await create({ name: 'Rotated' })
    const rotated = await owner.ask<AdministeredEndpoint>('POST', `/endpoints/${made.id}/rotate-token`, {
      overlapHours: 1,
    })
    expect(rotated.URLToken).not.toBe(made.URLToken)
    expect(rotated.earlierTokensUntil).toHaveLength(1)
    for (const URLToken of [made.URLToken, rotated.URLToken]) {
      const answer = await (await bridge.fetch(`/${URLToken}`)).json()
      expect(answer).toMatchObject({ URLToken: rotated.URLToken })
    }
    const customer = await bridge.answeredCustomer('Hello', { URLToken: made.URLToken })
    const { userId, sessionId } = customer
    expect(await bridge.viewer({ userId, sessionId, URLToken: made.URLToken }).join()).toHaveProperty(
      'lastSeq',
    )
    await owner.ask('DELETE', `/endpoints/${made.id}/earlier-tokens`)
    expect((await bridge.fetch(`/${made.URLToken}`)).status).toBe(404)
    const without = await owner.ask<AdministeredEndpoint>('POST', `/endpoints/${made.id}/rotate-token`, {
      overlapHours: 0,
    })
    expect((await bridge.fetch(`/${rotated.URLToken}`)).status).toBe(404)
    expect((await bridge.fetch(`/${without.URLToken}`)).status).toBe(200)
  })

  it('are deleted with their address, but not under a customer in a handover', async () => {
    const { customer, conversationId } = await bridge.waitingCustomer()
    expect((await owner.call('DELETE', '/endpoints/northline')).status).toBe(409)
    bridge.simulator.accept(conversationId)
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    const made = await create({ name: 'Gone' })
    await owner.ask('DELETE', `/endpoints/${made.id}`)
    expect((await bridge.fetch(`/${made.URLToken}`)).status).toBe(404)
    expect((await owner.call('GET', `/endpoints/${made.id}`)).status).toBe(404)
  })

  it('are seen by a key only where it may reach them', async () => {
    await create({ id: 'reachable', name: 'Reachable' })
    const program = await owner.program(['endpoints:read', 'endpoints:write'], ['reachable'])
    const { items } = await program.ask<{ items: { id: string }[] }>('GET', '/endpoints')
    expect(items.map(({ id }) => id)).toEqual(['reachable'])
    const other = await program.call('GET', '/endpoints/northline')
    const missing = await program.call('GET', '/endpoints/not-there')
    expect([other.status, other.body]).toEqual([missing.status, missing.body])
    expect((await program.call('DELETE', '/endpoints/northline')).status).toBe(404)
    expect((await program.call('POST', '/endpoints', { name: 'New' })).status).toBe(403)
    expect((await program.call('GET', '/endpoints/reachable')).status).toBe(200)
  })
})

describePostgres('endpoints over the API', create => {
  it('change on every server within seconds', async () => {
    const storage = await create()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 5).toString('base64')
    {
      await using bridge = await Bridge.start({ config: { databaseUrl, databaseSchema, encryptionKey } })
      const owner = await becomeOwner(bridge.service)
      const other = await bridge.another()
      const made = await owner.ask<AdministeredEndpoint>('POST', '/endpoints', { name: 'Shared' })
      const seenByOther = async () => (await (await fetch(`${other.url}/${made.URLToken}`)).json()) as object
      expect(await seenByOther()).toMatchObject({ active: true })
      const settings = { ...made.settings, active: false }
      await owner.ask('PUT', `/endpoints/${made.id}`, { name: 'Shared', settings, revision: made.revision })
      await expect.poll(seenByOther, { timeout: 10_000 }).toMatchObject({ active: false })
    }
    await storage.remove()
  })
})
