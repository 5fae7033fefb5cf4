import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

const properties = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `key ${index}`, value: String(index) }))
const history = (count: number) => ({
  messages: Array.from({ length: count }, () => ({ authorType: 'bot', text: 'Hello' })),
})

describe('conversations', () => {
  const fixture = useFixture()
  const create = (parts: object) =>
    fixture.call('POST', '/conversations', { channelId: fixture.channelId, user: {}, ...parts })

  it('are accepted at their limits', async () => {
    const user = { name: 'Maeve', additionalProperties: properties(30) }
    const { status, body } = await create({
      user,
      history: history(200),
      assignment: { type: 'queue', id: '102' },
    })
    expect([status, body]).toEqual([
      202,
      { conversationId: expect.any(String), createdAt: expect.any(String) },
    ])
  })

  it.each([
    ['more than 30 additional properties', { user: { additionalProperties: properties(31) } }],
    ['more than 200 messages of history', { history: history(201) }],
    ['an unknown channel', { channelId: 'nobody' }],
    ['no user', { user: undefined }],
    ['an unknown queue', { assignment: { type: 'queue', id: '999' } }],
    ['an unknown kind of assignment', { assignment: { type: 'agent', id: '1' } }],
    ['a property without value', { user: { additionalProperties: [{ key: 'x' }] } }],
  ])('are refused with %s', async (_what, parts) => {
    expect((await create(parts)).status).toBe(400)
  })

  it('shows state, channel, assignment and user', async () => {
    const id = await fixture.createConversation({ user: { name: 'Maeve', caseId: '42', plan: 'Fibre 500' } })
    await fixture.simulator.waitForConversation({ state: 'active' })
    const { body } = await fixture.call('GET', `/conversations/${id}`)
    expect(body).toEqual({
      id,
      state: 'active',
      channelId: fixture.channelId,
      assignment: { type: 'queue', id: '101' },
      user: { name: 'Maeve', caseId: '42', plan: 'Fibre 500' },
    })
  })

  it('tells of a changed user', async () => {
    const id = await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED')
    const patch = { user: { company: 'Northline' } }
    expect((await fixture.call('PATCH', `/conversations/${id}`, patch)).status).toBe(202)
    const update = await fixture.receiver.until(() =>
      fixture.receiver.events.find(({ data }) => (data?.['user'] as { company?: string })?.company),
    )
    expect(update.data).toMatchObject({
      state: 'active',
      user: { name: 'Maeve Brennan', company: 'Northline' },
    })
  })

  it('moves to another queue', async () => {
    const id = await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED')
    const put = {
      channelId: fixture.channelId,
      user: { name: 'Maeve' },
      assignment: { type: 'queue', id: '102' },
    }
    expect((await fixture.call('PUT', `/conversations/${id}`, put)).status).toBe(202)
    const [, again] = await fixture.receiver.untilType('QUEUED', 2)
    expect(again?.event.data).toEqual({ queueId: '102', queueName: 'Mobile' })
  })

  it('lists interactions and participants', async () => {
    const id = await fixture.conversationWithAgent()
    const interactions = await fixture.call<{ _embedded: { interactions: { id: string }[] } }>(
      'GET',
      `/conversations/${id}/interactions`,
    )
    expect(interactions.body._embedded.interactions).toHaveLength(1)
    expect(interactions.body._embedded.interactions[0]?.id).toMatch(
      /^int-[0-9a-f]+-\w{25}-chat-00-northline01$/,
    )
    const participants = await fixture.call<{ _embedded: { participants: object[] } }>(
      'GET',
      `/conversations/${id}/participants`,
    )
    expect(participants.body._embedded.participants).toContainEqual({
      id: 'agb7CaTIXvQPWmPKmTu1rJjw',
      type: 'agent',
      removed: false,
      language: 'en',
    })
  })

  it('ends when the user is removed, once', async () => {
    const id = await fixture.conversationWithAgent()
    const remove = () => fixture.call('PATCH', `/conversations/${id}/participants/user`, { removed: true })
    expect((await remove()).status).toBe(204)
    await fixture.simulator.waitForConversation({ state: 'idle' })
    expect((await remove()).status).toBe(404)
    const [interaction] = fixture.simulator.conversation(id).interactions
    expect(interaction?.endTime).toEqual(expect.any(String))
  })

  it('can announce the conversation before its creation is answered', async () => {
    fixture.simulator.configure({ createdEvent: 'beforeResponse' })
    await fixture.createConversation()
    expect(fixture.receiver.events[0]).toMatchObject({
      eventType: 'CONVERSATION_UPDATE',
      data: { state: 'created' },
    })
  })

  it('answers 404 for one that does not exist', async () => {
    const paths = ['', '/interactions', '/participants', '/messages', '/attachments']
    const answers = await Promise.all(paths.map(path => fixture.call('GET', `/conversations/nobody${path}`)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
  })
})
