import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'
import { Receiver } from '../testing/receiver.ts'

describe('typing, thinking and read receipts', () => {
  const fixture = useFixture()
  const post = (id: string, path: string, body?: unknown) =>
    fixture.call('POST', `/conversations/${id}/${path}`, body)

  it('are accepted and visible to the agent', async () => {
    const id = await fixture.createConversation()
    expect((await post(id, 'typing', { authorType: 'user' })).status).toBe(204)
    expect((await post(id, 'thinking')).status).toBe(204)
    expect((await post(id, 'read-receipt', { authorType: 'user', readAt: 1770200431963 })).status).toBe(204)
    const { typing, thinkingUntil, readAt } = fixture.simulator.conversation(id)
    expect([typing.user, thinkingUntil, readAt]).toEqual([true, expect.any(Number), { user: 1770200431963 }])
  })

  it('tell the receipt back only when set', async () => {
    fixture.simulator.configure({ readReceiptEvents: true })
    const id = await fixture.createConversation()
    await post(id, 'read-receipt', { authorType: 'user', readAt: 5 })
    const [told] = await fixture.receiver.untilType('ACTIVITY')
    expect(told?.event.data).toEqual({
      name: 'read-receipts',
      value: [{ timestamp: 5, users: [{ id: 'user', type: 'user' }] }],
    })
  })

  it.each([
    ['typing', { authorType: 'agent' }],
    ['thinking', { maxThinkingTimeSeconds: 601 }],
    ['read-receipt', { authorType: 'user' }],
    ['post-agent-assignment', { type: 'webhook', id: 'nobody' }],
  ])('refuse a wrong %s', async (path, body) => {
    const id = await fixture.createConversation()
    const answer = await post(id, path, body)
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ code: 'invalid_parameter' }] }])
    const nowhere = await post('nobody', path, body)
    expect([nowhere.status, nowhere.body]).toMatchObject([404, { errors: [{ code: 'resource_not_found' }] }])
  })
})

describe('a post-agent assignment', () => {
  const fixture = useFixture()

  it('hands the conversation to the second webhook when the agent leaves', async () => {
    const survey = await Receiver.start()
    const { webhook } = fixture.simulator.seed({ webhookUrl: survey.url, channelId: 'survey' })
    const id = await fixture.conversationWithAgent()
    const wanted = {
      type: 'webhook',
      id: webhook.id,
      configuration: {
        notifyChannelWebhookIfExists: 'false',
        maxTotalMinutes: 300,
        userTimeoutInMinutes: 150,
      },
    }
    expect((await fixture.call('POST', `/conversations/${id}/post-agent-assignment`, wanted)).status).toBe(
      201,
    )
    fixture.simulator.end(id)
    const [update] = await survey.untilType('CONVERSATION_UPDATE')
    expect(update?.event.data).toMatchObject({
      state: 'active',
      assignment: { type: 'webhook', id: webhook.id },
    })
    await fixture.call('POST', `/conversations/${id}/messages`, { authorType: 'user', text: '5 stars' })
    await survey.untilType('MESSAGE')
    expect(fixture.receiver.ofType('MESSAGE')).toEqual([])
    await survey.close()
  })
})
