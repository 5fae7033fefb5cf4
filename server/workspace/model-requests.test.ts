import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asksForShape, StandIn, TROUBLES } from '../../e2e/language-model/stand-in.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { CopilotViewer, Customer } from '../../e2e/testing/people.ts'
import type { Answer } from '../protocol/assists.ts'

describe('what an agent asks of the language model', () => {
  let standIn: StandIn
  let bridge: Bridge
  let customer: Customer
  let viewer: CopilotViewer
  let other: CopilotViewer
  beforeAll(async () => {
    standIn = await StandIn.start()
    standIn.setAside(asksForShape)
    bridge = await Bridge.start({
      knowledge: 'e2e/demo/knowledge',
      config: { languageModel: { baseUrl: standIn.url, name: 'm' } },
    })
    customer = await bridge.answeredCustomer(
      'My name is Maeve, my mail is maeve@example.ie. My engineer did not come.',
    )
    viewer = await bridge.watch(customer)
    other = await bridge.watch(customer)
  })
  beforeEach(() => standIn.forget())
  afterAll(async () => {
    await bridge.close()
    await standIn.close()
  })

  it('is offered where there is a model', async () => {
    expect(await bridge.viewer(customer).join()).toMatchObject({ abilities: { model: true } })
  })

  it('is answered from the articles, streamed to this widget alone, with what comes next', async () => {
    standIn.next(
      '@answer P1\nA missed visit is charged at €45.\n@next How do I take the charge off?\n@next When is it charged?',
    )
    const answer = (await viewer.ask('ask', {
      requestId: 'ask-1',
      question: 'What does a missed engineer visit cost?',
    })) as Answer
    expect(answer).toMatchObject({
      text: 'A missed visit is charged at €45.',
      by: 'model',
      followUps: ['How do I take the charge off?', 'When is it charged?'],
      claims: expect.arrayContaining([
        expect.objectContaining({ kind: 'money', evidence: [{ passageId: answer.passages[0]?.passageId }] }),
      ]),
    })
    expect(answer.passages).toHaveLength(1)
    expect(viewer.draftText('ask-1')).toBe(answer.text)
    await viewer.drafts.until(({ name, draftId }) => name === 'draft-end' && draftId === 'ask-1', 'the end')
    expect(other.drafts.items).toEqual([])
  })

  it('marks what no article says in an answer', async () => {
    standIn.next('@answer P1\nA missed visit is charged at €60, see https://evil.example/pay.')
    const { claims } = (await viewer.ask('ask', {
      requestId: 'ask-2',
      question: 'What does a missed engineer visit cost?',
    })) as Answer
    const unfounded = claims.filter(({ evidence }) => evidence.length === 0)
    expect(unfounded.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['money', 'link']))
  })

  it('is answered by the articles themselves when the model fails', async () => {
    standIn.next(TROUBLES.wrongKey)
    const answer = (await viewer.ask('ask', {
      requestId: 'ask-3',
      question: 'What does a missed engineer visit cost?',
    })) as Answer
    expect(answer).toMatchObject({
      by: 'knowledge',
      modelTrouble: 'unavailable',
      text: expect.stringContaining('€45'),
      passages: [{ answer: answer.text }],
    })
  })

  it('rewrites without knowing whom it is about, and says which facts are new', async () => {
    standIn.next('Hello [name 1], we will write to [email 1] on 5 May.')
    const text = 'hi Maeve we write to maeve@example.ie soon'
    expect(await viewer.ask('rewrite', { requestId: 'rewrite-1', text, style: 'more-formal' })).toMatchObject(
      {
        text: 'Hello Maeve, we will write to maeve@example.ie on 5 May.',
        claims: [{ kind: 'date', evidence: [] }],
      },
    )
    expect(JSON.stringify(standIn.calls[0]?.body)).not.toMatch(/maeve/i)
    expect(viewer.draftText('rewrite-1')).toContain('maeve@example.ie')
  })

  it('translates', async () => {
    standIn.next('Ihr Techniker kommt am 3. Mai.')
    expect(
      await viewer.ask('translate', {
        requestId: 'translate-1',
        text: 'Your engineer comes on 3 May.',
        to: 'de',
      }),
    ).toEqual({ text: 'Ihr Techniker kommt am 3. Mai.' })
    expect(standIn.calls[0]?.body.messages?.[1]?.content).toContain('"to":"de"')
  })

  it('says what is wrong and that the text is safe when the model fails', async () => {
    standIn.next(TROUBLES.tooMany('60'))
    expect(
      await viewer.ask('rewrite', { requestId: 'rewrite-2', text: 'Hello', style: 'shorter' }),
    ).toMatchObject({ error: { code: 'not-ready', message: expect.stringContaining('unchanged') } })
  })

  it('stops when the agent says so, and when the agent leaves', async () => {
    const first = standIn.control().begin().write('Hello')
    const answer = viewer.ask('rewrite', { requestId: 'rewrite-3', text: 'Hi there', style: 'friendlier' })
    await viewer.drafts.until(
      ({ draftId, text }) => draftId === 'rewrite-3' && text === 'Hello',
      'the beginning',
    )
    await viewer.ask('cancel', { requestId: 'rewrite-3' })
    await first.hungUp
    expect(await answer).toMatchObject({ error: { message: 'Stopped.' } })

    const second = standIn.control().begin().write('Hello')
    const leaving = await bridge.watch(customer)
    leaving.ask('rewrite', { requestId: 'rewrite-4', text: 'Hi', style: 'friendlier' }).catch(() => undefined)
    await second.asked()
    leaving.leave()
    await second.hungUp
  })

  it('is written once for a request that comes twice', async () => {
    const stream = standIn.control()
    const ask = () => viewer.ask('translate', { requestId: 'twice', text: 'Hello', to: 'de' })
    const answers = [ask(), ask()]
    await stream.asked()
    stream.begin().write('Hallo').end()
    expect(await Promise.all(answers)).toEqual([{ text: 'Hallo' }, { text: 'Hallo' }])
    expect(standIn.calls).toHaveLength(1)
  })

  it('is refused where there is no model, except what articles can answer', async () => {
    await using plain = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
    const alone = await plain.answeredCustomer('Hello')
    const agent = plain.viewer(alone)
    expect(await agent.join()).toMatchObject({ abilities: { model: false } })
    expect(await agent.ask('rewrite', { requestId: 'r', text: 'Hi', style: 'shorter' })).toMatchObject({
      error: { code: 'not-ready' },
    })
    expect(
      await agent.ask('ask', { requestId: 'a', question: 'What does a missed engineer visit cost?' }),
    ).toMatchObject({ by: 'knowledge', text: expect.stringContaining('€45') })
  })
})
