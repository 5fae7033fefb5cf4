import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { History } from '../protocol/copilot.ts'
import type { SessionEventBody } from '../protocol/session-events.ts'
import { sessionKey } from '../sessions/session-key.ts'
import { addDiscreetEndpoint, DISCREET } from './testing/discreet-endpoint.ts'

const DETAIL = 'The conversation is closed'

let bridge: Bridge
beforeAll(async () => {
  bridge = await Bridge.start()
  await addDiscreetEndpoint(bridge, 'name', 'email')
})
afterAll(() => bridge.close())

type Happening = SessionEventBody extends infer Event
  ? Event extends { at: number }
    ? Omit<Event, 'at'>
    : never
  : never

const said = (from: 'customer' | 'virtual-agent' | 'agent', text: string): Happening => ({
  type: 'message',
  messageId: text,
  from,
  text,
})
const released = (...messages: number[]): Happening => ({
  type: 'agent-messages-released',
  handoverId: 'h',
  messages,
  verified: true,
})

/** A session in which this happened, and a widget that shows it. */
async function sessionOf(
  happenings: Happening[],
  { id, URLToken } = { id: 'northline', URLToken: URL_TOKEN },
) {
  const customer = bridge.customer({ URLToken })
  await customer.ready
  const { userId, sessionId } = customer
  await bridge.service.context.log.append({
    key: sessionKey(id, sessionId),
    owner: { endpointId: id, userId, sessionId },
    decide: (_session, at) => ({
      entries: happenings.map(happening => ({ event: { at, ...happening } })),
    }),
  })
  const viewer = bridge.viewer({ userId, sessionId, URLToken })
  await viewer.join()
  return async (before: number) => (await viewer.ask('history', { before })) as History
}

const chatter = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => said('customer', `Message ${first + index}`))

/** What an agent would read, without what else happened. */
const words = ({ events }: History) =>
  events.flatMap(event => (event.type === 'message' ? (event.text ?? '') : []))

describe('the history of a session', () => {
  it('is told in stretches that join, back to the beginning', async () => {
    const history = await sessionOf(chatter(500))
    const stretches: string[][] = []
    for (let before = 501; before > 0; ) {
      const stretch = await history(before)
      expect(stretch.from).toBeLessThan(before)
      stretches.unshift(words(stretch))
      before = stretch.from
    }
    expect(stretches.length).toBeGreaterThan(2)
    expect(stretches.flat()).toEqual(Array.from({ length: 500 }, (_, index) => `Message ${index + 1}`))
  })

  it('tells what became of its messages later', async () => {
    const parked: Happening = { type: 'delivery-parked', of: 2, target: '8x8', detail: DETAIL }
    const history = await sessionOf([
      said('agent', 'First'),
      said('customer', 'Lost'),
      ...chatter(20),
      released(1),
      parked,
      released(20),
    ])
    const { from, events } = await history(10)
    expect(from).toBe(0)
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 23, 24])
  })

  it('begins where no message of an agent waits for its place', async () => {
    const waiting = [said('agent', 'B'), ...chatter(4), said('agent', 'A'), released(103, 98)]
    const history = await sessionOf([...chatter(97), ...waiting, ...chatter(196)])
    const { from, events } = await history(301)
    expect(from).toBe(105)
    expect(words({ from, events })).toHaveLength(196)
    expect((await history(from)).events.map(({ seq }) => seq)).toContain(104)
  })

  it('hides what viewers do not see, also where the question came before the stretch', async () => {
    const asked = [said('virtual-agent', 'What is your name?'), said('customer', 'Zbigniew')]
    const history = await sessionOf([...chatter(8), ...asked, ...chatter(199)], DISCREET)
    const stretch = await history(210)
    expect(stretch.from).toBe(10)
    expect(words(stretch)[0]).toBe('[name hidden]')
  })
})
