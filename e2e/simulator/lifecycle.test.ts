import { describe, expect, it } from 'vitest'
import { useFixture } from './testing/fixture.ts'

describe('a conversation through the Chat Gateway', () => {
  const fixture = useFixture()

  it('goes from created to active, queued, an agent, messages both ways and idle', async () => {
    const { simulator, receiver } = fixture
    const id = await fixture.createConversation()
    await simulator.waitForConversation({ waiting: true })
    simulator.accept(id)
    const message = { authorType: 'user', text: 'My line is down.' }
    expect((await fixture.call('POST', `/conversations/${id}/messages`, message)).status).toBe(202)
    simulator.say(id, 'Let me look.')
    simulator.end(id)
    await receiver.until(() => receiver.events.some(event => event.data?.['state'] === 'idle'))

    const told = receiver.events.map(({ eventType, data }) => [
      eventType,
      data?.['state'] ?? data?.['change'],
    ])
    expect(told).toEqual([
      ['CONVERSATION_UPDATE', 'created'],
      ['CONVERSATION_UPDATE', 'active'],
      ['MEMBERS_CHANGED', 'joined'],
      ['QUEUED', undefined],
      ['MEMBERS_CHANGED', 'joined'],
      ['CONVERSATION_UPDATE', 'active'],
      ['MESSAGE', undefined],
      ['MESSAGE', undefined],
      ['MEMBERS_CHANGED', 'left'],
      ['CONVERSATION_UPDATE', 'idle'],
    ])
    const texts = simulator.conversation(id).messages.map(({ author, text }) => `${author.type}: ${text}`)
    expect(texts).toEqual(['user: My line is down.', 'agent: Let me look.'])
  })
})
