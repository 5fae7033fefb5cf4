import { describe, expect, it } from 'vitest'
import type { Simulator } from './simulator/simulator.ts'
import { Bridge } from './testing/bridge.ts'

type ApiFault = Parameters<Simulator['addApiFault']>[0]
type Trouble = { kind: string } & Record<string, unknown>

/** Long enough for calls that 8x8 never answers. */
const PATIENCE_MILLISECONDS = 30_000

const CREATE = { method: 'POST', path: '/conversations' } as const
const POST = { method: 'POST', path: '/conversations/:id/messages' } as const
const LIST = { method: 'GET', path: '/conversations/:id/messages' } as const
const UPLOAD = { method: 'POST', path: '/conversations/:id/attachments' } as const
const END = { method: 'PATCH', path: '/conversations/:id/participants/user' } as const

const TROUBLES: [string, Trouble][] = [
  ['500', { kind: 'status', status: 500 }],
  ['503 three times', { kind: 'status', status: 503, times: 3 }],
  ['503 of the gateway in front', { kind: 'apigee', status: 503 }],
  ['429', { kind: 'status', status: 429 }],
  ['a connection that breaks before', { kind: 'resetBefore' }],
  ['a connection that breaks after', { kind: 'lost' }],
  ['a connection that breaks after, twice', { kind: 'lost', times: 2 }],
  ['a slow answer', { kind: 'slow', delayMs: 800 }],
]

/** Each costs the ten seconds that a call may take. */
const SILENCES: typeof TROUBLES = [
  ['no answer before', { kind: 'timeoutBefore' }],
  ['no answer after', { kind: 'timeoutAfter' }],
]

const arm = ({ simulator }: Bridge, call: object, trouble: Trouble) =>
  simulator.addApiFault({ ...call, ...trouble } as ApiFault)

const said = ({ simulator }: Bridge, conversationId: string) =>
  simulator.conversation(conversationId).messages.map(({ text }) => text)

const parked = (bridge: Bridge, sessionId: string) =>
  bridge.service.context.log
    .read(bridge.keyOf({ sessionId }), 0, 1_000)
    .then(events => events.filter(event => event.type === 'delivery-parked'))

describe.concurrent('exactly once', { timeout: PATIENCE_MILLISECONDS }, () => {
  it.each([...SILENCES, ...TROUBLES])('a conversation is created, with %s', async (_what, trouble) => {
    await using bridge = await Bridge.start()
    arm(bridge, CREATE, trouble)
    const customer = bridge.customer()
    await customer.ready
    customer.say('I want to talk to a person')
    await customer.reads('I am connecting you')
    customer.say('My router is dead')
    const { id } = await bridge.simulator.waitForConversation({ waiting: true }, PATIENCE_MILLISECONDS)
    await bridge.simulator.waitForMessage(id, 'My router is dead', PATIENCE_MILLISECONDS)
    expect(said(bridge, id)).toEqual(['My router is dead'])
    expect(bridge.simulator.conversations()).toHaveLength(1)
    expect(customer.outputs.items.some(({ text }) => text?.includes('could not reach'))).toBe(false)
  })

  it('a conversation is created though the answer is lost and no webhook tells whose it is', async () => {
    await using bridge = await Bridge.start({ simulator: { sparseEvents: true } })
    arm(bridge, CREATE, { kind: 'lost', times: 2 })
    const { customer, conversationId } = await bridge.servedCustomer()
    customer.say('My router is dead')
    await bridge.simulator.waitForMessage(conversationId, 'My router is dead')
    expect(bridge.simulator.conversations()).toHaveLength(1)
  })

  it.each([...SILENCES, ...TROUBLES])('messages are sent in order, with %s', async (_what, trouble) => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    customer.say('ok')
    await bridge.simulator.waitForMessage(conversationId, 'ok')
    arm(bridge, POST, trouble)
    for (const text of ['ok', 'ok', 'thanks', 'ok', 'done']) customer.say(text)
    await bridge.simulator.waitForMessage(conversationId, 'done', PATIENCE_MILLISECONDS)
    expect(said(bridge, conversationId)).toEqual(['ok', 'ok', 'ok', 'thanks', 'ok', 'done'])
    expect(await parked(bridge, customer.sessionId)).toEqual([])
  })

  it.each(TROUBLES)('messages are counted, with %s of the list', async (_what, trouble) => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    arm(bridge, POST, { kind: 'lost' })
    arm(bridge, LIST, trouble)
    for (const text of ['ok', 'ok', 'done']) customer.say(text)
    bridge.simulator.say(conversationId, 'Hello, Dana here')
    await bridge.simulator.waitForMessage(conversationId, 'done', PATIENCE_MILLISECONDS)
    await customer.reads('Hello, Dana here')
    expect(said(bridge, conversationId).filter(text => text !== 'Hello, Dana here')).toEqual([
      'ok',
      'ok',
      'done',
    ])
    expect(customer.outputs.items.filter(({ source }) => source === 'agent')).toHaveLength(1)
  })

  it.each(TROUBLES)('8x8 hears that the customer left, with %s', async (_what, trouble) => {
    await using bridge = await Bridge.start()
    const { customer } = await bridge.servedCustomer()
    arm(bridge, END, trouble)
    customer.say('handover:cancel')
    const { id } = await bridge.simulator.waitForConversation({ state: 'idle' }, PATIENCE_MILLISECONDS)
    const viewer = await bridge.watch(customer)
    await viewer.sees('handover-ended')
    expect(bridge.simulator.conversation(id).interactions).toHaveLength(1)
    expect(await parked(bridge, customer.sessionId)).toEqual([])
  })

  it.each(TROUBLES.filter(([what]) => what.includes('breaks')))(
    'a message with a file is sent, with %s of the upload',
    async (_what, trouble) => {
      await using bridge = await Bridge.start()
      const { customer, conversationId } = await bridge.servedCustomer()
      const file = await bridge.upload('notes.txt', 'The light blinks red.')
      arm(bridge, UPLOAD, trouble)
      customer.say('Look', { data: { attachments: [file] } })
      await bridge.simulator.waitForMessage(conversationId, 'Look', PATIENCE_MILLISECONDS)
      customer.say('done')
      await bridge.simulator.waitForMessage(conversationId, 'done', PATIENCE_MILLISECONDS)
      expect(said(bridge, conversationId)).toEqual(['Look', 'done'])
      expect(bridge.simulator.conversation(conversationId).messages[0]?.attachments).toHaveLength(1)
    },
  )
})

describe.concurrent('Retry-After is honoured', () => {
  it.each(['seconds', 'date'])('in %s', async retryAfterForm => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    arm(bridge, POST, { kind: 'status', status: 429, retryAfterSeconds: 2, retryAfterForm })
    customer.say('Hello')
    await bridge.simulator.waitForMessage(conversationId, 'Hello')
    const [sent, refused] = bridge.simulator
      .eventLog({ conversationId })
      .filter(({ recordType }) => recordType === 'POST conversations/…/messages')
    expect([refused?.status, sent?.status ?? 202]).toEqual([429, 202])
    // A date has whole seconds.
    expect((sent?.timestamp ?? 0) - (refused?.timestamp ?? 0)).toBeGreaterThanOrEqual(
      retryAfterForm === 'date' ? 950 : 1_950,
    )
  })

  it('and a long wait is told to the customer at once', async () => {
    await using bridge = await Bridge.start()
    const { customer } = await bridge.servedCustomer()
    arm(bridge, POST, { kind: 'status', status: 429, retryAfterSeconds: 60 })
    customer.say('Hello')
    await customer.reads('It takes longer than usual')
  })
})

describe.concurrent('what 8x8 refuses', () => {
  it('for good is parked, marked in the transcript, and holds nothing up', async () => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    customer.say('one')
    await bridge.simulator.waitForMessage(conversationId, 'one')
    arm(bridge, POST, { kind: 'status', status: 403 })
    customer.say('two')
    customer.say('three')
    await bridge.simulator.waitForMessage(conversationId, 'three')
    const viewer = await bridge.watch(customer)
    const two = await viewer.sees('message', ({ text }) => text === 'two')
    expect(await viewer.sees('delivery-parked')).toMatchObject({
      of: two.seq,
      target: 'contact-centre',
      detail: expect.stringContaining('403'),
    })
    expect(said(bridge, conversationId)).toEqual(['one', 'three'])
  })

  it('because the conversation is gone ends the handover', async () => {
    await using bridge = await Bridge.start()
    const { customer } = await bridge.servedCustomer()
    arm(bridge, POST, { kind: 'status', status: 404 })
    customer.say('one')
    await customer.reads('I could not reach a colleague')
    const viewer = await bridge.watch(customer)
    await viewer.sees('delivery-parked')
    expect(await viewer.sees('handover-ended')).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('404'),
    })
  })

  it.each([401, 403, 404])(
    'of a conversation (%s) ends the handover with its reason, and the customer is told',
    async status => {
      await using bridge = await Bridge.start()
      arm(bridge, CREATE, { kind: 'status', status })
      const customer = bridge.customer()
      await customer.ready
      customer.say('I want to talk to a person')
      await customer.reads('I could not reach a colleague')
      const viewer = await bridge.watch(customer)
      expect(await viewer.sees('handover-ended')).toMatchObject({
        status: 'error',
        reason: expect.stringContaining(String(status)),
      })
      customer.say('Then a person, please. I want to talk to a person')
      await bridge.conversationOf(customer, { waiting: true }, 2)
    },
  )

  it.each([401, 403])('of the customer’s leave (%s) is marked in the transcript', async status => {
    await using bridge = await Bridge.start()
    const { customer } = await bridge.servedCustomer()
    arm(bridge, END, { kind: 'status', status })
    customer.say('handover:cancel')
    const viewer = await bridge.watch(customer)
    const { seq } = await viewer.sees('handover-ended')
    expect(await viewer.sees('delivery-parked')).toMatchObject({ of: seq })
  })

  it('of the customer’s leave because it is over already is as good as done', async () => {
    await using bridge = await Bridge.start({
      simulator: { idleDelayMs: 60_000 },
      settings: { handover: { agentLeftGraceSeconds: 0.1 } },
    })
    const { customer, conversationId } = await bridge.servedCustomer()
    arm(bridge, END, { kind: 'status', status: 404 })
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    customer.say('I want to talk to a person')
    await bridge.conversationOf(customer, { waiting: true }, 2)
    expect(await parked(bridge, customer.sessionId)).toEqual([])
  })
})

describe.concurrent('8x8 is away for a while', { timeout: PATIENCE_MILLISECONDS }, () => {
  it.each([
    ['answers 503 to everything', { kind: 'status', status: 503 }],
    ['breaks every connection', { kind: 'resetBefore' }],
    ['does not accept the key', { kind: 'status', status: 401 }],
  ])('and %s: the customer is told once, and nothing is lost', async (_how, trouble) => {
    await using bridge = await Bridge.start()
    const { customer, conversationId } = await bridge.servedCustomer()
    const words = ['one', 'two', 'three', 'four']
    arm(bridge, {}, { ...trouble, times: 10_000 })
    for (const text of words) customer.say(text)
    bridge.simulator.say(conversationId, 'Are you there?')
    await customer.reads('Are you there?')
    await customer.reads('It takes longer than usual')
    bridge.simulator.clearFaults()
    await bridge.simulator.waitForMessage(conversationId, 'four', PATIENCE_MILLISECONDS)
    expect(said(bridge, conversationId)).toEqual(['Are you there?', ...words])
    expect(customer.outputs.items.filter(({ text }) => text?.startsWith('It takes longer'))).toHaveLength(1)
  })

  it('before the conversation is there: it is created once when 8x8 is back', async () => {
    await using bridge = await Bridge.start()
    arm(bridge, {}, { kind: 'status', status: 503, times: 10_000 })
    const customer = bridge.customer()
    await customer.ready
    customer.say('I want to talk to a person')
    await customer.reads('It takes longer than usual')
    customer.say('Hello?')
    bridge.simulator.clearFaults()
    const { id } = await bridge.simulator.waitForConversation({ waiting: true }, PATIENCE_MILLISECONDS)
    await bridge.simulator.waitForMessage(id, 'Hello?', PATIENCE_MILLISECONDS)
    expect(bridge.simulator.conversations()).toHaveLength(1)
  })
})
