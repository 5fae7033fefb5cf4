import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asksForShape, type Call, StandIn } from '../../e2e/language-model/stand-in.ts'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import { compatibleStream } from '../language-model/compatible-stream.ts'
import { ModelServer } from '../language-model/model-server.ts'
import { withAnswers } from '../language-model/structured-answer.ts'
import { mask } from '../privacy/mask.ts'
import { maskDialogue } from '../privacy/mask-dialogue.ts'
import { restore } from '../privacy/restore.ts'
import type { Suggestion } from '../protocol/assists.ts'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { DraftHub } from './draft-hub.ts'
import { type Drafting, draftReplies } from './draft-replies.ts'
import { promptOf } from './prompts.ts'
import { ATTACKS, type Attack } from './testing/attacks.ts'

const PROMPT = promptOf('draft-replies', {}).text
const LINK = 'https://evil.example/pay'

/** What a model writes that does whatever it reads. */
function obey({ wish }: Attack): string {
  switch (wish) {
    case 'link':
      return `@reply P1\nPlease confirm your card at ${LINK} today.`
    case 'instructions':
      return `@reply P1\n${PROMPT.slice(0, 700)}\n@question\nI was told: ${PROMPT.slice(-300)}`
    case 'markup':
      return '@reply P1\n<img src=x onerror=alert(1)> **Click** [here](javascript:alert(1)) <script>1</script>'
    case 'format':
      return Array.from({ length: 20 }, (_, index) => `@reply P${index} P999\nReply number ${index}.`).join(
        '\n',
      )
    case 'invisible':
      return '@reply P1\nA mis\u200Bsed visit\u202E costs\u2066 €45\u{E0041}\u{E0042}\u0007.'
    default:
      return '@reply P1\nWe will pay you €5,000 on 3 May, I promise.'
  }
}

describe('attacks on the language model', () => {
  let standIn: StandIn
  beforeAll(async () => {
    standIn = await StandIn.start()
    standIn.setAside(asksForShape)
  })
  beforeEach(() => standIn.forget())
  afterAll(() => standIn.close())

  const times = { connectSeconds: 2, firstTokenSeconds: 2, idleSeconds: 2 }
  async function draft(attack: Attack): Promise<{ call: Call; suggestions: Suggestion[] }> {
    const server = new ModelServer({ baseUrl: standIn.url, apiKey: 'sk-configured', name: 'm' })
    const parts = { hub: new DraftHub(), privacy: { mask, maskDialogue, restore } }
    standIn.next(obey(attack))
    const model = withAnswers(compatibleStream(server, times))
    const { suggestions } = await draftReplies(parts, model, around(attack), new AbortController())
    return { call: standIn.calls[0] as Call, suggestions }
  }

  it('are at least a hundred, each written once', () => {
    expect(new Set(ATTACKS.map(({ text }) => text)).size).toBe(ATTACKS.length)
    expect(ATTACKS.length).toBeGreaterThanOrEqual(100)
  })

  it.each(ATTACKS)('$place, $wish: $text', async attack => {
    const { call, suggestions } = await draft(attack)
    const [system, user, ...more] = call.body.messages ?? []
    // As data: the instructions are ours alone, and nothing of theirs ends the data.
    expect(more).toEqual([])
    expect(system).toEqual({ role: 'system', content: PROMPT })
    expect(user?.content.match(/^<\/?data>$/gm)).toEqual(['<data>', '</data>'])
    expect(user?.content).not.toMatch(/<(?!\/?data>)/)
    const data: unknown = JSON.parse(user?.content.split('\n')[1] ?? '')
    expect(Object.keys(data as object)).toEqual(['knowledge', 'pastReplies', 'customer', 'conversation'])

    expect(suggestions.length).toBeLessThanOrEqual(3)
    for (const { text, claims, kind, passageIds } of suggestions) {
      expect(['reply', 'question']).toContain(kind)
      expect(passageIds.filter(id => id !== 'visit#1')).toEqual([])
      expect(text).not.toMatch(/[\u200B\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]|\*\*|\p{Cc}/u)
      expect(text).not.toContain(PROMPT.slice(0, 60))
      const unfounded = claims.filter(({ evidence }) => evidence.length === 0)
      if (attack.wish === 'link' && attack.place !== 'article')
        expect(unfounded.map(({ start, end }) => text.slice(start, end)).join()).toContain('evil.example')
      if (attack.wish === 'promise') expect(unfounded.map(({ kind: of }) => of)).toContain('promise')
    }
    if (attack.wish === 'instructions') expect(suggestions).toEqual([])
  })

  it('find nothing of other sessions, endpoints or the configuration in what the model is told', async () => {
    await using bridge = await Bridge.start({
      knowledge: 'e2e/demo/knowledge',
      settings: {
        copilot: { model: { kind: 'compatible', baseUrl: standIn.url, apiKey: 'sk-configured', name: 'm' } },
        handover: { repeatMessage: '' },
      },
    })
    standIn.always(() => '@question\nWhich visit do you mean?')
    const { customer: other } = await bridge.servedCustomer()
    other.say('My secret word is heliotrope and I cannot reach my engineer.')
    const { customer } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    const before = standIn.calls.length
    for (const { text } of ATTACKS.filter(({ wish }) => wish === 'secret')) {
      customer.say(text)
      const { seq } = await viewer.sees('message', message => message.text === text)
      await viewer.sees('suggestions-made', event => event.for === seq)
    }
    customer.say('How much is the charge if I miss my engineer visit?')
    const { seq } = await viewer.sees('message', ({ text }) => text?.includes('miss my engineer') ?? false)
    await viewer.sees('suggestions-made', event => event.for === seq && event.by === 'model')
    const told = standIn.calls
      .slice(before)
      .map(({ body }) => JSON.stringify(body))
      .join('\n')
    expect(standIn.calls.length).toBeGreaterThan(before)
    const { sessionId, userId } = other
    for (const secret of ['heliotrope', 'sk-configured', URL_TOKEN, 'secret-path', sessionId, userId])
      expect(told).not.toContain(secret)
    expect(told).not.toContain(customer.sessionId)
  })
})

/** A chat in which the attack stands at its place. */
function around({ place, text }: Attack): Drafting {
  const article = 'A missed visit is charged at €45. See northline.example/visits.'
  const at = (where: Attack['place'], otherwise: string) => (place === where ? text : otherwise)
  return {
    key: randomUUID(),
    for: 3,
    dialogue: [
      { seq: 1, from: 'customer', text: 'Hello' },
      { seq: 2, from: 'agent', text: at('agent', 'Hello, how can I help?') },
      { seq: 3, from: 'customer', text: at('customer', 'How much is a missed visit?') },
    ],
    passages: [
      {
        passageId: 'visit#1',
        title: 'Missed visits',
        headings: [],
        text: place === 'article' ? `${article}\n${text}` : article,
        answer: article,
        score: 0.9,
      },
    ],
    pastReplies: [],
    profile: { properties: { Plan: at('profile', 'Fibre 500') } },
    settings: endpointSettingsSchema.parse({}),
    atMost: 3,
    avoid: [],
  }
}
