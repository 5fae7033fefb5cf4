import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from './testing/bridge.ts'

describe('what the copilot reads along', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
  })
  afterAll(() => bridge.close())

  it('sums up at the handover, while the chat runs and at its end, for agent and virtual agent', async () => {
    const customer = bridge.customer()
    await customer.ready
    customer.say('My engineer never came and now there is a €45 charge on bill 2098.')
    await customer.outputs.until(({ source }) => source === 'bot', 'an answer')
    customer.say('I want to talk to a person')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    const viewer = await bridge.watch(customer)
    const handover = await viewer.sees('summary-made', ({ purpose }) => purpose === 'handover')
    expect(handover.summary.topic.text).toContain('€45 charge on bill 2098')
    expect(handover.by).toBe('knowledge')

    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    customer.say('Will you take the €45 charge off?')
    await viewer.sees('message', ({ text = '' }) => text.includes('take the €45'))
    bridge.simulator.say(id, 'I have taken off the €45 charge. I will send you the corrected bill tomorrow.')
    const live = await viewer.sees(
      'summary-made',
      ({ purpose, summary }) => purpose === 'live' && summary.done.length > 0,
    )
    expect(live.summary).toMatchObject({
      asked: [{ text: 'Will you take the €45 charge off?' }],
      done: [{ text: 'I have taken off the €45 charge.' }],
      promised: [{ text: 'I will send you the corrected bill tomorrow.' }],
      open: [],
    })

    customer.say('And is my router still under warranty?')
    await viewer.sees('message', ({ text = '' }) => text.includes('warranty'))
    bridge.simulator.end(id)
    const ended = await viewer.sees('handover-ended')
    const final = await viewer.sees('summary-made', ({ purpose }) => purpose === 'final')
    expect(final.seq).toBeGreaterThan(ended.seq)
    expect(final.summary.open.map(({ text }) => text)).toEqual(['And is my router still under warranty?'])
    expect((await viewer.sees('summary-made', ({ purpose }) => purpose === 'return')).summary).toEqual(
      final.summary,
    )
  })
})
