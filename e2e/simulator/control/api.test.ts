import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../event-log.ts'
import { useFixture } from '../testing/fixture.ts'
import type { ConversationView } from './views.ts'

describe('the control API', () => {
  const fixture = useFixture()

  async function control<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${fixture.simulator.url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Body }
  }

  it('plays an agent through a whole chat', async () => {
    const waiting = control<ConversationView>('POST', '/wait/conversation', { waiting: true })
    const id = await fixture.createConversation()
    expect((await waiting).body.id).toBe(id)
    const chat = `/conversations/${id}`
    expect((await control('POST', `${chat}/accept`)).status).toBe(204)
    expect((await control('POST', `${chat}/typing`, { typing: true })).status).toBe(204)
    const content = Buffer.from('the bill').toString('base64')
    const file = await control<{ id: string }>('POST', `${chat}/attachments`, {
      filename: 'bill.txt',
      content,
    })
    const delivered = control<LogEntry>('POST', '/wait/delivery', {
      eventType: 'MESSAGE',
      bodyContains: 'Your bill',
    })
    const said = { text: 'Your bill', attachments: [{ id: file.body.id }] }
    expect((await control('POST', `${chat}/messages`, said)).status).toBe(201)
    expect((await delivered).body.status).toBe(200)
    expect((await control('POST', `${chat}/transfer`, { queueId: '102' })).status).toBe(204)
    expect((await control('POST', `${chat}/accept`, { agentId: 'agb7CaTIXvQPWmPKmTu1rJjw' })).status).toBe(
      204,
    )
    expect((await control('POST', `${chat}/end`)).status).toBe(204)
    const { body } = await control<ConversationView>('GET', chat)
    expect([body.state, body.messages.map(({ text }) => text)]).toEqual(['idle', ['Your bill']])
  })

  it('says what is wrong', async () => {
    const refused = await control<{ detail: string }>('PATCH', '/settings', { deliveryRetries: -1 })
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('deliveryRetries')])
    expect((await control('PATCH', '/settings', { unheardOf: 1 })).status).toBe(400)
    expect((await control('POST', '/faults/events', { kind: 'unheardOf' })).status).toBe(400)
    expect((await control('POST', '/conversations/nobody/end')).status).toBe(404)
    const id = await fixture.createConversation()
    expect((await control('POST', `/conversations/${id}/end`)).status).toBe(409)
    expect(
      (await control('POST', '/wait/message', { conversationId: id, text: 'x', timeoutMs: 1 })).status,
    ).toBe(504)
  })

  it('changes some settings and keeps the others', async () => {
    fixture.simulator.configure({ deliveryRetries: 7 })
    const { body } = await control('PATCH', '/settings', { echo: 'none' })
    expect(body).toMatchObject({ echo: 'none', deliveryRetries: 7 })
    expect(fixture.simulator.settings.echo).toBe('none')
  })

  it('arms and clears faults, seeds and rotates', async () => {
    expect((await control('POST', '/faults/api', { kind: 'lost', path: '/conversations' })).status).toBe(201)
    expect(
      (await control('POST', '/faults/events', { kind: 'drop', probability: 0.5, seed: 3 })).status,
    ).toBe(201)
    const armed = await control('GET', '/faults')
    expect(armed.body).toMatchObject({
      events: [{ rule: { kind: 'drop' } }],
      api: [{ rule: { kind: 'lost', times: 1 } }],
    })
    expect((await control('DELETE', '/faults')).status).toBe(204)
    expect((await control('GET', '/faults')).body).toEqual({ events: [], api: [] })
    const seeded = await control('POST', '/seed', {
      webhookUrl: fixture.receiver.url,
      channelId: 'demo',
      webhookId: 'hook',
    })
    expect(seeded.body).toMatchObject({ channel: { id: 'demo', webHookId: 'hook' }, webhook: { id: 'hook' } })
    expect((await control('POST', '/keys/rotate')).body).toMatchObject({ kty: 'RSA' })
  })

  it('refuses pages of other sites', async () => {
    const refused = await control('POST', '/reset', undefined, { 'sec-fetch-site': 'cross-site' })
    expect(refused.status).toBe(403)
  })

  it('shows the event log newest first, of one conversation if wanted', async () => {
    const id = await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED')
    await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED', 2)
    await fixture.simulator.waitFor(
      () => fixture.simulator.eventLog().filter(e => e.recordType === 'QUEUED').length === 2,
    )
    const { body } = await control<{ entries: LogEntry[] }>('GET', `/event-log?conversationId=${id}`)
    const records = body.entries.map(
      ({ direction, recordType, status }) => `${direction} ${recordType} ${status}`,
    )
    expect(records).toEqual([
      'outbound QUEUED 200',
      'outbound MEMBERS_CHANGED 200',
      'outbound CONVERSATION_UPDATE 200',
      'outbound CONVERSATION_UPDATE 200',
      'inbound POST conversations 202',
    ])
    expect(body.entries[0]).toMatchObject({
      tenantId: 'northline01',
      transactionId: 10_001,
      channelId: fixture.channelId,
    })
    expect((await control('DELETE', '/event-log')).status).toBe(204)
    expect(fixture.simulator.eventLog()).toEqual([])
  })
})
