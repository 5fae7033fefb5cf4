import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { Customer } from '../../e2e/testing/people.ts'
import { sessionKey } from '../sessions/session-key.ts'

const OTHER_TOKEN = 'b'.repeat(64)
const ONE_SECOND_IN_HOURS = 1 / 3_600

describe('the copilot’s socket', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ config: { trustProxy: 1 } })
    await bridge.addEndpoint({ id: 'other', name: 'Other', URLToken: OTHER_TOKEN })
  })
  afterAll(() => bridge.close())

  const chat = async (...texts: string[]) => {
    const customer = bridge.customer()
    await customer.ready
    for (const text of texts) customer.say(text)
    await customer.finalPings.reaches(texts.length, 'final ping')
    return customer
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

  it('shows what was said before and what is said now, in order and without gaps', async () => {
    const customer = await chat('one', 'two')
    const viewer = bridge.viewer(customer)
    const { lastSeq } = (await viewer.join()) as { lastSeq: number }
    await viewer.events.reaches(lastSeq, 'event')
    customer.say('three')
    await customer.finalPings.reaches(3, 'final ping')
    await viewer.events.reaches(lastSeq + 3, 'event')
    expect(viewer.seqs).toEqual(upTo(lastSeq + 3))
    expect(viewer.saidBy('customer')).toEqual(['one', 'two', 'three'])
  })

  it('begins after what the widget already has', async () => {
    const customer = await chat('one', 'two')
    const viewer = bridge.viewer(customer)
    await viewer.join({ after: 4 })
    await viewer.events.reaches(3, 'event')
    expect(viewer.seqs[0]).toBe(5)
  })

  it('shows two viewers the same', async () => {
    const customer = await chat('one')
    const viewers = [bridge.viewer(customer), bridge.viewer(customer)]
    await Promise.all(viewers.map(viewer => viewer.join()))
    customer.say('two')
    await Promise.all(viewers.map(viewer => viewer.sees('turn-ended', ({ of }) => of > 4)))
    expect(viewers[0]?.events.items).toEqual(viewers[1]?.events.items)
  })

  it('shows nothing of any other session', async () => {
    const [mine, others] = await Promise.all([chat('mine'), chat('others')])
    const viewer = bridge.viewer(mine)
    await viewer.join()
    others.say('still others')
    await others.finalPings.reaches(2, 'final ping')
    mine.say('still mine')
    await viewer.sees('message', ({ text }) => text === 'still mine')
    expect(viewer.saidBy('customer')).toEqual(['mine', 'still mine'])

    viewer.events.items.length = 0
    await viewer.join({ userId: others.userId, sessionId: others.sessionId })
    mine.say('mine again')
    await mine.finalPings.reaches(3, 'final ping')
    others.say('others at last')
    await viewer.sees('message', ({ text }) => text === 'others at last')
    expect(viewer.saidBy('customer')).toEqual(['others', 'still others', 'others at last'])
  })

  it('takes one join at a time, and lets go of its sessions when the widget leaves', async () => {
    const [one, two] = await Promise.all([chat('one'), chat('two')])
    const viewer = bridge.viewer(one)
    const answers = await Promise.all([
      viewer.join(),
      viewer.join({ userId: two.userId, sessionId: two.sessionId }),
    ])
    expect(answers).toMatchObject([{ lastSeq: 4 }, { error: { code: 'too-many' } }])
    for (const person of [one, two, viewer]) person.leave()
    const keys = [one, two].map(({ sessionId }) => sessionKey('northline', sessionId))
    const stillRead = () => bridge.service.context.log.subscribedKeys().filter(key => keys.includes(key))
    await expect.poll(stillRead).toEqual([])
  })

  it.each([
    ['another token', { URLToken: OTHER_TOKEN }],
    ['a token of nobody', { URLToken: 'f'.repeat(64) }],
    ['another user', { userId: 'somebody-else' }],
    ['another session', { sessionId: 'another-session' }],
    ['the user and the session of two customers', { userId: 'stranger' }],
  ])('refuses %s as it refuses everything', async (_name, wrong) => {
    const customer = await chat('Hello')
    const viewer = bridge.viewer(customer, { 'x-forwarded-for': `192.0.2.${addresses++}` })
    expect(await viewer.join(wrong)).toEqual(REFUSAL)
    expect(viewer.events.items).toEqual([])
  })

  it.each<[string, object, string]>([
    ['no session', { sessionId: undefined }, 'invalid'],
    ['an empty user', { userId: '' }, 'invalid'],
    ['a negative place', { after: -1 }, 'invalid'],
    ['something that nobody asked for', { admin: true }, 'invalid'],
    ['a later version', { protocolVersion: 2 }, 'unsupported-version'],
    ['a later version that says more', { protocolVersion: 2, theme: 'dark' }, 'unsupported-version'],
    ['a version that is none', { protocolVersion: 'one' }, 'invalid'],
  ])('refuses a join with %s', async (_name, wrong, code) => {
    const viewer = bridge.viewer(await chat('Hello'))
    expect(await viewer.join(wrong)).toMatchObject({ error: { code } })
  })

  it('lets an address that failed too often wait, and no other one', async () => {
    const customer = await chat('Hello')
    const clumsy = bridge.viewer(customer, { 'x-forwarded-for': '203.0.113.5, 198.51.100.7' })
    for (let tries = 0; tries < 30; tries++) expect(await clumsy.join({ userId: 'guess' })).toEqual(REFUSAL)
    expect(await clumsy.join()).toMatchObject({ error: { code: 'too-many' } })
    // What stands before the proxy's own entry, the client made up.
    const disguised = bridge.viewer(customer, { 'x-forwarded-for': '203.0.113.6, 198.51.100.7' })
    expect(await disguised.join()).toMatchObject({ error: { code: 'too-many' } })
    const neighbour = bridge.viewer(customer, { 'x-forwarded-for': '203.0.113.5, 198.51.100.8' })
    expect(await neighbour.join()).toMatchObject({ lastSeq: 4 })
  })

  describe('once a handover has ended', () => {
    const ended = async (customer: Customer, conversationId: string) => {
      bridge.simulator.end(conversationId)
      await customer.reads('has ended')
    }

    it('goes on for a while, then closes what is open and refuses what comes', async () => {
      const { customer, conversationId } = await bridge.servedCustomer()
      const other = await chat('Hello')
      await bridge.addEndpoint(endpointWith({ linkHours: ONE_SECOND_IN_HOURS }))
      const early = bridge.viewer(customer)
      await early.join()
      await ended(customer, conversationId)
      const late = bridge.viewer(customer)
      expect(await late.join()).toMatchObject({ lastSeq: expect.any(Number) })
      for (const viewer of [early, late])
        expect(await viewer.closed.until(() => true, 'the end')).toEqual(REFUSAL)
      expect(await early.join()).toEqual(REFUSAL)
      expect(await bridge.viewer(other).join()).toMatchObject({ lastSeq: expect.any(Number) })
      await bridge.addEndpoint(endpointWith({}))
    })

    it('opens again with the next handover', async () => {
      const { customer, conversationId } = await bridge.servedCustomer()
      await bridge.addEndpoint(endpointWith({ linkHours: ONE_SECOND_IN_HOURS / 1_000 }))
      await ended(customer, conversationId)
      expect(await bridge.viewer(customer).join()).toEqual(REFUSAL)
      customer.say('I want to talk to a person')
      await customer.outputs.until(
        () => customer.outputs.items.filter(isAccepted).length === 2,
        'the second handover',
      )
      expect(await bridge.viewer(customer).join()).toMatchObject({ lastSeq: expect.any(Number) })
      customer.say('cancel')
      await customer.reads('I have cancelled')
      await bridge.addEndpoint(endpointWith({}))
    })
  })

  it('shows the agent’s side that the customer writes, and the customer that the agent does', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = bridge.viewer(customer)
    await viewer.join()
    const toldAt8x8 = bridge.simulator.waitFor(
      () => bridge.simulator.conversation(conversationId).typing.user,
    )
    customer.socket.emit('typingStatus', { status: 'typingOn' })
    await viewer.typing.until(({ from, writing }) => from === 'customer' && writing, 'the customer’s typing')
    await toldAt8x8
    customer.socket.emit('typingStatus', { status: 'typingOff' })
    await viewer.typing.until(({ from, writing }) => from === 'customer' && !writing, 'the end of it')

    const before = customer.typing.items.length
    bridge.simulator.setTyping(conversationId, true)
    await viewer.typing.until(({ from, writing }) => from === 'agent' && writing, 'the agent’s typing')
    await customer.typing.until(
      () => customer.typing.items.slice(before).includes('typingOn'),
      'the agent’s typing',
    )
    bridge.simulator.setTyping(conversationId, false)
    await customer.typing.until(() => customer.typing.items.at(-1) === 'typingOff', 'the end of it')
  })

  it('shows nobody that a customer writes to the virtual agent', async () => {
    const customer = await chat('Hello')
    const viewer = bridge.viewer(customer)
    await viewer.join()
    customer.socket.emit('typingStatus', { status: 'typingOn' })
    customer.say('Hello again')
    await viewer.sees('turn-ended', ({ of }) => of > 4)
    expect(viewer.typing.items).toEqual([])
  })

  const isAccepted = ({ text = '' }: { text?: string }) => text.startsWith('I am connecting you')
  const channelId = () => bridge.simulator.conversations()[0]?.channelId
  const endpointWith = (copilot: { linkHours?: number }) => ({
    id: 'northline',
    name: 'Northline',
    URLToken: URL_TOKEN,
    settings: { copilot, handover: { connectionId: 'simulator', channelId: channelId() ?? '' } },
  })
})

let addresses = 1

const REFUSAL = {
  error: {
    code: 'refused',
    message: 'This link does not open a chat. It may have expired, or it belongs to another chat.',
  },
}
