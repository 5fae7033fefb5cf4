import { describe, expect, it } from 'vitest'
import { useFixture } from './testing/fixture.ts'

describe('an agent', () => {
  const fixture = useFixture({ echo: 'none' })
  const told = (from: number) =>
    fixture.receiver.events
      .slice(from)
      .map(({ eventType, data }) =>
        [eventType, data?.['change'] ?? data?.['queueName'] ?? data?.['state']].filter(Boolean).join(' '),
      )

  it('is announced by id and assignment', async () => {
    const id = await fixture.conversationWithAgent()
    const update = await fixture.receiver.until(() =>
      fixture.receiver.events.find(
        ({ data }) => (data?.['assignment'] as { type?: string } | undefined)?.type === 'agent',
      ),
    )
    expect(update).toMatchObject({
      conversationId: id,
      data: {
        state: 'active',
        assignment: { id: 'agb7CaTIXvQPWmPKmTu1rJjw', resourceId: '101' },
        channel: 'ChatAPI',
      },
    })
  })

  it('starts and stops typing, and stops by sending', async () => {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.setTyping(id, true)
    fixture.simulator.say(id, 'Hello')
    await fixture.receiver.untilType('MESSAGE')
    const typing = fixture.receiver.ofType('ACTIVITY').map(({ event }) => event.data)
    expect(typing).toEqual([
      { name: 'typing', value: { users: [{ id: 'agb7CaTIXvQPWmPKmTu1rJjw', type: 'agent' }] } },
      { name: 'typing', value: { users: [] } },
    ])
  })

  it('sends quick replies and cards', async () => {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.say(id, { text: 'Which day?', quickReplies: [{ title: 'Saturday', postback: 'sat' }] })
    const [message] = await fixture.receiver.untilType('MESSAGE')
    expect(message?.event.data).toEqual({
      isEcho: false,
      sender: { id: 'agb7CaTIXvQPWmPKmTu1rJjw', type: 'agent' },
      text: 'Which day?',
      attachments: [],
      cards: [
        {
          contentType: 'application/8x8.quick.replies',
          content: { options: [{ title: 'Saturday', data: { postback: 'sat' } }] },
        },
      ],
    })
  })

  it.each([
    [['left', 'transfer', 'update', 'queued']],
    [['transfer', 'left', 'queued', 'update']],
    [['left', 'queued', 'update', 'transfer']],
  ] as const)('transfers in the order %j', async order => {
    fixture.simulator.configure({ transferOrder: [...order], transferStepDelayMs: 2 })
    const id = await fixture.conversationWithAgent()
    await fixture.receiver.untilType('CONVERSATION_UPDATE', 3)
    const from = fixture.receiver.events.length
    fixture.simulator.transfer(id, '102')
    await fixture.receiver.until(() => fixture.receiver.events.length >= from + 4)
    const names = {
      left: 'MEMBERS_CHANGED left',
      transfer: 'TRANSFER',
      update: 'CONVERSATION_UPDATE active',
      queued: 'QUEUED Mobile',
    }
    expect(told(from)).toEqual(order.map(step => names[step]))
    expect(fixture.receiver.ofType('TRANSFER')[0]?.event).not.toHaveProperty('data')
    fixture.simulator.accept(id)
    await fixture.simulator.waitForConversation({ withAgent: true })
  })

  it('who loses the connection leaves without TRANSFER and the chat waits again', async () => {
    const id = await fixture.conversationWithAgent()
    await fixture.receiver.untilType('CONVERSATION_UPDATE', 3)
    const from = fixture.receiver.events.length
    fixture.simulator.disconnect(id)
    await fixture.receiver.untilType('QUEUED', 2)
    expect(told(from)).toEqual(['MEMBERS_CHANGED left', 'QUEUED Billing and faults'])
  })

  it('has at most the chats that are set', async () => {
    fixture.simulator.configure({ chatsPerAgent: 1 })
    await fixture.conversationWithAgent()
    const second = await fixture.createConversation()
    await fixture.simulator.waitForConversation({ waiting: true })
    expect(() => fixture.simulator.accept(second)).toThrow('1 chats at once')
  })

  it('cannot do what the chat does not allow', async () => {
    const id = await fixture.createConversation()
    expect(() => fixture.simulator.say(id, 'Hello')).toThrow('No agent has this chat.')
    expect(() => fixture.simulator.accept('nobody')).toThrow('There is no conversation')
    await fixture.simulator.waitForConversation({ waiting: true })
    fixture.simulator.accept(id)
    expect(() => fixture.simulator.accept(id)).toThrow('not waiting')
    expect(() => fixture.simulator.transfer(id, '999')).toThrow('no such queue')
  })

  it('sends events without their optional fields when set', async () => {
    fixture.simulator.configure({ sparseEvents: true })
    const id = await fixture.conversationWithAgent()
    fixture.simulator.say(id, 'Hello')
    const [message] = await fixture.receiver.untilType('MESSAGE')
    expect(Object.keys(message?.event.data ?? {})).toEqual(['sender', 'text'])
    const [update] = fixture.receiver.ofType('CONVERSATION_UPDATE')
    expect(Object.keys(update?.event.data ?? {})).toEqual(['state', 'assignment'])
  })

  it('may be joined by events nobody has heard of', async () => {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.emit(id, { eventType: 'SENTIMENT', data: { score: 1 } })
    fixture.simulator.emit(id, { eventType: 'ACTIVITY', data: { name: 'future/thing', value: 1 } })
    await fixture.receiver.untilType('SENTIMENT')
    await fixture.receiver.untilType('ACTIVITY')
  })

  it("hears a customer who writes on 8x8's own channel", async () => {
    const id = await fixture.conversationWithAgent()
    fixture.simulator.customerSays(id, 'Hello from the web chat')
    const [message] = await fixture.receiver.untilType('MESSAGE')
    expect(message?.event.data).toMatchObject({ isEcho: false, sender: { type: 'user' } })
  })
})

describe('a scripted agent', () => {
  const fixture = useFixture({
    echo: 'none',
    agentScript: {
      accept: 'automatic',
      acceptDelayMs: 5,
      greeting: 'Hello, Dana here.',
      reply: 'You said: {text}',
      replyDelayMs: 5,
      typing: true,
      endAfterReplies: 2,
    },
  })

  it('accepts, greets, types, replies and ends by itself', async () => {
    const id = await fixture.createConversation()
    await fixture.simulator.waitForMessage(id, 'Dana here')
    for (const text of ['$& one', 'two']) {
      await fixture.call('POST', `/conversations/${id}/messages`, { authorType: 'user', text })
      await fixture.simulator.waitForMessage(id, `You said: ${text}`)
    }
    await fixture.simulator.waitForConversation({ state: 'idle' })
    await fixture.receiver.untilType('ACTIVITY', 4)
  })
})
