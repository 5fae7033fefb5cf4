import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useFixture } from '../../e2e/simulator/testing/fixture.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { register, review, unregister } from './registration.ts'
import { collect } from './testing/collect.ts'

const fixture = useFixture()
let client: EightByEightClient

beforeEach(() => {
  const { url: baseUrl } = fixture.simulator
  client = createEightByEightClient({
    baseUrl,
    apiKey: 'eght_simulator',
    tenant: 'northline01',
    timeoutMs: 300,
  })
})
afterEach(() => client.close())

const wanted = () => ({
  webhook: { name: 'Copilot', uri: `${fixture.receiver.url}/secret` },
  channel: { name: 'Copilot chat', queueId: '101' },
})
const ourWebhooks = async () =>
  (await collect(client.webhooks.every())).filter(({ uri }) => uri === wanted().webhook.uri)
const ourChannels = async () =>
  (await collect(client.channels.every())).filter(({ name }) => name === wanted().channel.name)

async function expectOneOfEach() {
  const { webhookId, channelId } = await register(client, wanted())
  expect(await ourWebhooks()).toMatchObject([{ id: webhookId }])
  expect(await ourChannels()).toMatchObject([{ id: channelId, webhookId, queueId: '101' }])
}

test('a registration makes one webhook and one channel, however often it is repeated', async () => {
  await expectOneOfEach()
  await expectOneOfEach()
})

describe('exactly one webhook and one channel are there in the end after', () => {
  const kinds = [
    { kind: 'status', status: 401 },
    { kind: 'status', status: 403 },
    { kind: 'status', status: 404 },
    { kind: 'status', status: 429, retryAfterSeconds: 0 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 503 },
    { kind: 'apigee', status: 401 },
    { kind: 'timeoutBefore' },
    { kind: 'timeoutAfter' },
    { kind: 'resetBefore' },
    { kind: 'lost' },
    { kind: 'slow', delayMs: 1_000 },
  ] as const
  const calls = [
    { method: 'GET', path: '/webhooks' },
    { method: 'POST', path: '/webhooks' },
    { method: 'GET', path: '/channels' },
    { method: 'POST', path: '/channels' },
  ] as const
  const cases = kinds.flatMap(fault => calls.map(call => ({ ...fault, ...call })))

  test.each(cases)('$kind $status at $method $path', async fault => {
    fixture.simulator.addApiFault(fault)
    await register(client, wanted()).catch(() => undefined)
    fixture.simulator.clearFaults()
    await expectOneOfEach()
  })

  test.each([
    { kind: 'lost', method: 'PUT', path: '/channels/:id' },
    { kind: 'timeoutBefore', method: 'PUT', path: '/webhooks/:id' },
    { kind: 'status', status: 500, method: 'PUT', path: '/channels/:id' },
  ] as const)('$kind at $method $path while another queue is wanted', async fault => {
    const ids = await register(client, {
      webhook: { ...wanted().webhook, name: 'Earlier' },
      channel: { ...wanted().channel, queueId: '102' },
    })
    fixture.simulator.addApiFault(fault)
    await register(client, wanted()).catch(() => undefined)
    fixture.simulator.clearFaults()
    await expectOneOfEach()
    expect(await ourWebhooks()).toMatchObject([{ id: ids.webhookId, name: 'Copilot' }])
  })
})

test('what earlier attempts left behind goes away, and nothing of anybody else', async () => {
  const [stranger] = await collect(client.webhooks.every())
  const { webhookId, channelId } = await register(client, wanted())
  await client.webhooks.create(wanted().webhook)
  await client.channels.create({ ...wanted().channel, webhookId })
  expect(
    await register(client, {
      webhook: { ...wanted().webhook, id: webhookId },
      channel: { ...wanted().channel, id: channelId },
    }),
  ).toEqual({ webhookId, channelId })
  expect(await ourWebhooks()).toHaveLength(1)
  expect(await ourChannels()).toHaveLength(1)
  expect(await client.webhooks.get(stranger?.id ?? '')).toEqual(stranger)
})

test('a webhook is found on any page', async () => {
  const { webhookId } = await register(client, wanted())
  for (let count = 0; count < 110; count += 1) {
    fixture.simulator.seed({ webhookUrl: `${fixture.receiver.url}/${count}`, webhookId: `!${count}` })
  }
  expect((await register(client, wanted())).webhookId).toBe(webhookId)
})

test('a webhook that is known by its id takes a new address', async () => {
  const { webhookId } = await register(client, wanted())
  const moved = { id: webhookId, name: 'Copilot', uri: `${fixture.receiver.url}/moved` }
  expect((await register(client, { ...wanted(), webhook: moved })).webhookId).toBe(webhookId)
  expect(await client.webhooks.get(webhookId)).toMatchObject({ uri: moved.uri })
})

test('a review tells field by field what 8x8 has', async () => {
  const unknown = await review(client, wanted())
  expect(unknown.matches).toBe(false)
  expect(unknown.fields).toContainEqual({
    field: 'channel',
    expected: 'one that is registered',
    found: null,
    matches: false,
  })
  const { webhookId, channelId } = await register(client, wanted())
  const expected = {
    webhook: { ...wanted().webhook, id: webhookId },
    channel: { ...wanted().channel, id: channelId },
  }
  expect(await review(client, expected)).toMatchObject({ matches: true })
  await client.channels.update(channelId, { ...wanted().channel, webhookId, queueId: '102' })
  const changed = await review(client, expected)
  expect(changed.fields.filter(({ matches }) => !matches)).toEqual([
    { field: 'channel queue', expected: '101', found: '102', matches: false },
  ])
})

test('both are taken away again, also when somebody did so before', async () => {
  const registration = await register(client, wanted())
  await unregister(client, registration)
  await unregister(client, registration)
  expect([...(await ourWebhooks()), ...(await ourChannels())]).toEqual([])
})
