import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { describePostgres } from '../server/storage/testing/describe-storages.ts'
import { Bridge, URL_TOKEN } from './testing/bridge.ts'

const PANEL_KEY = 'panel-key-of-northline-with-32-letters'

describePostgres('a panel on several servers', create => {
  it('opens a chat that another server serves, and its reply is said once', async () => {
    const storage = await create()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const bridge = await Bridge.start({
      settings: { copilot: { agentMayReply: true, panel: { keys: [PANEL_KEY] } } },
      config: { databaseUrl, databaseSchema, encryptionKey: randomBytes(32).toString('base64') },
    })
    const other = await bridge.another()
    const { customer, conversationId } = await bridge.servedCustomer()
    const [interaction] = bridge.simulator.conversation(conversationId).interactions
    const open = async (url: string, interactionId = interaction?.id) => {
      const answer = await fetch(`${url}/panel/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          URLToken: URL_TOKEN,
          auth: PANEL_KEY,
          interactionId,
          agentName: 'Dana Whelan',
        }),
      })
      return (await answer.json()) as { link: { userId: string; sessionId: string; auth: string } | null }
    }
    for (const url of [other.url, bridge.service.url])
      expect((await open(url)).link).toMatchObject({ sessionId: customer.sessionId })
    expect(await open(other.url, 'int-of-a-call')).toEqual({ link: null })

    const { link } = await open(other.url)
    const viewers = [bridge.viewer(customer, undefined, other), bridge.viewer(customer)]
    for (const viewer of viewers) await viewer.join({ auth: link?.auth })
    const answers = await Promise.all(
      viewers.map(viewer =>
        viewer.ask('send-reply', { requestId: 'r1', text: 'Your credit is on its way.' }),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
    await customer.reads('Your credit is on its way.')
    await bridge.simulator.waitForMessage(conversationId, 'Dana Whelan: Your credit is on its way.')
    await customer.sayAndHear('Thank you')
    await bridge.simulator.waitForMessage(conversationId, 'Thank you')
    const said = bridge.simulator.conversation(conversationId).messages.map(({ text }) => text)
    expect(said).toEqual(['Dana Whelan: Your credit is on its way.', 'Thank you'])
    expect(customer.outputs.items.filter(({ source }) => source === 'agent')).toHaveLength(1)
    await bridge.close()
    await storage.remove()
  })
})
