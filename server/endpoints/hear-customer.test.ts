import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import { countRows } from '../../e2e/testing/row-counts.ts'

const OTHER_TOKEN = 'b'.repeat(64)

describe('what a customer says', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ settings: { customer: { textLimit: 100, messagesPerMinute: 5 } } })
    await bridge.addEndpoint({ id: 'other', name: 'Other', URLToken: OTHER_TOKEN })
  })
  afterAll(() => bridge.close())

  it.each([
    ['another token', { URLToken: OTHER_TOKEN }],
    ['another user', { userId: 'somebody-else' }],
    ['another session', { sessionId: 'another-session' }],
  ])('is refused with the ids of %s, and nothing is written', async (_name, ids) => {
    const customer = await bridge.answeredCustomer('Hello')
    const before = countRows(bridge.config)
    expect(await customer.sayAndHear('Hello', ids)).toMatchObject({ error: { code: 'refused' } })
    customer.say('Hello', ids)
    expect(await customer.exceptions.until(() => true, 'the refusal')).toMatchObject({
      error: { code: 'refused' },
    })
    expect(countRows(bridge.config)).toEqual(before)
  })

  it.each([
    ['neither text nor data', {}, 'invalid'],
    ['an empty text', { text: '' }, 'invalid'],
    ['a text of NUL alone', { text: '\0\0' }, 'invalid'],
    ['a number for a text', { text: 1 }, 'invalid'],
    ['a list for data', { data: [] }, 'invalid'],
    ['data nested too deep', { data: { deep: nested(33) } }, 'invalid'],
    ['too much data', { data: { much: 'x'.repeat(64_000) } }, 'invalid'],
    ['too long a text', { text: 'x'.repeat(101) }, 'too-large'],
  ])('is refused with %s, and nothing is written', async (_name, said, code) => {
    const customer = await bridge.answeredCustomer('Hello')
    const before = countRows(bridge.config)
    expect(await customer.sayAndHear(undefined, said)).toMatchObject({ error: { code } })
    expect(countRows(bridge.config)).toEqual(before)
  })

  it('counts once where its messageId is repeated, and is refused where the messageId hides another message', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const messageId = randomUUID()
    expect(await customer.sayAndHear('Once', { messageId })).toEqual({})
    expect(await customer.sayAndHear('Once', { messageId })).toEqual({})
    expect(await customer.sayAndHear('Twice', { messageId })).toMatchObject({ error: { code: 'invalid' } })
    await customer.finalPings.reaches(2, 'final ping')
    const viewer = bridge.viewer(customer)
    await viewer.join()
    await viewer.events.until(
      event => event.type === 'turn-ended' && event.of > 2,
      'the end of the second turn',
    )
    expect(viewer.saidBy('customer')).toEqual(['Hello', 'Once'])
  })

  it('is slowed down where it is too much, for this customer alone', async () => {
    const hasty = await bridge.answeredCustomer('Hello')
    const patient = await bridge.answeredCustomer('Hello')
    for (const text of ['2', '3', '4', '5']) expect(await hasty.sayAndHear(text)).toEqual({})
    expect(await hasty.sayAndHear('6')).toMatchObject({ error: { code: 'too-many' } })
    expect(await patient.sayAndHear('2')).toEqual({})
  })

  it('is refused once the endpoint has been switched off', async () => {
    const URLToken = 'c'.repeat(64)
    await bridge.addEndpoint({ id: 'brief', name: 'Brief', URLToken })
    const customer = bridge.customer({ URLToken })
    await customer.ready
    expect(await customer.sayAndHear('Hello')).toEqual({})
    await bridge.addEndpoint({ id: 'brief', name: 'Brief', URLToken, settings: { active: false } })
    expect(await customer.sayAndHear('Hello?')).toMatchObject({ error: { code: 'refused' } })
    const late = bridge.customer({ URLToken })
    expect(await late.exceptions.until(() => true, 'the refusal')).toMatchObject({
      error: { code: 'refused' },
    })
    await late.hungUp
  })

  it('is not taken for another customer’s session, nor is that session shown', async () => {
    const owner = await bridge.answeredCustomer('Hello')
    const stranger = bridge.customer({ sessionId: owner.sessionId })
    expect(await stranger.exceptions.until(() => true, 'the refusal')).toMatchObject({
      error: { code: 'refused' },
    })
    await stranger.hungUp
  })

  it('shows nothing to a stranger who named the session before its owner began it', async () => {
    const sessionId = `session-${randomUUID()}`
    const stranger = bridge.customer({ sessionId })
    await stranger.ready
    await bridge.answeredCustomer('This is private', { sessionId })
    await stranger.hungUp
    expect([stranger.outputs.items, stranger.typing.items, stranger.finalPings.items]).toEqual([[], [], []])
  })

  it('keeps its order though a file has to be looked up for one message and not for the next', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const file = await bridge.upload('first.txt', 'first')
    customer.say('first', { data: { attachments: [file] } })
    customer.say('second')
    await customer.finalPings.reaches(3, 'final ping')
    const viewer = bridge.viewer(customer)
    await viewer.join()
    await viewer.sees('message', ({ text }) => text === 'second')
    expect(viewer.saidBy('customer')).toEqual(['Hello', 'first', 'second'])
  })

  it('may be as long as the endpoint allows in any alphabet; a packet beyond every limit costs the connection alone', async () => {
    const URLToken = 'e'.repeat(64)
    await bridge.addEndpoint({
      id: 'long',
      name: 'Long',
      URLToken,
      settings: { customer: { textLimit: 100_000 } },
    })
    const customer = bridge.customer({ URLToken })
    await customer.ready
    const longest = '字'.repeat(100_000)
    expect(await customer.sayAndHear(longest)).toEqual({})
    const { userId, sessionId } = customer
    const turn = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId, sessionId, text: longest }),
    }
    expect((await bridge.fetch(`/${URLToken}`, turn)).status).toBe(200)
    customer.say(`${longest}${longest}`)
    await customer.hungUp
    await customer.finalPings.reaches(2, 'final ping')
    const again = bridge.customer({ URLToken, userId, sessionId })
    await again.ready
    expect(await again.sayAndHear('Sorry')).toEqual({})
  })

  it('is spoken with ids of any letters', async () => {
    const customer = bridge.customer({ userId: 'zoë 1%&=+', sessionId: 's/1 ü%2F' })
    await customer.ready
    customer.say('Hello', { URLToken: URL_TOKEN })
    await customer.finalPings.reaches(1, 'final ping')
    expect(customer.exceptions.items).toEqual([])
  })
})

const nested = (levels: number): unknown => (levels === 0 ? 'end' : { next: nested(levels - 1) })
