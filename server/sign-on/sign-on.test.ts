import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import { type Account, CLIENT, OpenidProvider } from '../../e2e/testing/openid-provider.ts'
import type { Customer } from '../../e2e/testing/people.ts'

const GRACE: Account = {
  sub: 'grace',
  name: 'Grace Hopper',
  email: 'grace@northline.example',
  groups: ['Support', 'Everybody'],
}

let bridge: Bridge
let owner: ApiClient
let provider: OpenidProvider
let customer: Customer

beforeAll(async () => {
  bridge = await Bridge.start({
    settings: { copilot: { policy: 'sso', allowedOrigins: ['https://desk.example'] } },
  })
  provider = await OpenidProvider.start(`${bridge.service.url}/sign-on/callback`, GRACE)
  owner = await becomeOwner(bridge.service)
  ;({ customer } = await bridge.waitingCustomer())
})
beforeEach(async () => {
  provider.account = GRACE
  await setUp()
})
afterAll(async () => {
  await provider[Symbol.asyncDispose]()
  await bridge.close()
})

const setUp = (settings: object = {}) =>
  owner.ask('PUT', '/sign-on', {
    issuer: provider.issuer,
    ...CLIENT,
    agents: [{ group: 'Support', endpointIds: ['northline'] }],
    administrators: [{ group: 'Supervisors', role: 'admin' }],
    ...settings,
  })

/** A browser as far as a sign-on needs one: it follows redirects and keeps each site's cookies. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>()

  async follow(address: string): Promise<{ url: URL; status: number; setCookies: string[] }> {
    let url = new URL(address)
    const setCookies: string[] = []
    for (let hop = 0; hop < 10; hop += 1) {
      const jar = this.#cookies.get(url.host) ?? new Map<string, string>()
      this.#cookies.set(url.host, jar)
      const cookie = [...jar].map(pair => pair.join('=')).join('; ')
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
      for (const line of response.headers.getSetCookie()) {
        setCookies.push(line)
        const [name = '', value = ''] = line.split(';')[0]?.split('=', 2) ?? []
        jar.set(name, value)
      }
      const location = response.headers.get('location')
      if (!location) return { url, status: response.status, setCookies }
      url = new URL(location, url)
      if (url.pathname === '/signed-on' || url.pathname === '/admin/') return { url, status: 303, setCookies }
    }
    throw new Error('too many redirects')
  }
}

const agentDoor = (origin = bridge.service.url, URLToken = URL_TOKEN) =>
  `${bridge.service.url}/sign-on?${new URLSearchParams({ URLToken, origin })}`

async function signOn(address = agentDoor(), browser = new Browser()) {
  const { url, setCookies } = await browser.follow(address)
  return { ...Object.fromEntries(new URLSearchParams(url.hash.slice(1))), setCookies, url } as {
    badge?: string
    origin?: string
    problem?: string
    setCookies: string[]
    url: URL
  }
}

const refusalOf = async (badge?: string) => {
  const answer = await bridge.viewer(customer).join({ badge })
  return 'error' in answer ? answer.error.code : 'joined'
}

describe('an agent', () => {
  it('has to sign on, and then sees the chat under their own name', async () => {
    expect(await refusalOf()).toBe('sign-on')
    expect(await refusalOf('no badge')).toBe('sign-on')
    const { badge, origin } = await signOn()
    expect(origin).toBe(bridge.service.url)
    expect(await refusalOf(badge)).toBe('joined')
  })

  it('still needs the values of the link', async () => {
    const { badge } = await signOn()
    const stranger = bridge.viewer({ userId: 'somebody else', sessionId: customer.sessionId })
    expect(await stranger.join({ badge })).toMatchObject({ error: { code: 'refused' } })
  })

  it('is told where none of their groups may open the endpoint’s chats', async () => {
    provider.account = { ...GRACE, groups: ['Everybody'] }
    expect(await signOn()).toMatchObject({ problem: 'not-allowed' })
  })

  it('loses the badge’s power as soon as the settings say so', async () => {
    const { badge } = await signOn()
    expect(await refusalOf(badge)).toBe('joined')
    await setUp({ agents: [{ group: 'Sales', endpointIds: null }] })
    expect(await refusalOf(badge)).toBe('sign-on')
    await setUp({ agents: [{ group: 'Support', endpointIds: ['another'] }] })
    expect(await refusalOf(badge)).toBe('sign-on')
  })

  it('hands the badge to pages of allowed origins alone', async () => {
    expect(await signOn(agentDoor('https://desk.example'))).toMatchObject({ origin: 'https://desk.example' })
    expect((await new Browser().follow(agentDoor('https://evil.example'))).status).toBe(404)
    expect((await new Browser().follow(agentDoor(undefined, 'f'.repeat(64)))).status).toBe(404)
  })

  it('is not signed on by a link that another browser began, nor twice by one', async () => {
    const browser = new Browser()
    const started = await fetch(agentDoor(), { redirect: 'manual' })
    const atProvider = started.headers.get('location') ?? ''
    expect(await signOn(atProvider, browser)).toMatchObject({ problem: 'over' })
  })

  it('comes to no harm by a callback that nobody began', async () => {
    for (const query of ['', '?code=1', '?code=1&state=x', '?error=access_denied'])
      expect(await signOn(`${bridge.service.url}/sign-on/callback${query}`)).toMatchObject({
        problem: 'over',
      })
  })
})

describe('an administrator', () => {
  const consoleDoor = () => `${bridge.service.url}/sign-on?console=yes`

  it('of the right group enters the console with the role that the group gives', async () => {
    provider.account = { ...GRACE, groups: ['Supervisors'] }
    const { setCookies, url } = await signOn(consoleDoor())
    expect(url.pathname).toBe('/admin/')
    const cookie = setCookies.find(line => line.startsWith('copilot_admin='))
    expect(cookie).toContain('SameSite=Strict')
    const grace = owner.as({ cookie: cookie?.split(';')[0] ?? '' })
    expect(await grace.ask('GET', '/session')).toMatchObject({ name: 'Grace Hopper', role: 'admin' })
  })

  it('of no group that may is not let in', async () => {
    expect(await signOn(consoleDoor())).toMatchObject({ problem: 'not-allowed' })
  })
})

describe('the settings', () => {
  it('keep the secret, show it to nobody, and drop it for another client', async () => {
    await setUp({ clientSecret: undefined })
    const shown = await owner.ask('GET', '/sign-on')
    expect(shown).toMatchObject({ hasSecret: true, redirectUri: `${bridge.service.url}/sign-on/callback` })
    expect(JSON.stringify(shown)).not.toContain(CLIENT.clientSecret)
    expect(await signOn()).toHaveProperty('badge')
    await setUp({ clientSecret: undefined, clientId: 'another' })
    expect(await owner.ask('GET', '/sign-on')).toMatchObject({ hasSecret: false })
  })

  it('can be tested, and say what is wrong', async () => {
    expect(await owner.ask('POST', '/sign-on/test')).toMatchObject({ ok: true })
    await setUp({ issuer: 'http://127.0.0.1:9' })
    expect(await owner.ask('POST', '/sign-on/test')).toMatchObject({ ok: false })
    expect((await new Browser().follow(agentDoor())).status).toBe(503)
    const plain = await owner.call('PUT', '/sign-on', { issuer: 'http://idp.example', clientId: 'x' })
    expect(plain.status).toBe(400)
  })

  it('removed, let nobody in', async () => {
    const { badge } = await signOn()
    await owner.ask('DELETE', '/sign-on')
    expect(await refusalOf(badge)).toBe('sign-on')
    expect((await new Browser().follow(agentDoor())).status).toBe(404)
  })
})
