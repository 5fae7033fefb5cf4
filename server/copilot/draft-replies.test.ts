import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asksForShape, STALL, StandIn, TROUBLES } from '../../e2e/language-model/stand-in.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { CopilotViewer, Customer } from '../../e2e/testing/people.ts'

const QUESTION = 'How much is the charge if I miss my engineer visit?'
const TWO_DRAFTS =
  '@reply P1\nA missed visit is charged at €45.\n\n@question the date decides\nOn which day was the visit, [email 1]?\n'

describe('drafts of a language model', () => {
  let standIn: StandIn
  let bridge: Bridge
  let customer: Customer
  let viewer: CopilotViewer
  let conversationId: string
  beforeAll(async () => {
    standIn = await StandIn.start(() => TWO_DRAFTS)
    standIn.setAside(asksForShape)
    bridge = await Bridge.start({
      knowledge: 'e2e/demo/knowledge',
      settings: {
        copilot: {
          model: { kind: 'compatible', baseUrl: standIn.url, apiKey: 'sk-secret', name: 'm' },
          modelLimits: { connectSeconds: 1, firstTokenSeconds: 1, idleSeconds: 1 },
        },
        handover: { repeatMessage: '' },
      },
    })
  })
  beforeEach(async () => {
    standIn.forget()
    standIn.always(() => '@nothing')
    ;({ customer, conversationId } = await bridge.servedCustomer())
    viewer = await bridge.watch(customer)
    standIn.always(() => TWO_DRAFTS)
  })
  afterEach(() => {
    bridge.simulator.end(conversationId)
    customer.leave()
    viewer.leave()
  })
  afterAll(async () => {
    await bridge.close()
    await standIn.close()
  })

  const asks = (text: string) => {
    customer.say(text)
    return viewer.sees('message', message => message.text === text)
  }
  const made = (by: 'knowledge' | 'model', seq: number) =>
    viewer.sees('suggestions-made', event => event.by === by && event.for === seq)
  const draftEvent = (name: string, more: object = {}) =>
    viewer.drafts.until(
      event =>
        event.name === name &&
        Object.entries(more).every(
          ([key, value]) => Object.hasOwn(event, key) && Reflect.get(event, key) === value,
        ),
      `${name} ${JSON.stringify(more)}`,
    )

  it('follow what knowledge has at once, piece by piece, and are logged once whole', async () => {
    const stream = standIn.control()
    const { seq } = await asks(QUESTION)
    const { passages } = await made('knowledge', seq)
    await stream.asked()
    stream.begin().write('@reply P1\nA missed')
    const { draftId } = await draftEvent('draft-start', { for: seq, kind: 'reply' })
    await viewer.drafts.until(({ text }) => text === 'A missed', 'the first piece')
    stream.write(' visit is charged at €45.\n\n@question the date decides\nOn which day was it?')
    stream.end()
    const event = await made('model', seq)
    expect(event).toMatchObject({ prompt: 'draft-replies 1', passages })
    expect(event.suggestions).toMatchObject([
      {
        id: draftId,
        kind: 'reply',
        by: 'model',
        text: 'A missed visit is charged at €45.',
        passageIds: [passages[0]?.passageId],
      },
      { kind: 'question', text: 'On which day was it?', why: 'the date decides', passageIds: [] },
    ])
    expect(viewer.draftText(draftId)).toBe('A missed visit is charged at €45.')
    await draftEvent('draft-end', { draftId, complete: true })
  })

  it('are given up when the customer goes on, and made for what they said last', async () => {
    const stream = standIn.control()
    const { seq } = await asks(QUESTION)
    await stream.asked()
    stream.begin().write('@reply P1\nA missed')
    const { draftId } = await draftEvent('draft-start', { for: seq })
    const later = await asks('And how do I book another engineer visit?')
    await stream.hungUp
    await draftEvent('draft-end', { draftId, complete: false })
    await made('model', later.seq)
    expect(
      viewer.events.items.filter(
        event => event.type === 'suggestions-made' && event.by === 'model' && event.for === seq,
      ),
    ).toEqual([])
  })

  it.each([
    ['unavailable', TROUBLES.wrongKey],
    ['busy', TROUBLES.tooMany('60')],
    ['malformed', TROUBLES.notAStream],
    ['slow', STALL],
  ])('that are %s leave knowledge’s suggestions in place and say why', async (modelTrouble, reply) => {
    standIn.always(() => reply)
    const { seq } = await asks(QUESTION)
    const first = await made('knowledge', seq)
    const event = await viewer.sees(
      'suggestions-made',
      made => made.for === seq && made.modelTrouble !== undefined,
    )
    expect(event).toMatchObject({ by: 'knowledge', modelTrouble, suggestions: first.suggestions })
    expect(event.suggestions).not.toEqual([])
  })

  it('know nothing of the customer’s personal data, which the agent still reads', async () => {
    const { seq } = await asks('My mail is maeve.brennan@example.ie. How much is a missed engineer visit?')
    const { suggestions } = await made('model', seq)
    const [call] = standIn.calls.slice(-1)
    const sent = JSON.stringify(call?.body)
    expect(sent).not.toContain('maeve.brennan@example.ie')
    expect(sent).toContain('[email 1]')
    const question = suggestions.find(({ kind }) => kind === 'question')
    expect(question?.text).toBe('On which day was the visit, maeve.brennan@example.ie?')
    expect(viewer.draftText(question?.id ?? '')).toBe(question?.text)
  })

  it('are not made for thanks', async () => {
    const before = standIn.calls.length
    const { seq } = await asks('thanks a lot')
    const { quiet } = await made('knowledge', seq)
    expect(quiet).toBeDefined()
    const later = await asks(QUESTION)
    await made('model', later.seq)
    expect(standIn.calls).toHaveLength(before + 1)
  })

  it('can be stopped by the agent; what was whole stays', async () => {
    const stream = standIn.control()
    const { seq } = await asks(QUESTION)
    await stream.asked()
    stream.begin().write('@reply P1\nA missed visit is charged at €45.\n\n@question\nOn which')
    const { draftId } = await draftEvent('draft-start', { for: seq, kind: 'question' })
    expect(await viewer.ask('cancel', { requestId: draftId })).toEqual({})
    await stream.hungUp
    const { suggestions } = await made('model', seq)
    expect(suggestions.map(({ text }) => text)).toEqual(['A missed visit is charged at €45.'])
    await draftEvent('draft-end', { draftId, complete: false })
  })

  it('are made anew when the agent asks, all of them or one', async () => {
    const { seq } = await asks(QUESTION)
    const first = await made('model', seq)
    standIn.next('@reply P1\nThe charge for a missed visit is €45.')
    await viewer.ask('redraft', { suggestionId: first.suggestions[0]?.id })
    const second = await viewer.sees(
      'suggestions-made',
      event => event.by === 'model' && event.seq > first.seq,
    )
    expect(second.suggestions.map(({ text }) => text)).toEqual([
      first.suggestions[1]?.text,
      'The charge for a missed visit is €45.',
    ])
    expect(JSON.stringify(standIn.calls.at(-1)?.body)).toContain('A missed visit is charged at €45.')
    standIn.next('@reply P1\nThat would be €45.')
    await viewer.ask('redraft', {})
    const third = await viewer.sees(
      'suggestions-made',
      event => event.by === 'model' && event.seq > second.seq,
    )
    expect(third.suggestions.map(({ text }) => text)).toEqual(['That would be €45.'])
  })

  it('that fail when they are made anew leave what is shown', async () => {
    const { seq } = await asks(QUESTION)
    const { suggestions } = await made('model', seq)
    standIn.always(() => TROUBLES.wrongKey)
    await viewer.ask('redraft', { suggestionId: suggestions[0]?.id })
    const event = await viewer.sees('suggestions-made', ({ modelTrouble }) => modelTrouble !== undefined)
    expect(event.suggestions).toEqual(suggestions)
  })

  it('stay away while they are snoozed', async () => {
    await viewer.ask('snooze', { until: Date.now() + 60_000 })
    const before = standIn.calls.length
    const { seq } = await asks(QUESTION)
    expect(await made('knowledge', seq)).toMatchObject({ quiet: 'snoozed', suggestions: [], passages: [] })
    await viewer.ask('snooze', { until: null })
    const later = await asks('What does a missed engineer visit cost?')
    await made('model', later.seq)
    expect(standIn.calls).toHaveLength(before + 1)
  })

  it('are shown as they stand to an agent who comes late', async () => {
    const stream = standIn.control()
    const { seq } = await asks(QUESTION)
    await stream.asked()
    stream.begin().write('@reply P1\nA missed')
    const { draftId } = await draftEvent('draft-start', { for: seq })
    await viewer.drafts.until(({ text }) => text === 'A missed', 'the first piece')
    const late = await bridge.watch(customer)
    await late.drafts.until(({ text }) => text === 'A missed', 'what was written')
    stream.write(' visit costs €45.').end()
    await late.drafts.until(({ name }) => name === 'draft-end', 'the end')
    expect(late.draftText(draftId)).toBe('A missed visit costs €45.')
  })

  it('go to the model as data, with nothing of ours but the instructions', async () => {
    const { seq } = await asks(QUESTION)
    await made('model', seq)
    const [system, user] = standIn.calls.at(-1)?.body.messages ?? []
    expect(system?.content).not.toContain('engineer visit')
    expect(user?.content.match(/<\/?data>/g)).toEqual(['<data>', '</data>'])
    const data = JSON.parse(user?.content.split('\n')[1] ?? '') as { conversation: object[] }
    expect(data.conversation.at(-1)).toEqual({ from: 'customer', text: QUESTION })
    expect(JSON.stringify(standIn.calls.at(-1)?.body)).not.toMatch(/sk-secret|northline"|secret-path/)
  })
})
