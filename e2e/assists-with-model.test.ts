import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EndpointSetup } from '../server/protocol/settings/endpoint.ts'
import { type Call, type Reply, STALL, StandIn, TROUBLES } from './language-model/stand-in.ts'
import { Bridge } from './testing/bridge.ts'

type Message = { seq: number; from: string; text: string }
interface Asked {
  conversation: Message[]
  playbooks?: { id: string }[]
  codes?: { code: string }[]
}

/** What a script answers to each of the assists; the others are in nobody's way. */
interface Scripts {
  summary?: (asked: Asked) => object | Reply
  reading?: (asked: Asked) => object | Reply
  wrapUp?: (asked: Asked) => object | Reply
}

const noReading = {
  mood: 'unsure',
  reason: '',
  moodQuote: null,
  playbookId: null,
  playbookQuote: null,
  facts: [],
}

const settingsOf = (url: string): EndpointSetup['settings'] => ({
  copilot: {
    model: { kind: 'compatible', baseUrl: url, name: 'stand-in' },
    playbooks: [
      {
        id: 'leaving',
        title: 'Leaving',
        phrases: ['cancel broadband'],
        steps: [{ id: 'why', title: 'Ask why' }],
      },
    ],
    wrapUpCodes: [
      { code: 'c1', name: 'Billing' },
      { code: 'c2', name: 'Moving' },
    ],
    wrapUpFields: [
      { id: 'account', label: 'Account number' },
      { id: 'mood', label: 'Mood', kind: 'choice', choices: ['good', 'bad'] },
    ],
  },
})

/** The seq of the message that says so. */
const seqOf = ({ conversation }: Asked, words: string) =>
  conversation.find(({ text }) => text.includes(words))?.seq ?? 0

describe('assists with a language model', () => {
  let model: StandIn
  let bridge: Bridge
  beforeAll(async () => {
    model = await StandIn.start()
    bridge = await Bridge.start({ settings: settingsOf(model.url) })
  })
  afterEach(() => model.forget())
  afterAll(async () => {
    await bridge.close()
    await model.close()
  })

  function script({ summary, reading = () => noReading, wrapUp }: Scripts) {
    const answer = (call: Call): object | Reply => {
      const [system, user] = call.body.messages ?? []
      const json = /<data>\n(.*)\n<\/data>/s.exec(user?.content ?? '')?.[1] ?? '{}'
      const asked = JSON.parse(json) as Asked
      if (system?.content.includes('sum up')) return summary?.(asked) ?? TROUBLES.broken
      if (system?.content.includes('read along')) return reading(asked)
      if (system?.content.includes('file a customer')) return wrapUp?.(asked) ?? TROUBLES.broken
      return '@nothing'
    }
    model.always(call => {
      const said = answer(call)
      const isReply = typeof said === 'string' || 'body' in said || 'stalls' in said
      return isReply ? said : JSON.stringify(said)
    })
  }

  async function served(...words: string[]) {
    const customer = bridge.customer()
    await customer.ready
    for (const text of words) await customer.sayAndHear(text)
    customer.say('I want to talk to a person')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    const viewer = await bridge.watch(customer)
    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    const says = async (who: 'customer' | 'agent', text: string) => {
      if (who === 'agent') bridge.simulator.say(id, text)
      else customer.say(text)
      await viewer.sees('message', message => message.text === text)
    }
    return { customer, viewer, id, says }
  }

  it('a summary cites its messages; what they do not say is marked, and what cites nothing is left out', async () => {
    script({
      summary: asked => ({
        topic: { text: 'A charge of €45.', seqs: [seqOf(asked, '€45')] },
        asked: [{ text: 'Wants the €45 back.', seqs: [seqOf(asked, '€45')] }],
        done: [{ text: 'A credit of €54 was given.', seqs: [seqOf(asked, 'credit')] }],
        promised: [{ text: 'Paid out tomorrow.', seqs: [9_999] }],
        open: [],
      }),
    })
    const { viewer, says } = await served('There is a charge of €45 on my bill, I want it back.')
    await says('agent', 'I have given you a credit of €45.')
    const { summary } = await viewer.sees(
      'summary-made',
      ({ by, summary }) => by === 'model' && (summary.done[0]?.seqs[0] ?? 0) > 0,
    )
    expect(summary.topic.claims).toContainEqual({
      start: 12,
      end: 15,
      kind: 'money',
      evidence: [{ seq: summary.topic.seqs[0] }],
    })
    expect(summary.done[0]?.claims).toContainEqual(
      expect.objectContaining({ kind: 'money', evidence: [], instead: '€45' }),
    )
    expect(summary.promised).toEqual([])
  })

  it('personal data stays here and stands in the summary', async () => {
    const shown: string[] = []
    script({
      summary: asked => {
        const { text = '', seq = 0 } = asked.conversation.find(said => said.text.includes('write to')) ?? {}
        shown.push(...asked.conversation.map(said => said.text))
        return {
          topic: { text: `Answer to ${/\[email \d+\]/.exec(text)?.[0]}`, seqs: [seq] },
          asked: [],
          done: [],
          promised: [],
          open: [],
        }
      },
    })
    const { viewer, says } = await served('Please write to maeve@example.ie about my refund')
    await says('agent', 'I have a look.')
    await viewer.sees('summary-made', ({ summary }) => summary.topic.text === 'Answer to maeve@example.ie')
    expect(shown.join('\n')).not.toContain('maeve@example.ie')
  })

  it('mood, playbook and facts rest on the customer’s words, and the playbook is one of the endpoint’s', async () => {
    script({
      reading: asked => ({
        mood: 'negative',
        reason: 'Feels let down',
        moodQuote: { seq: seqOf(asked, 'let down'), sentence: 'i feel let down' },
        playbookId: 'leaving',
        playbookQuote: { seq: seqOf(asked, 'let down'), sentence: 'I would rather not stay with you' },
        facts: [
          { kind: 'product', label: 'Product', value: 'Hub 5', seq: seqOf(asked, 'Hub 5') },
          { kind: 'product', label: 'Product', value: 'Hub 9', seq: seqOf(asked, 'Hub 5') },
        ],
      }),
    })
    const { viewer, says } = await served('Hello there, a question')
    await says('customer', 'My Hub 5 died. I feel let down. I would rather not stay with you.')
    expect((await viewer.sees('sentiment-read')).sentiment).toMatchObject({
      mood: 'negative',
      reason: 'Feels let down',
      sentence: 'i feel let down',
    })
    expect((await viewer.sees('next-action-set')).nextAction).toMatchObject({ playbookId: 'leaving' })
    const { facts } = await viewer.sees('facts-found')
    expect(facts.map(({ value }) => value)).toEqual(['Hub 5'])
  })

  it('words that nobody said move nothing', async () => {
    script({
      reading: asked => ({
        mood: 'negative',
        reason: 'Furious',
        moodQuote: { seq: seqOf(asked, 'line'), sentence: 'I hate you' },
        playbookId: 'made-up',
        playbookQuote: { seq: seqOf(asked, 'line'), sentence: 'My line is dead' },
        facts: [{ kind: 'product', label: 'Product', value: 'line', seq: seqOf(asked, 'line') }],
      }),
    })
    const { viewer, says } = await served('Hello there, a question')
    await says('customer', 'My line is dead')
    await viewer.sees('facts-found')
    expect(viewer.events.items.some(({ type }) => type === 'sentiment-read')).toBe(false)
    expect(viewer.events.items.some(({ type }) => type === 'next-action-set')).toBe(false)
  })

  it('the wrap-up is there at once, and again with the code and fields that the model found', async () => {
    script({
      wrapUp: asked => ({
        code: 'c2',
        quote: { seq: seqOf(asked, 'new flat'), sentence: 'We go to a new flat in May' },
        fields: [
          { id: 'account', value: 'AC-4471' },
          { id: 'mood', value: 'good' },
          { id: 'unknown', value: 'x' },
        ],
      }),
    })
    const { viewer, says, id } = await served('We go to a new flat in May, account AC-4471.')
    await says('agent', 'I have noted it.')
    bridge.simulator.end(id)
    const first = await viewer.sees('wrap-up-made', ({ by }) => by === 'knowledge')
    expect(first.wrapUp.code).toBeUndefined()
    const second = await viewer.sees('wrap-up-made', ({ by }) => by === 'model')
    expect(second.wrapUp).toMatchObject({ code: 'c2', fields: { account: 'AC-4471', mood: 'good' } })
    expect(second.because).toMatchObject({ sentence: 'We go to a new flat in May' })
  })

  it.each([
    ['broken', TROUBLES.broken],
    ['malformed', '{"topic": 1}'],
    ['silent', STALL],
  ])('a model that is %s keeps nobody waiting for summary and wrap-up', async (_how, reply) => {
    script({ summary: () => reply, reading: () => reply, wrapUp: () => reply })
    const { viewer, says, id } = await served('My line is dead and nobody comes.')
    await says('agent', 'I have booked a visit for Monday.')
    bridge.simulator.end(id)
    const final = await viewer.sees('summary-made', ({ purpose }) => purpose === 'final')
    expect(final).toMatchObject({
      by: 'knowledge',
      summary: { promised: [{ text: 'I have booked a visit for Monday.' }] },
    })
    expect((await viewer.sees('wrap-up-made')).wrapUp.summary).toContain('visit for Monday')
  })
})
