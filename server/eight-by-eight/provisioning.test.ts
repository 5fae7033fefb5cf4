import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useFixture } from '../../e2e/simulator/testing/fixture.ts'
import { createEightByEightClient, type EightByEightClient } from './client.ts'
import { ensureChannel, ensureWebhook } from './provisioning.ts'
import { collect } from './testing/collect.ts'

const fixture = useFixture()
let client: EightByEightClient

beforeEach(() => {
  const { url: baseUrl } = fixture.simulator
  client = createEightByEightClient({ baseUrl, apiKey: 'eght_simulator', tenant: 'northline01' })
})
afterEach(() => client.close())

const allWebhooks = () => collect(client.webhooks.every())
const allChannels = () => collect(client.channels.every())

describe('the webhook', () => {
  const wanted = () => ({ name: 'Copilot', uri: `${fixture.receiver.url}/secret` })

  test('is registered once, however often it is asked for', async () => {
    const id = await ensureWebhook(client, wanted())
    expect(await ensureWebhook(client, wanted())).toBe(id)
    expect((await allWebhooks()).filter(({ uri }) => uri === wanted().uri)).toHaveLength(1)
  })

  test('is found on any page', async () => {
    const id = await ensureWebhook(client, wanted())
    for (let count = 0; count < 110; count += 1) {
      fixture.simulator.seed({ webhookUrl: `${fixture.receiver.url}/${count}`, webhookId: `!${count}` })
    }
    expect(await ensureWebhook(client, wanted())).toBe(id)
  })

  test('takes a new name', async () => {
    const id = await ensureWebhook(client, wanted())
    expect(await ensureWebhook(client, { ...wanted(), name: 'Renamed' })).toBe(id)
    expect(await client.webhooks.get(id)).toMatchObject({ name: 'Renamed', uri: wanted().uri })
  })

  test.each(['lost', 'timeoutAfter'] as const)(
    'is not registered twice when the answer is %s',
    async kind => {
      const hasty = createEightByEightClient({
        baseUrl: fixture.simulator.url,
        apiKey: 'eght_simulator',
        timeoutMs: 300,
      })
      fixture.simulator.addApiFault({ kind, method: 'POST', path: '/webhooks' })
      const id = await ensureWebhook(hasty, wanted())
      expect((await allWebhooks()).filter(({ uri }) => uri === wanted().uri)).toMatchObject([{ id }])
      await hasty.close()
    },
  )

  test('that could not be registered is an error', async () => {
    fixture.simulator.addApiFault({ kind: 'resetBefore', method: 'POST', path: '/webhooks' })
    await expect(ensureWebhook(client, wanted())).rejects.toMatchObject({ kind: 'network', ambiguous: true })
    fixture.simulator.addApiFault({ kind: 'status', status: 403, method: 'POST' })
    await expect(ensureWebhook(client, wanted())).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('the channel', () => {
  const wanted = async () => {
    const [webhook] = await allWebhooks()
    return { name: 'Copilot chat', webhookId: webhook?.id ?? '', queueId: '101' }
  }

  test('is made once and follows what is wanted of it', async () => {
    const channel = await wanted()
    const id = await ensureChannel(client, channel)
    expect(await ensureChannel(client, channel)).toBe(id)
    expect(await ensureChannel(client, { ...channel, queueId: '102' })).toBe(id)
    expect((await allChannels()).filter(({ name }) => name === 'Copilot chat')).toMatchObject([
      { id, queueId: '102' },
    ])
  })

  test('is not made twice when the answer is lost', async () => {
    fixture.simulator.addApiFault({ kind: 'lost', method: 'POST', path: '/channels' })
    const id = await ensureChannel(client, await wanted())
    expect((await allChannels()).filter(({ name }) => name === 'Copilot chat')).toMatchObject([{ id }])
  })
})
