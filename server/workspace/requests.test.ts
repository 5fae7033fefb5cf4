import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { Customer } from '../../e2e/testing/people.ts'

describe('a widget’s requests', () => {
  let bridge: Bridge
  let customer: Customer
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
    customer = await bridge.answeredCustomer('Hello')
  })
  afterAll(() => bridge.close())

  it('are refused before it has joined and after it has left', async () => {
    const viewer = bridge.viewer(customer)
    const refused = { error: { code: 'refused' } }
    expect(await viewer.ask('search', { text: 'router' })).toMatchObject(refused)
    expect(await viewer.ask('cancel', { requestId: 'r' })).toMatchObject(refused)
    await viewer.join()
    expect(await viewer.ask('search', { text: 'router' })).toMatchObject({ passages: expect.any(Array) })
    await viewer.join({ sessionId: 'of nobody' })
    expect(await viewer.ask('search', { text: 'router' })).toMatchObject(refused)
  })

  it.each([
    ['search', {}, 'text'],
    ['search', { text: 'router', limit: 1_000 }, 'limit'],
    ['search', { text: 'router', sessionId: 'another' }, 'The payload'],
    ['feedback', { feedback: { assist: 'reply', id: 'x', act: 'liked' } }, 'feedback.act'],
    ['feedback', { for: 99_999, feedback: { assist: 'reply', id: 'x', act: 'used' } }, 'for'],
    ['snooze', { until: 'tomorrow' }, 'until'],
    ['snooze', { until: Date.now() + 90_000_000 }, 'until'],
    ['cancel', {}, 'requestId'],
  ])('%s %j is refused and says where it is wrong', async (name, payload, where) => {
    const viewer = await bridge.watch(customer)
    expect(await viewer.ask(name, payload)).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining(where) },
    })
  })

  it('find what the agent looks for', async () => {
    const viewer = await bridge.watch(customer)
    const { passages } = (await viewer.ask('search', { text: 'missed engineer visit charge', limit: 3 })) as {
      passages: { text: string }[]
    }
    expect(passages.length).toBeLessThanOrEqual(3)
    expect(passages[0]?.text).toContain('€45')
  })

  it('look up suggestions anew where there is no language model', async () => {
    const { customer: served } = await bridge.servedCustomer()
    const viewer = await bridge.watch(served)
    const question = 'How much is the charge if I miss my engineer visit?'
    served.say(question)
    const asked = await viewer.sees('message', ({ text }) => text === question)
    const first = await viewer.sees('suggestions-made', event => event.for === asked.seq)
    expect(await viewer.ask('redraft', {})).toEqual({})
    const again = await viewer.sees('suggestions-made', ({ seq }) => seq > first.seq)
    expect(again).toMatchObject({ for: asked.seq, by: 'knowledge', suggestions: first.suggestions })
    expect(first.suggestions).not.toEqual([])
  })

  it('are answered so often a minute and then refused', async () => {
    const viewer = await bridge.watch(customer)
    const answers = await Promise.all(
      Array.from({ length: 330 }, () => viewer.ask('search', { text: 'router' })),
    )
    expect(answers.filter(answer => 'error' in answer).length).toBeGreaterThanOrEqual(30)
    expect(answers.at(-1)).toMatchObject({ error: { code: 'too-many' } })
  })

  it('tell every viewer what became of a suggestion, and count that it was shown once', async () => {
    const [one, other] = await Promise.all([bridge.watch(customer), bridge.watch(customer)])
    const shown = { for: 2, feedback: { assist: 'reply', id: 'reply-a', act: 'shown' } }
    expect(await one.ask('feedback', shown)).toEqual({})
    expect(await other.ask('feedback', shown)).toEqual({})
    const used = { assist: 'reply', id: 'reply-a', act: 'used', way: 'inserted', changed: 0.25 }
    await one.ask('feedback', { for: 2, feedback: used })
    await other.sees('assist-feedback', ({ feedback }) => feedback.act === 'used')
    expect(other.events.items.filter(({ type }) => type === 'assist-feedback')).toHaveLength(2)
  })
})
