import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { CopilotViewer, Customer } from '../../e2e/testing/people.ts'
import type { EndpointSetup } from '../protocol/settings/endpoint.ts'

const SECRET = 'secret-of-the-contact-centre-32-letters'
const copilot: NonNullable<EndpointSetup['settings']>['copilot'] = {
  agentMayReply: true,
  signedLinks: { keys: [{ id: 'cc', algorithm: 'HS256', secret: SECRET }] },
}

describe('an agent’s reply from the copilot', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ settings: { copilot }, simulator: { chatsPerAgent: 99 } })
  })
  afterAll(() => bridge.close())

  const danas = async (customer: Customer) => {
    const { userId, sessionId } = customer
    const auth = await new SignJWT({ userId, sessionId, name: 'Dana Whelan' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SECRET))
    const viewer = bridge.viewer(customer)
    await viewer.join({ auth })
    return viewer
  }
  const send = (viewer: CopilotViewer, requestId: string, text: string) =>
    viewer.ask('send-reply', { requestId, text })
  const at8x8 = (conversationId: string) =>
    bridge.simulator.conversation(conversationId).messages.map(({ text, author }) => [author.type, text])

  it('reaches the customer as the agent’s, and 8x8 under the agent’s name', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await danas(customer)
    const arrived = bridge.simulator.waitForMessage(conversationId, 'Your credit is on its way.')
    const { seq } = (await send(viewer, 'r1', 'Your credit is on its way.')) as { seq: number }
    expect((await customer.reads('Your credit is on its way.')).source).toBe('agent')
    expect(await arrived).toMatchObject({
      text: 'Dana Whelan: Your credit is on its way.',
      author: { type: 'bot' },
    })
    const said = await viewer.sees('message', ({ from }) => from === 'agent')
    expect(said).toMatchObject({ seq, agentName: 'Dana Whelan', agentId: expect.any(String) })
  })

  it('counts once, however often it is sent, and is not taken for another', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await danas(customer)
    const answers = await Promise.all([1, 2, 3].map(() => send(viewer, 'same', 'Once.')))
    const again = await send(await danas(customer), 'same', 'Once.')
    expect(new Set([...answers, again].map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(await send(viewer, 'same', 'Something else.')).toMatchObject({ error: { code: 'invalid' } })
    await send(viewer, 'next', 'Twice?')
    await bridge.simulator.waitForMessage(conversationId, 'Twice?')
    await customer.reads('Twice?')
    expect(at8x8(conversationId).filter(([author]) => author === 'bot')).toEqual([
      ['bot', 'Dana Whelan: Once.'],
      ['bot', 'Dana Whelan: Twice?'],
    ])
    expect(customer.outputs.items.filter(({ text }) => text === 'Once.')).toHaveLength(1)
  })

  it('arrives once where 8x8’s answer was lost, between what the customer and 8x8’s agent say', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await danas(customer)
    bridge.simulator.addApiFault({
      kind: 'lost',
      method: 'POST',
      path: '/conversations/:id/messages',
      times: 1,
    })
    await send(viewer, 'r1', 'From the copilot')
    await customer.reads('From the copilot')
    customer.say('From the customer')
    await bridge.simulator.waitForMessage(conversationId, 'From the customer')
    bridge.simulator.say(conversationId, 'From 8x8')
    await customer.reads('From 8x8')
    await send(viewer, 'r2', 'Again from the copilot')
    await bridge.simulator.waitForMessage(conversationId, 'Again from the copilot')
    expect(at8x8(conversationId)).toEqual([
      ['bot', 'Dana Whelan: From the copilot'],
      ['user', 'From the customer'],
      ['agent', 'From 8x8'],
      ['bot', 'Dana Whelan: Again from the copilot'],
    ])
    const heard = customer.outputs.items.filter(({ source }) => source === 'agent').map(({ text }) => text)
    expect(heard).toEqual(['From the copilot', 'From 8x8', 'Again from the copilot'])
  })

  it('survives a restart of the server, once', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await danas(customer)
    bridge.simulator.addApiFault({
      kind: 'status',
      status: 503,
      method: 'POST',
      path: '/conversations/:id/messages',
      times: 2,
    })
    await send(viewer, 'r1', 'Before the restart')
    await bridge.restart()
    await bridge.simulator.waitForMessage(conversationId, 'Before the restart')
    expect(at8x8(conversationId)).toEqual([['bot', 'Dana Whelan: Before the restart']])
  })

  it('goes under “Agent” where the link names nobody', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    await send(await bridge.watch(customer), 'r1', 'Hello there')
    expect((await bridge.simulator.waitForMessage(conversationId, 'Hello there')).text).toBe(
      'Agent: Hello there',
    )
  })

  it('is refused while no agent is in the chat, and nothing is written', async () => {
    const { customer } = await bridge.waitingCustomer()
    const viewer = await danas(customer)
    const refusal = { error: { code: 'refused', message: expect.stringContaining('No agent') } }
    expect(await send(viewer, 'r1', 'Hello')).toMatchObject(refusal)
    const served = await bridge.servedCustomer()
    bridge.simulator.end(served.conversationId)
    await served.customer.reads('has ended')
    expect(await send(await danas(served.customer), 'r1', 'Hello')).toMatchObject(refusal)
    expect(viewer.saidBy('agent')).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['too much', 'x'.repeat(10_001)],
  ])('is refused where it says %s', async (_what, text) => {
    const { customer } = await bridge.servedCustomer()
    expect(await send(await danas(customer), 'r1', text)).toMatchObject({ error: { code: 'invalid' } })
  })

  it('is announced to the customer while the agent writes it', async () => {
    const { customer } = await bridge.servedCustomer()
    const viewer = await danas(customer)
    viewer.socket.emit('typing', { writing: true })
    await customer.typing.until(status => status === 'typingOn', 'the agent’s typing')
    viewer.socket.emit('typing', { writing: false })
    await customer.typing.until(() => customer.typing.items.at(-1) === 'typingOff', 'the end of it')
  })

  it('is refused where the endpoint does not allow it, and so is the sign of typing', async () => {
    const { customer } = await bridge.servedCustomer()
    await bridge.addEndpoint({
      id: 'northline',
      name: 'Northline',
      URLToken: URL_TOKEN,
      settings: {
        copilot: { ...copilot, agentMayReply: false },
        handover: { connectionId: 'simulator', channelId: 'chat' },
      },
    })
    const viewer = bridge.viewer(customer)
    expect(await viewer.join()).toMatchObject({ abilities: { reply: false } })
    const before = customer.typing.items.length
    viewer.socket.emit('typing', { writing: true })
    expect(await send(viewer, 'r1', 'Hello')).toMatchObject({
      error: { code: 'refused', message: expect.stringContaining('answered in 8x8') },
    })
    expect(customer.typing.items.slice(before)).toEqual([])
  })
})

describe('a page of another origin', () => {
  it('may show a chat where the endpoint allows it', async () => {
    await using bridge = await Bridge.start({
      settings: { copilot: { allowedOrigins: ['https://desk.example.com', 'https://*.example.org'] } },
    })
    const customer = await bridge.answeredCustomer('Hello')
    const from = (origin: string) => bridge.viewer(customer, { origin }).join()
    const own = new URL(bridge.service.url).origin
    for (const origin of [own, 'https://desk.example.com', 'https://agents.example.org'])
      expect(await from(origin)).toHaveProperty('lastSeq')
    const others = [
      'https://evil.example',
      'http://desk.example.com',
      'https://desk.example.com:8443',
      'https://desk.example.com.evil.example',
      'https://example.org',
      'null',
    ]
    for (const origin of others)
      expect(await from(origin)).toMatchObject({
        error: { code: 'refused', message: expect.stringContaining('may not show') },
      })
  })
})
