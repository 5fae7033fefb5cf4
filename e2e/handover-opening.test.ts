import { describe, expect, it } from 'vitest'
import { Bridge } from './testing/bridge.ts'
import type { Customer } from './testing/people.ts'

const texts = (bridge: Bridge, conversationId: string) =>
  bridge.simulator.conversation(conversationId).messages.map(({ text }) => text)

/** A customer who asked for a person and has something to say before anything has happened at 8x8. */
async function eager(bridge: Bridge, ...words: string[]): Promise<Customer> {
  const customer = bridge.customer()
  await customer.ready
  customer.say('I want to talk to a person')
  await customer.reads('I am connecting you')
  for (const text of words) customer.say(text)
  return customer
}

describe('before 8x8 has opened the conversation', () => {
  it('messages wait and go out in their order when it has', async () => {
    await using bridge = await Bridge.start({
      simulator: { activationDelayMs: 700, messageBeforeActive: 'reject' },
    })
    const customer = await eager(bridge, 'one', 'two', 'three')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    await bridge.simulator.waitForMessage(id, 'three')
    expect(texts(bridge, id)).toEqual(['one', 'two', 'three'])
  })

  it('messages wait for the answer to the request itself', async () => {
    await using bridge = await Bridge.start()
    bridge.simulator.addApiFault({ kind: 'slow', delayMs: 500, method: 'POST', path: '/conversations' })
    const customer = await eager(bridge, 'one', 'two')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    await bridge.simulator.waitForMessage(id, 'two')
    expect(texts(bridge, id)).toEqual(['one', 'two'])
  })

  it('the customer may change their mind: nothing is sent and nobody waits at 8x8', async () => {
    await using bridge = await Bridge.start({
      simulator: { activationDelayMs: 400, messageBeforeActive: 'reject' },
    })
    const customer = await eager(bridge, 'My router is dead', 'cancel')
    await customer.reads('I have cancelled')
    const { id } = await bridge.conversationOf(customer, { state: 'idle' })
    const viewer = await bridge.watch(customer)
    expect(await viewer.sees('delivery-parked')).toMatchObject({
      target: 'contact-centre',
      detail: 'The handover ended before the message could be sent.',
    })
    expect(texts(bridge, id)).toEqual([])
  })

  it('and the news of it gets lost, 8x8 is asked', async () => {
    await using bridge = await Bridge.start()
    bridge.simulator.addEventFault({ kind: 'drop', times: 4 })
    const customer = await eager(bridge, 'Is anybody there?')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    await bridge.simulator.waitForMessage(id, 'Is anybody there?')
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-opened')
    expect(viewer.events.items.some(({ type }) => type === 'handover-queued')).toBe(false)
  })

  it('and 8x8 cannot be asked, the customer hears that it takes longer, and nothing is lost', async () => {
    await using bridge = await Bridge.start()
    bridge.simulator.addEventFault({ kind: 'drop', times: 4 })
    bridge.simulator.addApiFault({
      kind: 'status',
      status: 503,
      retryAfterSeconds: 0,
      method: 'GET',
      path: '/conversations/:id',
      times: 4,
    })
    const customer = await eager(bridge, 'Is anybody there?')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    await customer.reads('It takes longer than usual')
    await bridge.simulator.waitForMessage(id, 'Is anybody there?', 10_000)
    expect(texts(bridge, id)).toEqual(['Is anybody there?'])
  }, 30_000)
})

describe('8x8 speaks of the conversation before it has answered the request', () => {
  it.each([
    ['with our id in it', false],
    ['without it', true],
  ])('%s: nothing of it is lost', async (_case, sparseEvents) => {
    await using bridge = await Bridge.start({ simulator: { createdEvent: 'beforeResponse', sparseEvents } })
    bridge.simulator.addApiFault({ kind: 'slow', delayMs: 300, method: 'POST', path: '/conversations' })
    const { customer, conversationId } = await bridge.waitingCustomer()
    bridge.simulator.accept(conversationId)
    bridge.simulator.say(conversationId, 'Hello, Dana here')
    await customer.reads('You are now connected')
    await customer.reads('Dana here')
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-queued')
    expect(viewer.events.items.filter(({ type }) => type === 'handover-created')).toHaveLength(1)
  })

  it('and the server is restarted before it has read that: it reads it afterwards', async () => {
    await using bridge = await Bridge.start({
      simulator: { createdEvent: 'beforeResponse', sparseEvents: true },
    })
    bridge.simulator.addApiFault({ kind: 'timeoutAfter', method: 'POST', path: '/conversations' })
    const customer = await eager(bridge)
    const queued = bridge.simulator.waitForDelivery({ eventType: 'QUEUED' })
    const { id } = await bridge.simulator.waitForConversation({ waiting: true })
    await queued
    bridge.simulator.accept(id)
    bridge.simulator.say(id, 'Hello, Dana here')
    await bridge.simulator.waitForDelivery({ eventType: 'MESSAGE' })
    await bridge.restart()
    await customer.reads('Dana here')
    expect(bridge.simulator.conversations()).toHaveLength(1)
  })
})

it('webhooks of somebody else’s conversations on the same channel are accepted and come to nothing', async () => {
  await using bridge = await Bridge.start()
  const { customer, conversationId } = await bridge.servedCustomer()
  const answer = await fetch(`${bridge.simulator.url}/chat-gateway/v1/conversations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': 'eght_simulator',
      'x-8x8-tenant': 'northline01',
    },
    body: JSON.stringify({
      channelId: bridge.simulator.conversation(conversationId).channelId,
      user: { name: 'Eve' },
    }),
  })
  const { conversationId: other } = (await answer.json()) as { conversationId: string }
  const queued = bridge.simulator.waitForDelivery({ eventType: 'QUEUED', conversationId: other })
  await queued
  bridge.simulator.accept(other)
  const told = bridge.simulator.waitForDelivery({ eventType: 'MESSAGE', conversationId: other })
  bridge.simulator.say(other, 'Not for you')
  expect((await told).status).toBe(200)
  bridge.simulator.say(conversationId, 'For you')
  await customer.reads('For you')
  expect(customer.outputs.items.some(({ text }) => text === 'Not for you')).toBe(false)
})
