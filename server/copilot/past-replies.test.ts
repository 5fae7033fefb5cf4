import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asksForShape, StandIn } from '../../e2e/language-model/stand-in.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { PastReplyIndex } from './past-reply-index.ts'

const saidAt = Date.UTC(2026, 10, 20)
const past = (seq: number, asked: string, reply: string) => ({ sessionId: 's', seq, asked, reply, saidAt })

describe('an index of past replies', () => {
  const index = new PastReplyIndex([
    past(1, 'My parcel has not arrived', 'Let me look where your parcel is.'),
    past(2, 'The parcel arrived broken', 'I am sorry, we will send a new one.'),
    past(3, 'How do I change my password?', 'Use the link under the sign-in form.'),
    past(4, 'change password please', 'Use the link under the sign-in form.'),
    past(5, 'パスワードを変更したい', 'サインイン画面のリンクからどうぞ。'),
  ])

  it('finds what was answered to the like, the likest first, each text once', () => {
    expect(index.find('my parcel did not arrive yet', 3).map(({ seq }) => seq)).toEqual([1, 2])
    const [first, ...others] = index.find('I want to change the password', 3).map(({ reply }) => reply)
    expect(first).toBe('Use the link under the sign-in form.')
    expect(others).not.toContain(first)
    expect(index.find('パスワードを変更したい', 1)[0]).toMatchObject({
      seq: 5,
      similarity: expect.closeTo(1),
    })
  })

  it('finds nothing where nothing is alike', () => {
    expect(index.find('Do you sell bicycles?', 3)).toEqual([])
    expect(new PastReplyIndex([]).find('anything at all', 3)).toEqual([])
  })
})

describe('what agents answered', () => {
  let standIn: StandIn
  let bridge: Bridge
  const start = (suggestions: object, languageModel?: { baseUrl: string; name: string }) =>
    Bridge.start({
      settings: { copilot: { suggestions }, handover: { repeatMessage: '' } },
      config: { languageModel },
    })
  beforeAll(async () => {
    standIn = await StandIn.start(() => '@nothing')
    standIn.setAside(asksForShape)
    bridge = await start({ pastReplies: true })
  })
  afterAll(async () => {
    await bridge.close()
    await standIn.close()
  })

  async function answered(on: Bridge, question: string, reply: string) {
    const { customer, conversationId } = await on.servedCustomer()
    const viewer = await on.watch(customer)
    customer.say(question)
    await viewer.sees('message', ({ text }) => text === question)
    on.simulator.say(conversationId, reply)
    await viewer.sees('message', ({ text }) => text === reply)
    on.simulator.end(conversationId)
    await viewer.sees('handover-ended')
    await on.service.context.pastReplies.drained()
  }
  async function suggestedFor(on: Bridge, question: string) {
    const { customer } = await on.servedCustomer()
    const viewer = await on.watch(customer)
    customer.say(question)
    const { seq } = await viewer.sees('message', ({ text }) => text === question)
    return viewer.sees('suggestions-made', event => event.for === seq)
  }

  it('is offered in a similar turn of another chat, without the first customer’s data and with what it states marked', async () => {
    await answered(
      bridge,
      'My parcel 77 from Monday has not arrived, I am at ann@example.com',
      'I have asked the courier for your parcel, you get €12 back at ann@example.com.',
    )
    const { suggestions } = await suggestedFor(
      bridge,
      '<p style="font-family: Arial; margin: 0 auto; text-align: left">my parcel from monday has still not arrived</p>',
    )
    expect(suggestions).toMatchObject([
      {
        by: 'past-replies',
        text: 'I have asked the courier for your parcel, you get €12 back at [email].',
        why: new Date().toISOString().slice(0, 10),
        claims: expect.arrayContaining([expect.objectContaining({ kind: 'money', evidence: [] })]),
      },
    ])
  })

  it('is shown to the language model as an example', async () => {
    await using other = await start({ pastReplies: true }, { baseUrl: standIn.url, name: 'm' })
    await answered(other, 'My parcel has not arrived', 'I have asked the courier to look for your parcel.')
    const { customer } = await other.servedCustomer()
    const viewer = await other.watch(customer)
    standIn.always(() => '@reply\nI will ask the courier about your parcel.')
    customer.say('my parcel has not arrived')
    await viewer.sees('suggestions-made', ({ by }) => by === 'model')
    expect(standIn.calls.at(-1)?.body.messages?.[1]?.content).toContain(
      '"pastReplies":[{"asked":"My parcel has not arrived","reply":"I have asked the courier to look for your parcel."}]',
    )
  })

  it('is not kept unless the endpoint says so', async () => {
    await using other = await start({})
    await answered(other, 'My parcel has not arrived', 'I have asked the courier to look for your parcel.')
    expect((await suggestedFor(other, 'my parcel has not arrived')).suggestions).toEqual([])
  })
})
