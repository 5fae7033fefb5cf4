import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

describe('faults of the API', () => {
  const fixture = useFixture()
  const messages = (id: string) => fixture.simulator.conversation(id).messages.map(({ text }) => text)
  const post = (id: string, text: string, signal?: AbortSignal) =>
    fetch(`${fixture.simulator.url}/chat-gateway/v1/conversations/${id}/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'eght_simulator', 'content-type': 'application/json' },
      body: JSON.stringify({ authorType: 'user', text }),
      signal,
    })
  const ofMessages = { method: 'POST', path: '/conversations/:id/messages' } as const

  it.each([401, 403, 404, 429, 500, 502, 503] as const)(
    'answers %i before anything is done, once',
    async status => {
      const id = await fixture.createConversation()
      fixture.simulator.addApiFault({ kind: 'status', status, ...ofMessages })
      expect((await post(id, 'refused')).status).toBe(status)
      expect((await post(id, 'accepted')).status).toBe(202)
      expect(messages(id)).toEqual(['accepted'])
    },
  )

  it('says when to come back, in seconds or as a date', async () => {
    const id = await fixture.createConversation()
    const limited = { kind: 'status', status: 429, retryAfterSeconds: 7, ...ofMessages } as const
    fixture.simulator.addApiFault(limited)
    fixture.simulator.addApiFault({ ...limited, retryAfterForm: 'date' })
    expect((await post(id, 'x')).headers.get('retry-after')).toBe('7')
    const date = Date.parse((await post(id, 'x')).headers.get('retry-after') ?? '')
    expect(date - Date.now()).toBeGreaterThan(4000)
  })

  it('answers as the API gateway in front', async () => {
    const id = await fixture.createConversation()
    fixture.simulator.addApiFault({ kind: 'apigee', status: 500, ...ofMessages })
    expect(await (await post(id, 'x')).json()).toMatchObject({ fault: { faultstring: expect.any(String) } })
  })

  it('strikes only the calls it is meant for', async () => {
    fixture.simulator.addApiFault({ kind: 'status', status: 500, ...ofMessages })
    const id = await fixture.createConversation()
    expect((await fixture.call('GET', `/conversations/${id}/messages`)).status).toBe(200)
    expect((await post(id, 'x')).status).toBe(500)
  })

  it.each([
    ['resetBefore', []],
    ['lost', ['Hello']],
  ] as const)('%s breaks the connection', async (kind, kept) => {
    const id = await fixture.createConversation()
    fixture.simulator.addApiFault({ kind, ...ofMessages })
    await expect(post(id, 'Hello')).rejects.toThrow('fetch failed')
    expect(messages(id)).toEqual(kept)
  })

  it.each([
    ['timeoutBefore', []],
    ['timeoutAfter', ['Hello']],
  ] as const)('%s never answers', async (kind, kept) => {
    const id = await fixture.createConversation()
    fixture.simulator.addApiFault({ kind, ...ofMessages })
    await expect(post(id, 'Hello', AbortSignal.timeout(50))).rejects.toThrow('timeout')
    expect(messages(id)).toEqual(kept)
  })

  it('slow does the work at once and answers later', async () => {
    const id = await fixture.createConversation()
    fixture.simulator.addApiFault({ kind: 'slow', delayMs: 100, ...ofMessages })
    const startedAt = performance.now()
    const answer = post(id, 'Hello')
    await fixture.simulator.waitForMessage(id, 'Hello')
    expect((await answer).status).toBe(202)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(95)
  })

  it('loses the answer of a creation whose conversation exists', async () => {
    fixture.simulator.addApiFault({ kind: 'lost', method: 'POST', path: '/conversations' })
    await expect(fixture.createConversation()).rejects.toThrow('fetch failed')
    expect(fixture.simulator.conversations()).toHaveLength(1)
    expect(fixture.simulator.eventLog()).toContainEqual(
      expect.objectContaining({ direction: 'inbound', recordType: 'POST conversations', faults: ['lost'] }),
    )
  })
})
