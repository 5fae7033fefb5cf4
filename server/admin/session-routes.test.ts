import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { TraceEntry } from '../protocol/sessions-api.ts'

interface Overview {
  sessionKey: string
  userId: string
  lastSeq: number
  handover: { handoverId: string; status: string; correlationId: string; conversationId: string } | null
}

describe('sessions over the API', () => {
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start({ settings: { handover: { queueTimeoutMinutes: 5 } } })
    owner = await becomeOwner(bridge.service)
  })
  afterAll(() => bridge.close())

  const find = async (query: Record<string, string>) =>
    (await owner.ask<{ items: Overview[] }>('GET', `/sessions?${new URLSearchParams(query)}`)).items

  it('are found by user, by 8x8’s conversation and by the reference that the agent reads out', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const key = bridge.keyOf(customer)
    const [byUser] = await find({ userId: customer.userId })
    expect(byUser).toMatchObject({ sessionKey: key, handover: { status: 'active', conversationId } })
    const { correlationId = '' } = byUser?.handover ?? {}
    const queries: Record<string, string>[] = [
      { conversationId },
      { correlationId },
      { sessionId: customer.sessionId },
    ]
    for (const query of queries) expect((await find(query)).map(one => one.sessionKey)).toEqual([key])
    for (const unknown of ['NOTTHERE', '%', '________'])
      expect(await find({ correlationId: unknown })).toEqual([])
    expect(await owner.ask('GET', `/sessions/${key}`)).toMatchObject({
      sessionKey: key,
      endpointId: 'northline',
    })
  })

  it('are listed page by page', async () => {
    const all = (await find({ limit: '200' })).map(({ sessionKey }) => sessionKey)
    for (let count = 0; count < 3; count += 1) await bridge.servedCustomer()
    const keys: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      type Page = { items: Overview[]; next: string | null }
      const page: Page = await owner.ask<Page>('GET', `/sessions?limit=2${cursor && `&cursor=${cursor}`}`)
      keys.push(...page.items.map(({ sessionKey }) => sessionKey))
      cursor = page.next
    }
    expect(new Set(keys).size).toBe(all.length + 3)
    expect(keys.slice(3)).toEqual(all)
  })

  it('are read as events from the beginning and as a transcript from the end, and every reading is audited', async () => {
    const { customer } = await bridge.servedCustomer()
    const key = bridge.keyOf(customer)
    const events = await owner.ask<{ items: { seq: number; event: { type: string } }[]; next: string }>(
      'GET',
      `/sessions/${key}/events?limit=2`,
    )
    expect(events.items.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'session-started'],
      [2, 'message'],
    ])
    const rest = await owner.ask<{ items: { seq: number }[] }>(
      'GET',
      `/sessions/${key}/events?cursor=${events.next}`,
    )
    expect(rest.items[0]?.seq).toBe(3)
    const newest = await owner.ask<{ items: { text: string }[]; next: string }>(
      'GET',
      `/sessions/${key}/transcript?limit=1`,
    )
    expect(newest.items[0]?.text).toContain('You are now connected')
    const older = await owner.ask<{ items: { text: string }[] }>(
      'GET',
      `/sessions/${key}/transcript?cursor=${newest.next}`,
    )
    expect(older.items.at(-1)?.text).toBe('I want to talk to a person')
    const audit = await owner.ask<{ items: { target: object }[] }>('GET', '/audit?act=readTranscript')
    expect(audit.items[0]?.target).toEqual({ sessionKey: key })
  })

  it('take a message as the customer’s and one as the virtual agent’s, each once', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const path = `/sessions/${bridge.keyOf(customer)}`
    const notified = await owner.ask<{ seq: number }>('POST', `${path}/notify`, {
      text: 'Your parcel left',
      messageId: 'n1',
    })
    expect(notified.seq).toBeGreaterThan(0)
    await customer.reads('Your parcel left')
    expect(await owner.ask('POST', `${path}/notify`, { text: 'Your parcel left', messageId: 'n1' })).toEqual({
      seq: null,
    })
    expect((await owner.call('POST', `${path}/notify`, { text: 'Another', messageId: 'n1' })).status).toBe(
      409,
    )
    await owner.ask('POST', `${path}/inject`, { text: 'talk to a person', messageId: 'i1' })
    await customer.reads('I am connecting you')
    expect((await owner.call('POST', `${path}/notify`, {})).status).toBe(400)
  })

  it('keep what is known of the customer', async () => {
    const { customer } = await bridge.waitingCustomer()
    const path = `/sessions/${bridge.keyOf(customer)}/profile`
    await owner.ask('PUT', path, { name: 'Maeve', properties: { tier: 'gold' } })
    expect(await owner.ask('PUT', path, { phone: '+353' })).toMatchObject({
      profile: { name: 'Maeve', phone: '+353', properties: { tier: 'gold' } },
    })
  })

  it('are handed over and taken back', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const path = `/sessions/${bridge.keyOf(customer)}/handover`
    expect(await owner.ask('POST', path)).toEqual({ outcome: 'requested' })
    expect(await owner.ask('POST', path)).toEqual({ outcome: 'already-on' })
    await owner.ask('POST', `${path}/close`, { reason: 'Done by phone' })
    await customer.reads('has ended')
    expect((await owner.call('POST', `${path}/close`, {})).status).toBe(409)
  })

  it('are traced with every event, delivery, call and webhook, retries and 8x8’s ids, and without texts', async () => {
    bridge.simulator.addApiFault({ kind: 'status', status: 503, method: 'POST', path: '/conversations' })
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.say(conversationId, 'A secret word')
    await customer.reads('A secret word')
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    const key = bridge.keyOf(customer)
    const trace = await owner.ask<{ entries: TraceEntry[]; handover: { handoverId: string } }>(
      'GET',
      `/sessions/${key}/trace`,
    )
    expect(JSON.stringify(trace)).not.toContain('A secret word')
    const calls = trace.entries.filter(({ kind }) => kind === 'call')
    expect(calls.slice(0, 2)).toMatchObject([
      { name: 'POST /conversations', outcome: '503' },
      { name: 'POST /conversations', outcome: '200' },
    ])
    expect(trace.entries.filter(({ kind }) => kind === 'attempt')).toMatchObject([
      { name: 'to contact-centre', outcome: '503', attempt: 1, detail: expect.stringContaining('503') },
      { name: 'to contact-centre', outcome: 'done', attempt: 2, milliseconds: expect.any(Number) },
    ])
    const names = (wanted: TraceEntry['kind']) =>
      trace.entries.filter(({ kind }) => kind === wanted).map(({ name }) => name)
    expect(names('event')).toEqual(expect.arrayContaining(['handover-requested', 'handover-ended']))
    expect(names('webhook')).toEqual(expect.arrayContaining(['queued', 'member-changed', 'message']))
    expect(names('delivery')).toEqual(expect.arrayContaining(['to contact-centre']))
    expect(trace.entries.find(({ kind }) => kind === 'webhook')).toMatchObject({ outcome: '200', attempt: 1 })

    const one = await owner.ask<{ entries: TraceEntry[] }>(
      'GET',
      `/sessions/${key}/trace?handoverId=${trace.handover.handoverId}`,
    )
    expect(one.entries[0]).toMatchObject({ name: 'handover-requested' })
    const csv = await owner.call<string>('GET', `/sessions/${key}/trace.csv`)
    expect(csv.headers.get('content-disposition')).toContain(`trace-${key}.csv`)
    expect(csv.body.split('\r\n')[0]).toBe('at,kind,name,outcome,seq,attempt,milliseconds,eventId,detail')
  })

  it('of another endpoint are as if they were not there', async () => {
    await owner.ask('POST', '/endpoints', { id: 'other', name: 'Other' })
    const { customer } = await bridge.waitingCustomer()
    const key = bridge.keyOf(customer)
    const program = await owner.program(['sessions:read', 'sessions:write'], ['other'])
    expect((await program.ask<{ items: [] }>('GET', `/sessions?userId=${customer.userId}`)).items).toEqual([])
    const missing = await program.call('GET', `/sessions/${'x'.repeat(22)}`)
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/events', undefined],
      ['GET', '/transcript', undefined],
      ['GET', '/trace', undefined],
      ['POST', '/inject', { text: 'x' }],
      ['POST', '/notify', { text: 'x' }],
      ['PUT', '/profile', { name: 'x' }],
      ['POST', '/handover', undefined],
      ['POST', '/handover/close', {}],
    ] as const) {
      const refused = await program.call(method, `/sessions/${key}${path}`, body)
      expect([path, refused.status, refused.body]).toEqual([path, 404, missing.body])
    }
  })
})

describe('a conversation of a platform that runs its own handover', () => {
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
    owner = await becomeOwner(bridge.service)
  })
  afterAll(() => bridge.close())

  const post = (program: ApiClient, body: object) =>
    program.call<{ sessionKey: string; lastSeq: number; copilotLink: string }>(
      'POST',
      '/endpoints/northline/ingest',
      { userId: 'u', sessionId: 's', ...body },
    )
  const message = (messageId: string, from: string, text: string) => ({
    kind: 'message',
    messageId,
    from,
    text,
  })

  it('has a copilot that helps, and counts a repeated message once', async () => {
    const program = await owner.program(['ingest:write'], ['northline'])
    const items = [
      message('1', 'customer', 'My broadband is down'),
      message('2', 'virtual-agent', 'Let me find somebody for you.'),
      { kind: 'handover', status: 'active', agentId: 'ann' },
    ]
    const first = await post(program, { profile: { name: 'Maeve' }, items })
    expect(first.status).toBe(202)
    const link = new URL(first.body.copilotLink).searchParams
    const viewer = bridge.viewer({
      userId: link.get('userId') ?? '',
      sessionId: link.get('sessionId') ?? '',
      URLToken: link.get('URLToken') ?? '',
    })
    await viewer.join()
    await post(program, { profile: { name: 'Maeve' }, items })
    const said = await owner.ask<{ items: [] }>('GET', `/sessions/${first.body.sessionKey}/transcript`)
    expect(said.items).toHaveLength(2)
    await post(program, { items: [message('3', 'customer', 'How do I return my router?')] })
    await viewer.sees('suggestions-made')
    const other = await post(program, { items: [message('3', 'customer', 'Something else')] })
    expect(other.status).toBe(409)
    await post(program, { items: [{ kind: 'handover', status: 'completed', reason: 'Resolved' }] })
    const overview = await owner.ask('GET', `/sessions/${first.body.sessionKey}`)
    expect(overview).toMatchObject({
      channel: 'ingest',
      profile: { name: 'Maeve' },
      handover: { status: 'completed' },
    })
  })

  it('stays apart from our own chats and from other customers', async () => {
    const { customer } = await bridge.waitingCustomer()
    const { userId, sessionId } = customer
    const own = await post(owner, { userId, sessionId, items: [message('x', 'customer', 'Hi')] })
    expect(own.status).toBe(409)
    await post(owner, { userId: 'one', sessionId: 'shared', items: [message('x', 'customer', 'Hi')] })
    const stolen = await post(owner, {
      userId: 'two',
      sessionId: 'shared',
      items: [message('y', 'customer', 'Hi')],
    })
    expect(stolen.status).toBe(409)
    const started = await owner.call(
      'POST',
      `/sessions/${own.body.sessionKey ?? bridge.keyOf(customer)}/handover`,
    )
    expect(started.status).toBe(202)
  })
})
