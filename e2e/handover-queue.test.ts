import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from './testing/bridge.ts'
import type { Customer } from './testing/people.ts'

const texts = (customer: Customer) => customer.outputs.items.map(({ text }) => text)

describe('in the queue', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      settings: { handover: { queueMessage: 'You are in the queue.', cancelButton: 'Never mind' } },
    })
  })
  afterAll(() => bridge.close())

  it('the customer hears that they are being connected, queued and then served, each once', async () => {
    const { customer, conversationId } = await bridge.waitingCustomer()
    await customer.reads('You are in the queue.')
    bridge.simulator.accept(conversationId)
    await customer.reads('You are now connected')
    expect(texts(customer)).toEqual([
      'I am connecting you with a colleague. One moment, please.',
      'You are in the queue.',
      'You are now connected with a colleague.',
    ])
  })

  it('each message is answered with where they stand, and waits for the agent', async () => {
    const { customer, conversationId } = await bridge.waitingCustomer()
    customer.say('My router is dead')
    await customer.reads('You are still in the queue')
    customer.say('It blinks red')
    await customer.outputs.until(
      () => texts(customer).filter(text => text?.includes('still in the queue')).length === 2,
      'two notices',
    )
    await bridge.simulator.waitForMessage(conversationId, 'It blinks red')
    bridge.simulator.accept(conversationId)
    await customer.reads('You are now connected')
    customer.say('Hello')
    await bridge.simulator.waitForMessage(conversationId, 'Hello')
    expect(bridge.simulator.conversation(conversationId).messages.map(({ text }) => text)).toEqual([
      'My router is dead',
      'It blinks red',
      'Hello',
    ])
    expect(texts(customer).filter(text => text?.includes('still in the queue'))).toHaveLength(2)
  })

  it.each([
    ['a word', 'cancel'],
    ['the button', 'handover:cancel'],
    ['the button’s title', 'Never mind'],
  ])('%s brings them back, and 8x8 hears that they left', async (_what, words) => {
    const { customer, conversationId } = await bridge.waitingCustomer()
    const quickReplies = (await customer.reads('I am connecting you')).data
    expect(quickReplies).toMatchObject({
      _cognigy: {
        _default: { _quickReplies: { quickReplies: [{ title: 'Never mind', payload: 'handover:cancel' }] } },
      },
    })
    customer.say(words)
    await customer.reads('I have cancelled your request')
    await customer.reads('You are back with the assistant.')
    await bridge.conversationOf(customer, { state: 'idle' })
    const { participants, messages } = bridge.simulator.conversation(conversationId)
    expect(participants.find(({ type }) => type === 'user')?.removed).toBe(true)
    expect(messages).toEqual([])
  })

  it('an agent who takes the chat ends the customer’s waiting; the cancel button then ends the chat', async () => {
    const { customer } = await bridge.servedCustomer()
    customer.say('handover:cancel')
    await customer.reads('I have cancelled your request')
    await bridge.conversationOf(customer, { state: 'idle', withAgent: false })
  })
})

describe('who waits too long', () => {
  it('hears so, is back with the assistant, and leaves no ghost at 8x8', async () => {
    await using bridge = await Bridge.start({ settings: { handover: { queueTimeoutMinutes: 0.005 } } })
    const { customer, conversationId } = await bridge.waitingCustomer()
    await customer.reads('Nobody is free right now')
    const viewer = await bridge.watch(customer)
    expect(await viewer.sees('handover-ended')).toMatchObject({
      status: 'error',
      reason: 'Nobody joined in time.',
    })
    await bridge.conversationOf(customer, { state: 'idle' })
    expect(() => bridge.simulator.accept(conversationId)).toThrow('not waiting')
    customer.say('Hello')
    await customer.reads('Would you like to talk to a person?')
  })
})

describe('who is silent', () => {
  it('is asked so many times, then the chat ends at both sides', async () => {
    await using bridge = await Bridge.start({
      settings: {
        handover: { inactivityMinutes: 0.005, inactivityLimit: 2, inactiveMessage: 'Are you still there?' },
      },
    })
    const { customer } = await bridge.servedCustomer()
    await customer.reads('Are you still there?')
    await customer.reads('The conversation with our colleague has ended.')
    const viewer = await bridge.watch(customer)
    expect(await viewer.sees('handover-ended')).toMatchObject({
      status: 'completed',
      reason: 'Nobody wrote for too long.',
    })
    await bridge.conversationOf(customer, { state: 'idle' })
    expect(viewer.events.items.filter(({ type }) => type === 'handover-inactive')).toMatchObject([
      { count: 1 },
      { count: 2 },
    ])
    expect(texts(customer).filter(text => text === 'Are you still there?')).toHaveLength(1)
  })
})
