import { EventEmitter, once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BotAnswer, BotTurn } from '../server/protocol/bot.ts'
import type { EndpointSetup } from '../server/protocol/settings/endpoint.ts'
import { json, startBotServer } from '../server/virtual-agent/testing/bot-server.ts'
import { Bridge, type BridgeOptions } from './testing/bridge.ts'

type HandoverSettings = NonNullable<EndpointSetup['settings']>['handover']

/** A bridge whose endpoint has a bot of its own, which answers each turn with what `answer` says. */
async function withBot(
  answer: (turn: BotTurn) => BotAnswer | Promise<BotAnswer>,
  { handover = {}, ...options }: Omit<BridgeOptions, 'settings'> & { handover?: HandoverSettings } = {},
) {
  const turns: BotTurn[] = []
  const asked = new EventEmitter<{ turn: [BotTurn] }>()
  const bot = await startBotServer((response, { body }) => {
    const turn = JSON.parse(body) as BotTurn
    turns.push(turn)
    asked.emit('turn', turn)
    void Promise.resolve(answer(turn)).then(said => json(response, said))
  })
  onTestFinished(() => bot[Symbol.asyncDispose]())
  const virtualAgent = {
    kind: 'webhook' as const,
    url: bot.url,
    secret: 'a secret of the test',
    timeoutSeconds: 5,
  }
  const bridge = await Bridge.start({ ...options, settings: { virtualAgent, handover } })
  onTestFinished(() => bridge.close())
  const customer = bridge.customer()
  await customer.ready
  return { bridge, customer, turns, nextTurn: () => once(asked, 'turn') }
}

const asks = ({ text }: BotTurn) => text === 'A person, please'
const handsOver = (turn: BotTurn): BotAnswer =>
  asks(turn) ? { handover: {} } : { text: turn.text && `You said: ${turn.text}` }

describe('a bot that hands over', () => {
  it('adds its own JSON to the endpoint’s and its profile to what the agent sees', async () => {
    const properties = {
      user: {
        caseId: 'C-7',
        additionalProperties: [
          { key: 'Intent', value: 'refund' },
          { key: 'Skill', value: 'Mobile' },
        ],
      },
    }
    const profile = {
      name: 'Ada Byron',
      email: 'ada@example.com',
      language: 'de-AT',
      properties: { Plan: 'Fibre 500' },
    }
    const { bridge, customer } = await withBot(
      turn => (asks(turn) ? { text: 'Of course.', profile, handover: { properties } } : {}),
      {
        handover: {
          properties: { user: { company: 'Acme', additionalProperties: [{ key: 'Skill', value: 'Fibre' }] } },
        },
      },
    )
    customer.say('A person, please')
    const { user, history } = await bridge.conversationOf(customer, { waiting: true })
    expect(user).toMatchObject({
      name: 'Ada Byron',
      email: 'ada@example.com',
      language: 'de',
      caseId: 'C-7',
      company: 'Acme',
    })
    const visible = Object.fromEntries(user.additionalProperties?.map(({ key, value }) => [key, value]) ?? [])
    expect(visible).toEqual({
      Copilot: expect.stringContaining(customer.sessionId),
      Reference: expect.stringMatching(/^[2-9A-Z]{8}$/),
      Handover: `${bridge.keyOf(customer)}.1`,
      Plan: 'Fibre 500',
      Intent: 'refund',
      Skill: 'Mobile',
    })
    expect(history.map(({ author, text }) => [author.type, text])).toEqual([
      ['user', 'A person, please'],
      ['bot', 'Of course.'],
    ])
    const link = new URL(visible.Copilot ?? '')
    const viewer = bridge.viewer({
      userId: link.searchParams.get('userId') ?? '',
      sessionId: link.searchParams.get('sessionId') ?? '',
      URLToken: link.searchParams.get('URLToken') ?? '',
    })
    await viewer.join()
    expect(await viewer.sees('handover-requested')).toMatchObject({ correlationId: visible.Reference })
  })

  it('is told of the queue, the agent, silence and the end, and is asked nothing meanwhile', async () => {
    const { bridge, customer, turns } = await withBot(handsOver, {
      handover: { inactivityMinutes: 0.005, inactivityLimit: 2 },
    })
    customer.say('A person, please')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    customer.say('Are you still there, bot?')
    await bridge.simulator.waitForMessage(id, 'still there')
    bridge.simulator.accept(id)
    await customer.reads('has ended')
    customer.say('Hello bot')
    await customer.reads('You said: Hello bot')
    expect(turns.map(({ text, handover }) => handover ?? text)).toEqual([
      'A person, please',
      { status: 'queue', eventType: 'queueUpdate', data: { queueName: 'Billing and faults' } },
      { status: 'active' },
      { status: 'active', eventType: 'handoverInactivity', inactivityCount: 1 },
      { status: 'active', eventType: 'handoverInactivity', inactivityCount: 2 },
      {
        status: 'completed',
        data: { summary: expect.objectContaining({ open: ['Are you still there, bot?'] }) },
      },
      'Hello bot',
    ])
    expect(turns.at(-1)?.dialogue).toContainEqual({ from: 'customer', text: 'Are you still there, bot?' })
  })

  it.each([
    ['the customer cancels', 'cancelled', {}, undefined],
    ['nobody comes', 'error', { queueTimeoutMinutes: 0.005 }, 'Nobody joined in time.'],
  ])('is told when %s, and may answer', async (_case, status, handover, message) => {
    const { customer, turns } = await withBot(
      turn => (turn.handover?.status === status ? { text: 'Back with me!' } : handsOver(turn)),
      { handover },
    )
    customer.say('A person, please')
    await customer.reads('I am connecting you')
    if (status === 'cancelled') customer.say('cancel')
    await customer.reads('Back with me!')
    expect(turns.find(turn => turn.handover?.status === status)?.handover).toEqual({
      status,
      ...(message && { error: { reason: 'error', message } }),
    })
  })

  it('is told why where no handover is possible, and cannot go round in circles', async () => {
    const { customer, turns } = await withBot(() => ({ handover: {} }), {
      handover: { channelId: undefined, connectionId: undefined },
    })
    customer.say('A person, please')
    await customer.reads('I could not reach a colleague.')
    customer.say('Really?')
    await customer.outputs.until(() => customer.outputs.items.length === 2, 'the second refusal')
    await customer.finalPings.until(
      () => customer.finalPings.items.length === 2,
      'the end of the second turn',
    )
    const news = turns.flatMap(({ handover }) => handover ?? [])
    expect(news[0]).toEqual({
      status: 'error',
      error: { reason: 'unsupported', message: 'This endpoint has no connection to 8x8.' },
    })
    expect(turns.length).toBeLessThanOrEqual(4)
  })

  it('is told why where 8x8 refuses, and is with the customer again', async () => {
    const { customer, turns } = await withBot(turn => (turn.handover ? { handover: {} } : handsOver(turn)), {
      handover: { queueId: 'no such queue' },
    })
    customer.say('A person, please')
    await customer.reads('I could not reach a colleague.')
    customer.say('Then you')
    await customer.reads('You said: Then you')
    expect(turns.map(({ text, handover }) => handover?.status ?? text)).toEqual([
      'A person, please',
      'error',
      'Then you',
    ])
    expect(turns[1]?.handover?.error).toMatchObject({
      reason: 'error',
      message: expect.stringContaining('invalid_queue'),
    })
  })
})

describe('a bot that is slow', () => {
  it('does not speak once a person has the conversation; what it learned counts', async () => {
    const { bridge, customer, nextTurn } = await withBot(async turn => {
      if (turn.text !== 'Slowly, please') return handsOver(turn)
      await setTimeout(400)
      return { text: 'I am late', profile: { name: 'Ada' } }
    })
    const turn = nextTurn()
    customer.say('Slowly, please')
    const key = bridge.keyOf(customer)
    await turn
    expect(await bridge.service.context.handovers.start(key)).toBe('requested')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    const viewer = await bridge.watch(customer)
    await viewer.sees('profile-updated', ({ profile }) => profile.name === 'Ada')
    bridge.simulator.end(id)
    await customer.reads('has ended')
    expect(customer.outputs.items.some(({ text }) => text === 'I am late')).toBe(false)
  })

  it('does not answer afterwards what was asked before a person came and went', async () => {
    let open = () => {}
    const opened = new Promise<void>(resolve => {
      open = resolve
    })
    const { bridge, customer, nextTurn } = await withBot(async turn => {
      if (turn.text === 'Slowly, please') await opened
      return handsOver(turn)
    })
    const turn = nextTurn()
    customer.say('Slowly, please')
    await turn
    const key = bridge.keyOf(customer)
    await bridge.service.context.handovers.start(key)
    await customer.reads('I am connecting you')
    await bridge.service.context.handovers.close(key, 'Solved by phone.')
    await customer.reads('has ended')
    open()
    customer.say('Now you')
    await customer.reads('You said: Now you')
    expect(customer.outputs.items.some(({ text }) => text === 'You said: Slowly, please')).toBe(false)
  })
})
