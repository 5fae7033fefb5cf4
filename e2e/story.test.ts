import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from './testing/bridge.ts'

describe('the whole story', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
  })
  afterAll(() => bridge.close())

  it('brings a customer from the virtual agent to an agent in 8x8 and back, with the copilot watching', async () => {
    const customer = bridge.customer()
    await customer.ready
    customer.say('What does moving home cost?')
    expect((await customer.reads('€60')).source).toBe('bot')

    const waiting = bridge.simulator.waitForConversation({ waiting: true })
    customer.say('I want to talk to a person')
    await customer.reads('I am connecting you with a colleague')
    const { id } = await waiting

    const viewer = bridge.viewer(customer)
    expect(await viewer.join()).toMatchObject({ lastSeq: expect.any(Number) })
    await viewer.sees('handover-queued', ({ queueName }) => queueName === 'Billing and faults')
    await viewer.sees('suggestions-made')

    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    bridge.simulator.say(id, 'Hello, Dana here. I see your order.')
    expect((await customer.reads('Dana here')).source).toBe('agent')

    const arrived = bridge.simulator.waitForMessage(id, 'Please book the move.')
    customer.say('Please book the move.')
    await arrived
    await viewer.sees('message', ({ text }) => text === 'Please book the move.')

    bridge.simulator.end(id)
    await customer.reads('has ended')
    await viewer.sees('handover-ended', ({ status }) => status === 'completed')
    customer.say('What does moving home cost?')
    await customer.outputs.until(
      ({ traceId, text }) =>
        text?.includes('€60') === true &&
        traceId !== customer.outputs.items.find(o => o.text?.includes('€60'))?.traceId,
      'the assistant’s second answer',
    )
  })
})
