import { afterAll, beforeAll, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'

let bridge: Bridge
beforeAll(async () => {
  bridge = await Bridge.start()
})
afterAll(() => bridge.close())

it('sums up once for each burst of messages, and says the same to everybody who looks', async () => {
  const { customer, conversationId } = await bridge.servedCustomer()
  const viewer = await bridge.watch(customer)
  for (const number of [1, 2, 3, 4, 5, 6]) customer.say(`Please cancel the order ${number}000${number}.`)
  await viewer.sees('message', ({ text = '' }) => text.includes('60006'))
  const live = await viewer.sees(
    'summary-made',
    ({ purpose, summary }) => purpose === 'live' && summary.asked.length === 6,
  )
  const between = viewer.events.items.filter(
    event => event.type === 'summary-made' && event.purpose === 'live' && event.summary.asked.length > 0,
  )
  expect(between).toHaveLength(1)
  const other = await bridge.watch(customer)
  expect((await other.sees('summary-made', ({ seq }) => seq === live.seq)).summary).toEqual(live.summary)
  bridge.simulator.say(conversationId, 'I have cancelled the order 10001.')
  await viewer.sees('summary-made', ({ seq, summary }) => seq > live.seq && summary.done.length === 1)
})
