import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { SessionLog } from '../sessions/session-log.ts'

let bridge: Bridge
beforeAll(async () => {
  bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
})
afterAll(() => bridge.close())

it('reads the newest message of a burst, whatever was said before it', async () => {
  const { customer } = await bridge.servedCustomer()
  const viewer = await bridge.watch(customer)
  for (let number = 1; number <= 30; number += 1) customer.say(`I still wait for parcel ${number}.`)
  const last = await viewer.sees('message', ({ text }) => text === 'I still wait for parcel 30.')
  await viewer.sees('suggestions-made', made => made.for === last.seq)
  const made = viewer.events.items.filter(({ type }) => type === 'suggestions-made')
  expect(made.length).toBeLessThan(30)
})

it('makes up for what a server that died left unread, as soon as a widget opens the chat', async () => {
  const { customer } = await bridge.servedCustomer()
  const text = 'What does a missed visit of the technician cost?'
  const dying = new SessionLog(bridge.service.context.health.database, 'dying')
  const { state } = await dying.append({
    key: bridge.keyOf(customer),
    decide: (_session, now) => ({
      entries: [{ event: { type: 'message', at: now, messageId: randomUUID(), from: 'customer', text } }],
    }),
  })
  await bridge.restart()
  const viewer = await bridge.watch(customer)
  const made = await viewer.sees('suggestions-made', ({ for: seq }) => seq === state.seq)
  expect(made.suggestions.length + made.passages.length).toBeGreaterThan(0)
})

it('leaves what helped with a question as it is when only a picture follows', async () => {
  const { customer } = await bridge.servedCustomer()
  const viewer = await bridge.watch(customer)
  customer.say('What does a missed visit of the technician cost?')
  const made = await viewer.sees('suggestions-made', ({ passages }) => passages.length > 0)
  const picture = await bridge.upload('bill.txt', 'the bill')
  customer.say(undefined, { data: { attachments: [picture] } })
  await viewer.sees('message', ({ attachments = [] }) => attachments.length > 0)
  const other = await bridge.watch(customer)
  customer.say('And what does a new router cost?')
  await other.sees('suggestions-made', ({ for: seq }) => seq > made.for)
  const forQuestion = other.events.items.filter(
    event => event.type === 'suggestions-made' && event.for === made.for,
  )
  expect(forQuestion).toHaveLength(1)
})
