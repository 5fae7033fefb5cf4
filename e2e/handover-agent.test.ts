import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulatorSettings } from './simulator/settings.ts'
import { Bridge } from './testing/bridge.ts'
import type { Customer } from './testing/people.ts'

const count = (customer: Customer, words: string) =>
  customer.outputs.items.filter(({ text }) => text?.includes(words)).length

const AGENTS = [
  { id: 'dana', name: 'Dana Whelan' },
  { id: 'omar', name: 'Omar Reyes' },
]

/** Every order of the items. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]))
}

/** Both write and read: the chat is alive in both directions. */
async function talk(bridge: Bridge, customer: Customer, conversationId: string, words: string) {
  const arrived = bridge.simulator.waitForMessage(conversationId, `customer: ${words}`)
  customer.say(`customer: ${words}`)
  await arrived
  bridge.simulator.say(conversationId, `agent: ${words}`)
  await customer.reads(`agent: ${words}`)
}

describe('an agent', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      simulator: { agents: AGENTS, chatsPerAgent: 100 },
      settings: { handover: { agentLeftGraceSeconds: 0.4 } },
    })
  })
  afterAll(() => bridge.close())

  it('ends the chat: the customer is told once and is back with the assistant', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.end(conversationId)
    await customer.reads('The conversation with our colleague has ended.')
    await customer.reads('You are back with the assistant.')
    const viewer = await bridge.watch(customer)
    expect(await viewer.sees('handover-ended')).toMatchObject({ status: 'completed' })
    const { messages } = bridge.simulator.conversation(conversationId)
    customer.say('Is anybody there?')
    await customer.reads('Would you like to talk to a person?')
    expect(bridge.simulator.conversation(conversationId).messages).toHaveLength(messages.length)
    expect(count(customer, 'has ended')).toBe(1)
  })

  it('who is gone without a word ends the chat when the grace is over, and 8x8 hears that the customer left', async () => {
    bridge.simulator.configure({ idleDelayMs: 60_000 })
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.end(conversationId)
    await customer.reads('The conversation with our colleague has ended.')
    await bridge.conversationOf(customer, { state: 'idle' })
    bridge.simulator.configure({ idleDelayMs: 0 })
  })

  it('whose connection is lost leaves the customer in the queue for the next one', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-agent-joined')
    bridge.simulator.disconnect(conversationId)
    const { seq } = await viewer.sees('handover-agent-left')
    await viewer.sees('handover-queued', again => again.seq > seq)
    customer.say('Hello?')
    await customer.reads('You are still in the queue')
    bridge.simulator.accept(conversationId, 'omar')
    await customer.outputs.until(() => count(customer, 'You are now connected') === 2, 'a second agent')
    await talk(bridge, customer, conversationId, 'again')
  })

  it('whose last words come after the end are still read', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.addEventFault({ kind: 'delay', delayMs: 300, eventType: 'MESSAGE', conversationId })
    bridge.simulator.say(conversationId, 'Take care!')
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    await customer.reads('Take care!')
    expect(count(customer, 'Take care!')).toBe(1)
  })

  it('whose last words are never told by 8x8 are found when the chat ends', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.addEventFault({ kind: 'drop', eventType: 'MESSAGE', conversationId })
    bridge.simulator.say(conversationId, 'You will get a mail.')
    bridge.simulator.end(conversationId)
    await customer.reads('You will get a mail.')
  })

  it('may serve the customer a second time in the same session', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    await talk(bridge, customer, conversationId, 'first')
    bridge.simulator.end(conversationId)
    await customer.reads('You are back with the assistant.')

    customer.say('I want to talk to a person')
    const second = await bridge.conversationOf(customer, { waiting: true }, 2)
    expect(second.id).not.toBe(conversationId)
    expect(second.history.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['customer: first', 'agent: first', 'You are back with the assistant.']),
    )
    bridge.simulator.accept(second.id)
    await customer.outputs.until(() => count(customer, 'You are now connected') === 2, 'the second agent')
    await talk(bridge, customer, second.id, 'second')
    expect(bridge.simulator.conversation(conversationId).messages.map(({ text }) => text)).toEqual([
      'customer: first',
      'agent: first',
    ])
  })
})

describe('an agent who left, and nobody says where the customer is', () => {
  const settings = { handover: { agentLeftGraceSeconds: 0.2 } }

  it('has moved them to a queue: 8x8 is asked, and the next agent finds them', async () => {
    await using bridge = await Bridge.start({ simulator: { agents: AGENTS }, settings })
    const { customer, conversationId } = await bridge.servedCustomer()
    for (const eventType of ['TRANSFER', 'QUEUED', 'CONVERSATION_UPDATE'])
      bridge.simulator.addEventFault({ kind: 'drop', eventType, conversationId })
    bridge.simulator.transfer(conversationId, '102')
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-transferred')
    customer.say('Hello?')
    await customer.reads('You are still in the queue')
    bridge.simulator.accept(conversationId, 'omar')
    await customer.outputs.until(() => count(customer, 'You are now connected') === 2, 'the second agent')
    await talk(bridge, customer, conversationId, 'again')
  })

  it('is done with them: the chat ends, also where 8x8 no longer knows it', async () => {
    await using bridge = await Bridge.start({ simulator: { idleDelayMs: 60_000 }, settings })
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.addApiFault({ kind: 'status', status: 404, method: 'GET', path: '/conversations/:id' })
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
  })
})

describe('a message that crosses the end', () => {
  it('opens the chat again at 8x8, which then hears that the customer is gone: nobody waits there for ever', async () => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.addEventFault({ kind: 'delay', delayMs: 200, conversationId, times: 10 })
    bridge.simulator.end(conversationId)
    const reopened = bridge.simulator.waitForDelivery({ eventType: 'QUEUED', conversationId })
    customer.say('One more question')
    await bridge.simulator.waitForMessage(conversationId, 'One more question')
    await reopened
    await customer.reads('has ended')
    await bridge.simulator.waitFor(() => {
      const { state, waitingSince } = bridge.simulator.conversation(conversationId)
      return state === 'idle' && waitingSince === undefined
    })
    expect(bridge.simulator.conversation(conversationId).interactions).toHaveLength(2)
  })
})

describe('a transfer', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      simulator: { agents: AGENTS, chatsPerAgent: 100 },
      settings: { handover: { agentLeftGraceSeconds: 2 } },
    })
  })
  afterAll(() => bridge.close())

  async function transferTo(order: SimulatorSettings['transferOrder'], transferStepDelayMs: number) {
    bridge.simulator.configure({ transferOrder: order, transferStepDelayMs })
    const { customer, conversationId } = await bridge.servedCustomer()
    await talk(bridge, customer, conversationId, 'before')
    bridge.simulator.transfer(conversationId, '102')
    await bridge.conversationOf(customer, { waiting: true })
    bridge.simulator.accept(conversationId, 'omar')
    await customer.outputs.until(() => count(customer, 'You are now connected') === 2, 'the second agent')
    await talk(bridge, customer, conversationId, 'after')
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-agent-joined', ({ agentId }) => agentId === 'omar')
    expect(viewer.events.items.some(({ type }) => type === 'handover-ended')).toBe(false)
    expect(count(customer, 'has ended')).toBe(0)
  }

  const orders = permutations(['left', 'transfer', 'update', 'queued'] as const)

  it('keeps the customer in the chat in each of 24 orders of its events', async () => {
    for (const order of orders) await transferTo(order, 0)
  })

  it('keeps them in the chat when its events come slowly', async () => {
    await transferTo(['left', 'transfer', 'update', 'queued'], 150)
    await transferTo(['queued', 'update', 'transfer', 'left'], 150)
    await transferTo(['transfer', 'left', 'queued', 'update'], 150)
  })
})
