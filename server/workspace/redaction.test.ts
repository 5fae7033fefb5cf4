import { afterAll, beforeAll, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { addDiscreetEndpoint, DISCREET } from './testing/discreet-endpoint.ts'

let bridge: Bridge
beforeAll(async () => {
  bridge = await Bridge.start()
  await addDiscreetEndpoint(bridge, 'email', 'card')
})
afterAll(() => bridge.close())

it('viewers of an endpoint that hides e-mail addresses see that there was one, now and when they come back', async () => {
  const { URLToken } = DISCREET
  const customer = await bridge.answeredCustomer('Hello', { URLToken })
  const link = { userId: customer.userId, sessionId: customer.sessionId, URLToken }
  const viewer = bridge.viewer(link)
  expect(await viewer.join()).toMatchObject({ lastSeq: expect.any(Number) })
  customer.say('I am ann@example.com, zip 90210')
  await viewer.sees('message', ({ text }) => text === 'I am [email hidden], zip 90210')
  const late = bridge.viewer(link)
  await late.join()
  await late.sees('message', ({ text }) => text === 'I am [email hidden], zip 90210')
  expect(JSON.stringify([viewer.events.items, late.events.items])).not.toContain('ann@example.com')
})
