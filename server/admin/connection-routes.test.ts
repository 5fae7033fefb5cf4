import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { CapturedLog } from '../../e2e/testing/captured-log.ts'
import type { AdministeredConnection, ConnectionTest, Review } from '../protocol/connections.ts'
import type { AdministeredEndpoint } from '../protocol/endpoints.ts'

const SECRET_KEY = 'eght_simulator'

describe('connections over the API', () => {
  const log = new CapturedLog()
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start({ overrides: { logger: log.logger } })
    owner = await becomeOwner(bridge.service)
  })
  afterAll(() => bridge.close())

  const create = (
    settings: object = {},
    { name = 'Our 8x8', ...secrets }: { name?: string; apiKey?: string; password?: string } = {},
  ) =>
    owner.ask<AdministeredConnection>('POST', '/connections', {
      name,
      settings: { baseUrl: bridge.simulator.url, tenant: 'northline01', queueId: '101', ...settings },
      apiKey: SECRET_KEY,
      ...secrets,
    })
  const test = async (id: string) => {
    const { works, checks } = await owner.ask<ConnectionTest>('POST', `/connections/${id}/test`)
    const failed = checks.find(({ result }) => result === 'failed')
    return { works, failed: failed?.check, detail: failed?.detail }
  }
  it('never show or log their secrets', async () => {
    const made = await create(
      { username: 'svc', accessTokenUrl: 'https://t.example' },
      { password: 'open-sesame' },
    )
    expect(made).toMatchObject({ hasApiKey: true, hasPassword: true, usedBy: [] })
    const list = await owner.ask('GET', '/connections')
    expect(JSON.stringify([made, list])).not.toMatch(/eght_simulator|open-sesame|secret-path/)
    expect(log.lines.join()).not.toMatch(/eght_simulator|open-sesame/)
    const { settings, revision } = made
    await owner.ask('PUT', `/connections/${made.id}`, { name: 'Renamed', settings, revision })
    const stored = await bridge.service.context.connections.byId(made.id)
    expect(stored).toMatchObject({ name: 'Renamed', apiKey: SECRET_KEY, password: 'open-sesame' })
    await owner.ask('DELETE', `/connections/${made.id}`)
  })

  it('need a key, or username, password and access token URL', async () => {
    const without = { name: 'X', settings: { tenant: 'northline01', username: 'svc' } }
    const refused = await owner.call('POST', '/connections', without)
    expect(refused.status).toBe(400)
  })

  it.each<
    [string, { path?: string; apiKey?: string; tenant?: string; baseUrl?: string }, string | undefined]
  >([
    ['all is right', {}, undefined],
    ['the key is wrong', { apiKey: 'eght_wrong' }, 'credentials'],
    ['the tenant is wrong', { tenant: 'somebody-else' }, 'tenant'],
    ['nobody listens', { baseUrl: 'http://127.0.0.1:9' }, 'network'],
    ['the host is not known', { baseUrl: 'http://nothing.invalid' }, 'network'],
    ['the path is wrong', { path: '/nowhere' }, 'address'],
  ])('tell in a test when %s', async (_case, { path = '', apiKey = SECRET_KEY, ...settings }, failed) => {
    const made = await create({ baseUrl: `${bridge.simulator.url}${path}`, ...settings }, { apiKey })
    expect(await test(made.id)).toMatchObject({ works: failed === undefined, failed })
    await owner.ask('DELETE', `/connections/${made.id}`)
  })

  it('tell in a test when the key lacks the permission', async () => {
    const made = await create()
    for (let call = 0; call < 2; call += 1)
      bridge.simulator.addApiFault({ kind: 'status', status: 403, method: 'GET', path: '/webhooks' })
    expect(await test(made.id)).toMatchObject({ works: false, failed: 'permission' })
    bridge.simulator.clearFaults()
    await owner.ask('DELETE', `/connections/${made.id}`)
  })

  it('register with 8x8 once, carry a handover with their own channel, and are reviewed', async () => {
    const made = await create({ properties: { user: { company: 'Acme' } } })
    const registered = await owner.ask('POST', `/connections/${made.id}/register`, {})
    expect(await owner.ask('POST', `/connections/${made.id}/register`, {})).toEqual(registered)
    expect(await owner.ask<Review>('GET', `/connections/${made.id}/review`)).toMatchObject({ matches: true })
    expect(await owner.ask('POST', `/connections/${made.id}/test-webhook`)).toMatchObject({ reached: true })

    const endpoint = await owner.ask<AdministeredEndpoint>('POST', '/endpoints', {
      id: 'through-console',
      name: 'Through the console',
      settings: { handover: { connectionId: made.id } },
    })
    const customer = bridge.customer({ URLToken: endpoint.URLToken })
    await customer.ready
    customer.say('I want to talk to a person')
    const conversation = await bridge.simulator.waitForConversation({ waiting: true })
    expect(conversation).toMatchObject({ channelId: registered.channelId })
    bridge.simulator.accept(conversation.id)
    await customer.reads('You are now connected')
    expect((await owner.call('DELETE', `/connections/${made.id}`)).status).toBe(409)
    bridge.simulator.end(conversation.id)
    await customer.reads('has ended')
  })

  it('keep one webhook and one channel when two administrators register at once', async () => {
    const made = await create({}, { name: 'At once' })
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => owner.call('POST', `/connections/${made.id}/register`, {})),
    )
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
    const kept = await owner.ask<AdministeredConnection>('GET', `/connections/${made.id}`)
    expect(kept.webhookId).toBe(answers.find(({ status }) => status === 200)?.body.webhookId)
    const { webhookName } = await owner.ask('GET', `/connections/${made.id}/registration`)
    const answer = await fetch(`${bridge.simulator.url}/chat-gateway/v1/webhooks?size=500`, {
      headers: { 'x-api-key': SECRET_KEY, 'x-8x8-tenant': 'northline01' },
    })
    const { _embedded } = (await answer.json()) as { _embedded: { webhooks: { name: string }[] } }
    expect(_embedded.webhooks.filter(({ name }) => name === webhookName)).toHaveLength(1)
  })

  it('say what 8x8 did not do, and lose nothing by it', async () => {
    const made = await create({ queueId: 'no-such-queue' })
    const refused = await owner.call<{ detail: string }>('POST', `/connections/${made.id}/register`, {})
    expect(refused.status).toBe(502)
    expect(refused.body.detail).toContain('invalid_queue')
    const missing = await create({ queueId: undefined })
    expect((await owner.call('POST', `/connections/${missing.id}/register`, {})).status).toBe(400)
    expect((await owner.call('POST', `/connections/${missing.id}/register`, { queueId: '102' })).status).toBe(
      200,
    )
  })

  it('take a new API key over only when 8x8 takes it', async () => {
    const made = await create()
    const wrong = await owner.call('PUT', `/connections/${made.id}/api-key`, { apiKey: 'eght_mistyped' })
    expect(wrong.status).toBe(422)
    expect(await test(made.id)).toMatchObject({ works: true })
    expect((await owner.call('PUT', `/connections/${made.id}/api-key`, { apiKey: SECRET_KEY })).status).toBe(
      200,
    )
  })

  it('give their webhook a new address; the one before works for a while yet', async () => {
    const made = await create()
    await owner.ask('POST', `/connections/${made.id}/register`, {})
    const address = async () =>
      (await owner.ask<{ webhookUrl: string }>('GET', `/connections/${made.id}/registration`)).webhookUrl
    const before = await address()
    const rotated = await owner.ask<{ webhookUrl: string }>(
      'POST',
      `/connections/${made.id}/rotate-webhook-secret`,
      { overlapHours: 1 },
    )
    expect(rotated).toMatchObject({ registered: true, webhookUrl: await address() })
    expect(rotated.webhookUrl).not.toBe(before)
    expect(await owner.ask<Review>('GET', `/connections/${made.id}/review`)).toMatchObject({ matches: true })
    const unsigned = { method: 'POST', body: '{"eventType":"MESSAGE","conversationId":"x"}' }
    const title = async (url: string) =>
      ((await (await fetch(url, unsigned)).json()) as { title: string }).title
    expect(await title(before)).toBe('the signature does not hold')
    await owner.ask('POST', `/connections/${made.id}/rotate-webhook-secret`, { overlapHours: 0 })
    expect(await title(before)).toBe('not a webhook of a known connection')
    expect(await title(rotated.webhookUrl)).toBe('not a webhook of a known connection')
  })

  it('are deleted together with their webhook and channel at 8x8', async () => {
    const made = await create({}, { name: 'Short' })
    await owner.ask('POST', `/connections/${made.id}/register`, {})
    const stored = await bridge.service.context.connections.byId(made.id)
    await owner.ask('DELETE', `/connections/${made.id}`)
    const gone = await fetch(`${bridge.simulator.url}/chat-gateway/v1/webhooks/${stored?.webhookId}`, {
      headers: { 'x-api-key': SECRET_KEY, 'x-8x8-tenant': 'northline01' },
    })
    expect(gone.status).toBe(404)
    expect((await owner.call('GET', `/connections/${made.id}`)).status).toBe(404)
  })
})
