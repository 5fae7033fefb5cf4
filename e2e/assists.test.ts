import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BotTurn } from '../server/protocol/bot.ts'
import type { EndpointSetup } from '../server/protocol/settings/endpoint.ts'
import { sessionKey } from '../server/sessions/session-key.ts'
import { json, startBotServer } from '../server/virtual-agent/testing/bot-server.ts'
import { Bridge } from './testing/bridge.ts'
import type { CopilotViewer } from './testing/people.ts'

const settings: EndpointSetup['settings'] = {
  copilot: {
    playbooks: [
      {
        id: 'missed-visit',
        title: 'A visit that we missed',
        phrases: ['engineer never came'],
        examples: ['Nobody showed up for my appointment'],
        wrapUpCode: 'visit-missed',
        steps: [
          { id: 'record', title: 'Read the visit record', text: 'It says whether the engineer was there.' },
          { id: 'charge', title: 'Take off the charge', lookUp: 'missed visit charge' },
          {
            id: 'rebook',
            title: 'Book a repeat visit',
            form: [
              { id: 'day', label: 'Day', kind: 'date', required: true },
              { id: 'slot', label: 'Slot', kind: 'choice', choices: ['08:00–12:00', '13:00–17:00'] },
            ],
          },
        ],
      },
      {
        id: 'leaving',
        title: 'A customer who wants to leave',
        phrases: ['cancel my broadband'],
        steps: [{ id: 'why', title: 'Ask why' }],
      },
    ],
    wrapUpCodes: [
      { code: 'visit-missed', name: 'Faults > Visit missed by us' },
      { code: 'no-service', name: 'Faults > No service' },
      { code: 'charge', name: 'Billing > Charge disputed' },
    ],
    wrapUpFields: [
      { id: 'account', label: 'Account number', required: true },
      { id: 'slot', label: 'Slot booked' },
    ],
  },
}

describe('what the copilot reads along', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge', settings })
  })
  afterAll(() => bridge.close())

  /** A customer who said something to the virtual agent first, now with an agent whose copilot is open. */
  async function servedAfter(...words: string[]) {
    const customer = bridge.customer()
    await customer.ready
    for (const text of words) await customer.sayAndHear(text)
    customer.say('I want to talk to a person')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    const viewer = await bridge.watch(customer)
    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    const agentSays = async (text: string) => {
      bridge.simulator.say(id, text)
      await viewer.sees('message', message => message.text === text)
    }
    const customerSays = async (text: string) => {
      customer.say(text)
      await viewer.sees('message', message => message.text === text)
    }
    return { customer, viewer, id, agentSays, customerSays }
  }

  it('sums up at the handover, while the chat runs and at its end, for agent and virtual agent', async () => {
    const { viewer, id, agentSays, customerSays } = await servedAfter(
      'My line is dead and now there is a €45 charge on bill 2098.',
    )
    const handover = await viewer.sees('summary-made', ({ purpose }) => purpose === 'handover')
    expect(handover.summary.topic.text).toContain('€45 charge on bill 2098')
    expect(handover.by).toBe('knowledge')

    await customerSays('Will you take the €45 charge off?')
    await agentSays('I have taken off the €45 charge. I will send you the corrected bill tomorrow.')
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

    await customerSays('And is my router still under warranty?')
    bridge.simulator.end(id)
    const ended = await viewer.sees('handover-ended')
    const final = await viewer.sees('summary-made', ({ purpose }) => purpose === 'final')
    expect(final.seq).toBeGreaterThan(ended.seq)
    expect(final.summary.open.map(({ text }) => text)).toEqual(['And is my router still under warranty?'])
    const returned = await viewer.sees('summary-made', ({ purpose }) => purpose === 'return')
    expect(returned.summary).toEqual(final.summary)
  })

  it('sums up for the next agent on a transfer, and whenever an agent asks', async () => {
    const { viewer, id, agentSays, customerSays } = await servedAfter('My router is broken.')
    await customerSays('Can I have a new router?')
    expect(await viewer.ask('summarise', {})).toEqual({})
    const asked = await viewer.sees(
      'summary-made',
      ({ purpose, summary }) => purpose === 'live' && summary.asked.length > 0,
    )
    expect(asked.summary.open.map(({ text }) => text)).toEqual(['Can I have a new router?'])
    await agentSays('I have ordered a new router for you.')
    bridge.simulator.transfer(id, '102')
    const transfer = await viewer.sees('summary-made', ({ purpose }) => purpose === 'transfer')
    expect(transfer.summary).toMatchObject({
      done: [{ text: 'I have ordered a new router for you.' }],
      open: [],
    })
  })

  it('has nothing to sum up where nothing was said', async () => {
    const { customer } = await bridge.waitingCustomer()
    const viewer = await bridge.watch(customer)
    expect(await viewer.ask('summarise', {})).toMatchObject({ error: { code: 'not-ready' } })
  })

  it('sets the playbook that the conversation calls for, with marks that every viewer sees and a reload keeps', async () => {
    const { customer, viewer, customerSays } = await servedAfter('The engineer never came on Thursday.')
    const { nextAction } = await viewer.sees('next-action-set')
    expect(nextAction).toMatchObject({
      playbookId: 'missed-visit',
      because: { sentence: 'The engineer never came on Thursday.' },
      steps: [
        { id: 'record', done: false },
        { id: 'charge', passages: [{ text: expect.stringContaining('€45') }, {}] },
        { id: 'rebook', form: [{ id: 'day' }, { id: 'slot' }] },
      ],
    })
    const other = await bridge.watch(customer)
    const mark = (stepId: string, more: object) =>
      viewer.ask('mark-step', { playbookId: 'missed-visit', stepId, ...more })
    expect(await mark('record', { done: true })).toEqual({})
    await other.sees('next-action-step-marked', ({ stepId, done }) => stepId === 'record' && done)
    expect(await mark('rebook', { done: true })).toMatchObject({ error: { code: 'invalid' } })
    expect(await mark('rebook', { done: true, values: { day: 'soon' } })).toMatchObject({
      error: { message: expect.stringContaining('2026-11-21') },
    })
    expect(await mark('rebook', { done: true, values: { day: '2026-11-28', slot: '13:00–17:00' } })).toEqual(
      {},
    )
    expect(await mark('unknown', { done: true })).toMatchObject({ error: { code: 'invalid' } })
    expect(await mark('record', { done: true })).toEqual({})

    await customerSays('Then please cancel my broadband.')
    await viewer.sees('next-action-set', event => event.nextAction?.playbookId === 'leaving')
    expect(await mark('charge', { done: true })).toMatchObject({ error: { code: 'not-ready' } })
    await customerSays('Wait, is it true that the engineer never came?')
    const again = await viewer.events.until(
      event =>
        event.type === 'next-action-set' &&
        event.nextAction?.playbookId === 'missed-visit' &&
        event.nextAction.steps[0]?.done === true,
      'the playbook with its marks',
    )
    expect(again).toMatchObject({
      nextAction: { steps: [{ done: true }, { done: false }, { done: true, values: { day: '2026-11-28' } }] },
    })
    const marks = viewer.events.items.filter(({ type }) => type === 'next-action-step-marked')
    expect(marks).toHaveLength(2)
  })

  it('tells the mood with the words that show it, and says when it cannot be told any more', async () => {
    const { viewer, customerSays } = await servedAfter('My line is dead.')
    await customerSays('This is the third time I am explaining it, it is ridiculous!')
    const { sentiment } = await viewer.sees('sentiment-read')
    expect(sentiment).toMatchObject({
      mood: 'negative',
      sentence: 'This is the third time I am explaining it, it is ridiculous!',
    })
    for (const text of [
      'ok',
      'my number is 24',
      'I see',
      'the light is red',
      'it says PON',
      'yes',
      'at home',
    ])
      await customerSays(text)
    await viewer.sees('sentiment-read', event => event.sentiment === null)
  })

  it('gathers facts once, with the message they were said in', async () => {
    const { viewer, customerSays, agentSays } = await servedAfter(
      'My name is Maeve Brennan, about order A-5521.',
    )
    await viewer.sees('facts-found', ({ facts }) => facts.some(({ kind }) => kind === 'order'))
    await agentSays('What is your account number?')
    await customerSays('4471 2098')
    const { facts } = await viewer.sees('facts-found', event =>
      event.facts.some(({ kind }) => kind === 'account'),
    )
    expect(facts.map(({ kind, label, value }) => [kind, label, value])).toEqual([
      ['name', 'Name', 'Maeve Brennan'],
      ['order', 'Order', 'A-5521'],
      ['account', 'Account', '4471 2098'],
    ])
    const said = viewer.events.items.find(({ seq }) => seq === facts[2]?.seq)
    expect(said).toMatchObject({ text: '4471 2098' })
  })

  it('has the wrap-up ready when the chat ends, and keeps it as made and as saved', async () => {
    const { viewer, id, customerSays, agentSays } = await servedAfter('The engineer never came on Thursday.')
    await viewer.sees('next-action-set')
    await agentSays('May I have your account number?')
    await customerSays('4471 2098')
    await agentSays('I have taken off the €45 charge.')
    bridge.simulator.end(id)
    const made = await viewer.sees('wrap-up-made')
    expect(made.because?.sentence).toBe('The engineer never came on Thursday.')
    expect(made.wrapUp).toEqual({
      summary: expect.stringContaining('Done: I have taken off the €45 charge.'),
      code: 'visit-missed',
      fields: { account: '4471 2098' },
    })
    const wrapUp = { summary: 'Charge taken off.', code: 'charge', fields: { account: '4471 2098' } }
    const save = (more: object, requestId = 'r1') =>
      viewer.ask('save-wrap-up', { requestId, wrapUp: { ...wrapUp, ...more } })
    expect(await save({ code: 'unknown' })).toMatchObject({ error: { code: 'invalid' } })
    expect(await save({ fields: {} })).toMatchObject({
      error: { message: 'Account number: please fill this in' },
    })
    expect(await save({})).toEqual({})
    expect(await save({})).toEqual({})
    const saved = await viewer.sees('wrap-up-saved')
    expect(saved).toMatchObject({ handoverId: made.handoverId, wrapUp })
    expect(await save({ summary: 'Something else.' })).toMatchObject({ error: { code: 'invalid' } })
    expect(await save({ summary: 'Something else.' }, 'r2')).toEqual({})
    await viewer.sees('wrap-up-saved', event => event.wrapUp.summary === 'Something else.')
    expect(viewer.events.items.filter(({ type }) => type === 'wrap-up-saved')).toHaveLength(2)
  })

  it('suggests one of 8x8’s own codes where the chat speaks of it', async () => {
    const { viewer, customerSays } = await servedAfter('My line is dead.')
    await customerSays('I want to dispute the charge on my bill.')
    const codes = [
      { code: '17', name: 'Charge disputed' },
      { code: '18', name: 'Moving home' },
    ]
    expect(await viewer.ask('suggest-code', { codes })).toEqual({
      code: '17',
      because: { seq: expect.any(Number), sentence: 'I want to dispute the charge on my bill.' },
    })
    expect(await viewer.ask('suggest-code', { codes: codes.slice(1) })).toEqual({})
  })

  it('tells the bot what came of the handover', async () => {
    const turns: BotTurn[] = []
    const heard = new EventEmitter<{ turn: [BotTurn] }>()
    await using bot = await startBotServer((response, { body }) => {
      const turn = JSON.parse(body) as BotTurn
      turns.push(turn)
      heard.emit('turn', turn)
      json(response, turn.text === 'A person, please' ? { handover: {} } : {})
    })
    const URLToken = 'b2'.repeat(32)
    await bridge.addEndpoint({
      id: 'bot',
      name: 'With a bot',
      URLToken,
      settings: {
        virtualAgent: { kind: 'webhook', url: bot.url, secret: 'a secret of the test' },
        handover: { connectionId: 'simulator', channelId: 'chat' },
      },
    })
    const customer = bridge.customer({ URLToken })
    await customer.ready
    await customer.sayAndHear('My router 4471-A is broken.')
    const property = { key: 'Handover', value: `${sessionKey('bot', customer.sessionId)}.1` }
    const waiting = bridge.simulator.waitForConversation({ waiting: true, property })
    customer.say('A person, please')
    const { id } = await waiting
    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    const answered = customer.reads('new router')
    bridge.simulator.say(id, 'I have ordered a new router.')
    await answered
    const completed = once(heard, 'turn')
    bridge.simulator.end(id)
    await completed
    expect(turns.at(-1)?.handover).toEqual({
      status: 'completed',
      data: {
        summary: {
          topic: 'My router 4471-A is broken.',
          asked: [],
          done: ['I have ordered a new router.'],
          promised: [],
          open: [],
        },
      },
    })
  })

  it('repeats no card and no password', async () => {
    const { viewer, id, agentSays } = await servedAfter(
      'Please take my card 4111 1111 1111 1111 off the account, the password is hunter22.',
    )
    await agentSays('I have taken the card 4111 1111 1111 1111 off.')
    bridge.simulator.end(id)
    const { summary } = await viewer.sees('summary-made', ({ purpose }) => purpose === 'final')
    expect(summary.done.map(({ text }) => text)).toEqual(['I have taken the card [card 1] off.'])
    const { wrapUp } = await viewer.sees('wrap-up-made')
    expect(JSON.stringify([summary, wrapUp])).not.toMatch(/4111|hunter22/)
  })

  it('goes on after a restart: steps marked before stay marked, and the chat is wrapped up', async () => {
    const { customer, viewer, id, agentSays } = await servedAfter('The engineer never came on Thursday.')
    await viewer.sees('next-action-set')
    const mark = (agent: CopilotViewer, stepId: string) =>
      agent.ask('mark-step', { playbookId: 'missed-visit', stepId, done: true })
    expect(await mark(viewer, 'record')).toEqual({})
    await agentSays('I have taken off the €45 charge.')
    await bridge.restart()
    const again = await bridge.watch(customer)
    await again.sees('next-action-step-marked', ({ stepId }) => stepId === 'record')
    expect(await mark(again, 'charge')).toEqual({})
    bridge.simulator.end(id)
    await again.sees('wrap-up-made', ({ wrapUp }) => wrapUp.summary.includes('€45 charge'))
  })

  it('leaves no wrap-up where nobody came', async () => {
    const { customer } = await bridge.waitingCustomer()
    const viewer = await bridge.watch(customer)
    customer.say('cancel')
    await viewer.sees('handover-ended')
    expect(
      await viewer.ask('save-wrap-up', {
        requestId: 'r',
        wrapUp: { summary: 'x', fields: { account: '1' } },
      }),
    ).toMatchObject({ error: { code: 'not-ready' } })
    expect(viewer.events.items.some(({ type }) => type === 'wrap-up-made')).toBe(false)
  })
})
