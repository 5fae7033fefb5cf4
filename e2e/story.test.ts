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
    customer.say('How much is the charge if I miss my engineer visit?')
    expect((await customer.reads('€45')).source).toBe('bot')

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
    bridge.simulator.say(id, 'Hello, Dana here. I see the visit.')
    expect((await customer.reads('Dana here')).source).toBe('agent')

    const arrived = bridge.simulator.waitForMessage(id, 'Please take the charge off.')
    customer.say('Please take the charge off.')
    await arrived
    await viewer.sees('message', ({ text }) => text === 'Please take the charge off.')

    bridge.simulator.end(id)
    await customer.reads('has ended')
    await viewer.sees('handover-ended', ({ status }) => status === 'completed')
    customer.say('How much is the charge if I miss my engineer visit?')
    await customer.outputs.until(
      ({ traceId, text }) =>
        text?.includes('€45') === true &&
        traceId !== customer.outputs.items.find(o => o.text?.includes('€45'))?.traceId,
      'the assistant’s second answer',
    )
  })
})
