import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

interface MessageList {
  _embedded: { messages: { id: string; text: string; author: { type: string }; cards: { id: string }[] }[] }
  page: { totalElements: number }
}

describe('messages', () => {
  const fixture = useFixture()
  const post = (id: string, message: unknown) =>
    fixture.call('POST', `/conversations/${id}/messages`, message)

  it('are accepted without a body and listed newest first', async () => {
    const id = await fixture.createConversation()
    for (const text of ['one', 'two', 'three']) {
      const { status, body } = await post(id, { authorType: 'user', text })
      expect([status, body]).toEqual([202, undefined])
    }
    const texts = async (query: string) => {
      const { body } = await fixture.call<MessageList>('GET', `/conversations/${id}/messages?${query}`)
      return body._embedded.messages.map(({ text }) => text)
    }
    expect(await texts('')).toEqual(['three', 'two', 'one'])
    expect(await texts('sort=createdAt:asc&size=2')).toEqual(['one', 'two'])
    expect(await texts('size=2&page=1')).toEqual(['one'])
  })

  it('come back as an echo unless set otherwise', async () => {
    const id = await fixture.createConversation()
    await post(id, { authorType: 'bot', text: 'I am the assistant.' })
    const [echo] = await fixture.receiver.untilType('MESSAGE')
    expect(echo?.event.data).toEqual({
      isEcho: true,
      sender: { id: 'bot', type: 'bot' },
      text: 'I am the assistant.',
      attachments: [],
      cards: [],
    })
    fixture.simulator.configure({ echo: 'user' })
    await post(id, { authorType: 'bot', text: 'Not told.' })
    await post(id, { authorType: 'user', text: 'Told.' })
    const [, second] = await fixture.receiver.untilType('MESSAGE', 2)
    expect(second?.event.data).toMatchObject({ isEcho: true, text: 'Told.' })
  })

  it.each([
    ['no author', { text: 'x' }],
    ['an agent as author', { authorType: 'agent', text: 'x' }],
    ['nothing said', { authorType: 'user' }],
    [
      'a text beside an external message',
      { authorType: 'user', text: 'x', externalProvider: { name: 'X', externalMessageId: '1' } },
    ],
    ['an attachment that was not uploaded', { authorType: 'user', attachments: [{ id: 'nobody' }] }],
    ['an unknown kind of card', { authorType: 'bot', cards: [{ contentType: 'text/html', content: {} }] }],
    ['a text beyond the limit', { authorType: 'user', text: 'x'.repeat(10_001) }],
  ])('are refused with %s', async (_what, message) => {
    const id = await fixture.createConversation()
    const { status, body } = await post(id, message)
    expect([status, body]).toMatchObject([
      400,
      { errors: { code: expect.any(String) }, referenceId: expect.any(String) },
    ])
  })

  it('may be an external message', async () => {
    const id = await fixture.createConversation()
    const externalProvider = { name: 'X', externalMessageId: '1234567890123456789' }
    expect((await post(id, { authorType: 'user', externalProvider })).status).toBe(202)
    const { body } = await fixture.call<MessageList>('GET', `/conversations/${id}/messages`)
    expect(body._embedded.messages[0]).toMatchObject({ externalProvider })
  })

  it('wait for the conversation to become active only when set', async () => {
    fixture.simulator.configure({ activationDelayMs: 60_000, messageBeforeActive: 'reject' })
    const id = await fixture.createConversation()
    expect((await post(id, { authorType: 'user', text: 'too early' })).status).toBe(400)
    fixture.simulator.configure({ messageBeforeActive: 'accept' })
    expect((await post(id, { authorType: 'user', text: 'early' })).status).toBe(202)
  })

  it('open an idle conversation again', async () => {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.end(id)
    await fixture.simulator.waitForConversation({ state: 'idle' })
    expect((await post(id, { authorType: 'user', text: 'One more thing' })).status).toBe(202)
    const conversation = await fixture.simulator.waitForConversation({ waiting: true })
    expect(conversation.interactions).toHaveLength(2)
    expect(conversation.messages.map(({ text }) => text)).toEqual(['One more thing'])
  })

  it('include the history only when set', async () => {
    const history = { messages: [{ authorType: 'user', text: 'before' }] }
    const without = await fixture.createConversation({ history })
    fixture.simulator.configure({ historyInMessages: true })
    const withHistory = await fixture.createConversation({ history })
    const count = async (id: string) =>
      (await fixture.call<MessageList>('GET', `/conversations/${id}/messages`)).body.page.totalElements
    expect([await count(without), await count(withHistory)]).toEqual([0, 1])
  })

  it('carry cards whose actions are told', async () => {
    const id = await fixture.createConversation()
    const card = {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.3' },
    }
    await post(id, { authorType: 'bot', cards: [card] })
    const { body } = await fixture.call<MessageList>('GET', `/conversations/${id}/messages`)
    const [message] = body._embedded.messages
    const cardId = message?.cards[0]?.id ?? ''
    const submitted = await fetch(
      `${fixture.simulator.url}/api/v1/tenant/northline01/conversations/${id}/cards/${cardId}/action-submit`,
      {
        method: 'PUT',
        headers: { 'x-api-key': 'eght_simulator', 'content-type': 'application/json' },
        body: JSON.stringify({ name: '8x8' }),
      },
    )
    expect(submitted.status).toBe(204)
    const [told] = await fixture.receiver.untilType('ACTIVITY')
    expect(told?.event.data).toEqual({
      name: 'adaptiveCard/action',
      value: { type: 'Action.Submit', data: { cardId, name: '8x8' } },
    })
    const cards = await fixture.call<{ _embedded: { cards: object[] } }>(
      'GET',
      `/conversations/${id}/messages/${message?.id}/cards`,
    )
    expect(cards.body._embedded.cards).toMatchObject([
      { id: cardId, actionSubmitted: true, actionExecuted: false },
    ])
  })
})
