import { decodeJwt, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { PanelTrial } from '../protocol/sessions-api.ts'
import type { EndpointSetup } from '../protocol/settings/endpoint.ts'

const KEY = 'panel-key-of-northline-with-32-letters'
const NEXT_KEY = 'next-panel-key-of-northline-32-letters'
const SECRET = 'secret-of-the-contact-centre-32-letters'
const OTHER_TOKEN = 'e'.repeat(64)
const ORIGINS = ["'self'", 'https://*.8x8.com']

type Settings = NonNullable<EndpointSetup['settings']>
const copilot: Settings['copilot'] = {
  panel: { keys: [KEY, NEXT_KEY], interactionFields: ['interactionGUID', 'Interaction ID'] },
  signedLinks: { keys: [{ id: 'cc', algorithm: 'HS256', secret: SECRET }] },
  allowedOrigins: ['https://desk.example.com/'],
}

describe('a panel', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      settings: { copilot },
      simulator: { chatsPerAgent: 99 },
      config: { trustProxy: 1 },
    })
    const other = { copilot: { panel: { keys: [KEY] } } }
    await bridge.addEndpoint({ id: 'other', name: 'Other', URLToken: OTHER_TOKEN, settings: other })
  })
  afterAll(() => bridge.close())

  let address = 0
  const post = (path: string, body: object | URLSearchParams, from = `198.51.100.${address++}`) =>
    bridge.fetch(path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'x-forwarded-for': from,
        ...(body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }),
      },
      body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    })
  const open = async (asked: object, from?: string) => {
    const response = await post('/panel/sessions', { URLToken: URL_TOKEN, auth: KEY, ...asked }, from)
    return {
      status: response.status,
      body: (await response.json()) as { link?: Record<string, string> | null },
    }
  }
  const served = async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const [interaction] = bridge.simulator.conversation(conversationId).interactions
    return { customer, conversationId, interactionId: interaction?.id ?? '' }
  }
  const askedOf8x8 = (conversationId: string) =>
    bridge.simulator
      .eventLog({ conversationId })
      .filter(({ recordType }) => recordType.endsWith('interactions')).length

  it('opens the chat of the interaction that the agent has before them, under the agent’s name', async () => {
    const { customer, interactionId } = await served()
    const { status, body } = await open({ interactionId, agentName: 'Dana Whelan' })
    expect(status).toBe(200)
    const { userId, sessionId, URLToken, auth = '' } = body.link ?? {}
    expect({ userId, sessionId, URLToken }).toEqual({
      userId: customer.userId,
      sessionId: customer.sessionId,
      URLToken: URL_TOKEN,
    })
    expect(decodeJwt(auth)).toMatchObject({ name: 'Dana Whelan' })
    const viewer = bridge.viewer(customer)
    expect(await viewer.join({ auth })).toMatchObject({ lastSeq: expect.any(Number) })
  })

  it('is served by the next key, too, while keys change', async () => {
    const { interactionId } = await served()
    expect((await open({ interactionId, auth: NEXT_KEY })).body.link).toBeTruthy()
  })

  it.each<[string, object]>([
    ['a key of nobody', { auth: 'x'.repeat(38) }],
    ['the URLToken for a key', { auth: URL_TOKEN }],
    ['another endpoint’s token', { URLToken: 'f'.repeat(64) }],
  ])('that shows %s is refused', async (_name, wrong) => {
    const { interactionId } = await served()
    const { status, body } = await open({ interactionId, ...wrong })
    expect(status).toBe(404)
    expect(body).toMatchObject({ detail: expect.stringContaining('may not open chats') })
  })

  it('is refused without any proof: an interaction alone opens nothing', async () => {
    const { interactionId, conversationId } = await served()
    expect(await open({ interactionId, conversationId, auth: undefined })).toMatchObject({ status: 400 })
    expect(await open({ interactionId, auth: '' })).toMatchObject({ status: 400 })
  })

  it('gets nothing of another endpoint’s chats, whatever it says that they belong to', async () => {
    const { interactionId, conversationId } = await served()
    const { body } = await open({ URLToken: OTHER_TOKEN, interactionId, conversationId })
    expect(body).toEqual({ link: null })
  })

  it('learns that an interaction is none of ours, and 8x8 is not asked again and again', async () => {
    const { conversationId } = await served()
    const before = askedOf8x8(conversationId)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => open({ interactionId: 'int-of-a-phone-call' })),
    )
    for (const { body } of answers) expect(body).toEqual({ link: null })
    expect(askedOf8x8(conversationId) - before).toBeLessThanOrEqual(1)
  })

  it('finds a chat that no agent has joined yet by asking 8x8', async () => {
    const { customer, conversationId } = await bridge.waitingCustomer()
    const [interaction] = bridge.simulator.conversation(conversationId).interactions
    const { body } = await open({ interactionId: interaction?.id, conversationId })
    expect(body.link).toMatchObject({ sessionId: customer.sessionId })
  })

  it('is told nothing of a chat whose link has ended', async () => {
    const { customer, interactionId, conversationId } = await served()
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    expect((await open({ interactionId })).body.link).toBeTruthy()
    await configure({ ...copilot, linkHours: 1e-9 })
    expect((await open({ interactionId })).body).toEqual({ link: null })
    await configure(copilot)
  })

  it('that guesses keys has to wait', async () => {
    const { interactionId } = await served()
    for (let tries = 0; tries < 30; tries++) {
      expect((await open({ interactionId, auth: `guess ${tries}` }, '203.0.113.9')).status).toBe(404)
    }
    expect((await open({ interactionId }, '203.0.113.9')).status).toBe(429)
    expect((await open({ interactionId })).status).toBe(200)
  })

  describe('that an administrator tries', () => {
    let owner: ApiClient
    beforeAll(async () => {
      owner = await becomeOwner(bridge.service)
    })
    const tryPanel = async (customer: { sessionId: string }) =>
      owner.ask<PanelTrial>('POST', `/sessions/${bridge.keyOf(customer)}/panel-trial`)

    it('opens that one chat, also of a customer who never asked for a person, and no other', async () => {
      const customer = await bridge.answeredCustomer('Hello')
      const { auth, interactionId, interactionField } = await tryPanel(customer)
      expect(interactionField).toBe('interactionGUID')
      const { body } = await open({ auth, interactionId, agentName: 'Olga Owner' })
      expect(body.link).toMatchObject({ sessionId: customer.sessionId })
      expect(await bridge.viewer(customer).join({ auth: body.link?.auth })).toHaveProperty('lastSeq')
      const other = await served()
      expect((await open({ auth, interactionId: other.interactionId })).body).toEqual({ link: null })
      expect((await open({ auth, interactionId, URLToken: OTHER_TOKEN })).status).toBe(404)
    })

    it('needs no token of the contact centre where the endpoint asks for signed links', async () => {
      const { customer } = await served()
      await configure({ ...copilot, policy: 'signed' })
      const { auth, interactionId } = await tryPanel(customer)
      const { body } = await open({ auth, interactionId })
      expect(await bridge.viewer(customer).join({ auth: body.link?.auth })).toHaveProperty('lastSeq')
      await configure(copilot)
    })

    it('has no pass that opens the chat itself', async () => {
      const { customer } = await served()
      await configure({ ...copilot, policy: 'signed' })
      const { auth } = await tryPanel(customer)
      expect(await bridge.viewer(customer).join({ auth })).toHaveProperty('error')
      await configure(copilot)
    })
  })

  describe('of an endpoint that asks for signed links', () => {
    beforeAll(() => configure({ ...copilot, policy: 'signed' }))
    afterAll(() => configure(copilot))

    const sign = (claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(SECRET))

    it('needs a token that says so; its name is the agent’s', async () => {
      const { customer, interactionId } = await served()
      expect((await open({ interactionId })).status).toBe(404)
      const auth = await sign({ panel: true, name: 'Dana Whelan' })
      const { body } = await open({ interactionId, auth, agentName: 'Somebody Else' })
      expect(decodeJwt(body.link?.auth ?? '')).toMatchObject({ name: 'Dana Whelan' })
      expect(await bridge.viewer(customer).join({ auth: body.link?.auth })).toHaveProperty('lastSeq')
    })

    it('is not served by the link of one chat', async () => {
      const { customer, interactionId } = await served()
      const { userId, sessionId } = customer
      const auth = await sign({ userId, sessionId, name: 'Dana Whelan' })
      expect((await open({ interactionId, auth })).status).toBe(404)
    })
  })

  describe('in a window that a screen pop opens', () => {
    const pop = async (query: object, form: Record<string, string>) => {
      const words = new URLSearchParams({ URLToken: URL_TOKEN, auth: KEY, ...query })
      const response = await post(`/screen-pop?${words}`, new URLSearchParams(form))
      expect(response.status).toBe(303)
      return new URL(response.headers.get('location') ?? '', `${bridge.service.url}/screen-pop`)
    }

    it.each(['interactionGUID', 'Interaction ID'])('shows the interaction in the field %s', async field => {
      const url = await pop({}, { [field]: 'int-1', phone: '+353 1 555 0142' })
      expect(url.pathname).toBe('/panel')
      expect(Object.fromEntries(url.searchParams)).toEqual({ URLToken: URL_TOKEN })
      const fragment = Object.fromEntries(new URLSearchParams(url.hash.slice(1)))
      expect(fragment).toEqual({ auth: KEY, interaction: 'int-1' })
    })

    it('says that the form brings none', async () => {
      expect((await pop({}, { case: '7' })).search).toBe('?problem=no-interaction')
    })

    it.each<[string, object]>([
      ['a wrong key', { auth: 'x'.repeat(38) }],
      ['an unknown token', { URLToken: 'f'.repeat(64) }],
      ['no key', { auth: '' }],
    ])('opens nothing with %s', async (_name, wrong) => {
      expect((await pop(wrong, { interactionGUID: 'int-1' })).search).toBe('?problem=refused')
    })
  })

  describe('and whoever frames it', () => {
    const ancestorsOf = async (path: string) => {
      const policy = (await bridge.fetch(path)).headers.get('content-security-policy') ?? ''
      return /frame-ancestors ([^;]*)/.exec(policy)?.[1]
    }

    it.each(['/', '/embed', '/panel'])('are those that the endpoint allows: %s', async path => {
      const allowed = [...ORIGINS, 'https://desk.example.com'].join(' ')
      expect(await ancestorsOf(`${path}?URLToken=${URL_TOKEN}`)).toBe(allowed)
      expect(await ancestorsOf(`${path}?URLToken=${OTHER_TOKEN}`)).toBe(ORIGINS.join(' '))
      expect(await ancestorsOf(path)).toBe(ORIGINS.join(' '))
      expect(await ancestorsOf(`${path}?URLToken=${'f'.repeat(64)}`)).toBe(ORIGINS.join(' '))
    })

    it('are told to the page, so that it hears nobody else', async () => {
      const response = await bridge.fetch(`/panel/settings?URLToken=${URL_TOKEN}`)
      expect(await response.json()).toEqual({
        origins: [...ORIGINS, 'https://desk.example.com'],
        insert: 'detect',
      })
      expect((await bridge.fetch('/panel/settings?URLToken=unknown')).status).toBe(404)
    })
  })

  const configure = (changed: Settings['copilot']) =>
    bridge.addEndpoint({
      id: 'northline',
      name: 'Northline',
      URLToken: URL_TOKEN,
      settings: { copilot: changed, handover: { connectionId: 'simulator', channelId: 'chat' } },
    })
})
