import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner, cookieOf, OWNER, visitApi } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'

describe('the first run', () => {
  it('makes the first owner by the link that the server printed, once', async () => {
    await using bridge = await Bridge.start()
    const nobody = await visitApi(bridge.service.url)
    expect(await nobody.ask('GET', '/setup')).toEqual({ needed: true })
    const wrong = await nobody.call('POST', '/setup', { token: 'x'.repeat(43), ...OWNER })
    expect(wrong.status).toBe(403)

    const owner = await becomeOwner(bridge.service)
    expect(await owner.ask('GET', '/session')).toMatchObject({ name: OWNER.name, role: 'owner' })
    expect(await nobody.ask('GET', '/setup')).toEqual({ needed: false })

    const token = new URLSearchParams(bridge.service.setupLink?.split('?')[1]).get('token')
    const again = await nobody.call('POST', '/setup', { token, ...OWNER, email: 'eve@example.com' })
    expect(again.status).toBe(403)
    await bridge.restart()
    expect(bridge.service.setupLink).toBeUndefined()
  })

  it('leaves the link good after a wrong attempt', async () => {
    await using bridge = await Bridge.start()
    const nobody = await visitApi(bridge.service.url)
    const token = new URLSearchParams(bridge.service.setupLink?.split('?')[1]).get('token')
    const weak = await nobody.call<{ errors: { path: string }[] }>('POST', '/setup', {
      token,
      ...OWNER,
      password: 'aaaaaaaaaaaaaaaa',
    })
    expect([weak.status, weak.body.errors[0]?.path]).toEqual([400, 'password'])
    expect((await nobody.call('POST', '/setup', { token: 'y'.repeat(43), ...OWNER })).status).toBe(403)
    expect((await nobody.call('POST', '/setup', { token, ...OWNER })).status).toBe(201)
  })
})

describe('an administrator’s session', () => {
  let bridge: Bridge
  let owner: ApiClient
  let nobody: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start()
    owner = await becomeOwner(bridge.service)
    nobody = await visitApi(bridge.service.url)
  })
  afterAll(() => bridge.close())

  const invite = async (email: string, role = 'admin') => {
    const { invitation, administrator } = await owner.ask<{
      invitation: { link: string }
      administrator: { id: string }
    }>('POST', '/administrators', { email, name: 'Ada', role })
    const token = new URLSearchParams(invitation.link.split('?')[1]).get('token')
    return { token, id: administrator.id }
  }

  it('begins with email and password, and ends with signing out', async () => {
    const signedIn = await nobody.call('POST', '/session', {
      email: OWNER.email.toUpperCase(),
      password: OWNER.password,
    })
    expect(signedIn.status).toBe(201)
    expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    const me = nobody.as(cookieOf(signedIn))
    expect((await me.call('GET', '/session')).status).toBe(200)
    await me.ask('DELETE', '/session')
    expect((await me.call('GET', '/session')).status).toBe(401)
  })

  it('does not say whether the email or the password was wrong, and makes guessing slow', async () => {
    const guess = (email: string) => nobody.call('POST', '/session', { email, password: 'wrong' })
    const [known, unknown] = [await guess('slow@northline.example'), await guess('nobody@northline.example')]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    for (let attempt = 0; attempt < 9; attempt += 1) await guess('slow@northline.example')
    const refused = await guess('slow@northline.example')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('changes nothing for a page of another site', async () => {
    const { cookie } = owner.headers
    const forged = nobody.as({ cookie: cookie ?? '' })
    expect((await forged.call('DELETE', '/session')).status).toBe(403)
    const elsewhere = nobody.as({ ...owner.headers, 'sec-fetch-site': 'cross-site' })
    expect((await elsewhere.call('DELETE', '/session')).status).toBe(403)
    expect((await owner.call('GET', '/session')).status).toBe(200)
  })

  it('comes by invitation, with a link that works once', async () => {
    const { token } = await invite('ada@northline.example')
    const joined = await nobody.call('POST', '/password', { token, password: 'a long enough secret' })
    expect([joined.status, joined.body]).toMatchObject([201, { role: 'admin', kind: 'administrator' }])
    expect((await nobody.call('POST', '/password', { token, password: 'another long secret' })).status).toBe(
      403,
    )
    const twice = await owner.call('POST', '/administrators', {
      email: 'ada@northline.example',
      name: 'Ada',
      role: 'viewer',
    })
    expect(twice.status).toBe(409)
  })

  it('ends everywhere when the password changes or the access is taken away', async () => {
    const { token, id } = await invite('bea@northline.example', 'viewer')
    const password = 'a long enough secret'
    const first = nobody.as(cookieOf(await nobody.call('POST', '/password', { token, password })))
    const second = nobody.as(
      cookieOf(await nobody.call('POST', '/session', { email: 'bea@northline.example', password })),
    )
    const wrong = await second.call('PUT', '/session/password', {
      password: 'no',
      newPassword: 'another long one',
    })
    expect(wrong.status).toBe(403)
    expect((await second.call('GET', '/session')).status).toBe(200)
    const changed = await second.call('PUT', '/session/password', {
      password,
      newPassword: 'another long one',
    })
    expect(changed.status).toBe(204)
    expect((await first.call('GET', '/session')).status).toBe(401)
    const third = nobody.as(cookieOf(changed))
    expect((await third.call('GET', '/session')).status).toBe(200)
    await owner.ask('DELETE', `/administrators/${id}`)
    expect((await third.call('GET', '/session')).status).toBe(401)
  })

  it('leaves somebody who owns the installation', async () => {
    const { items } = await owner.ask<{ items: { id: string; role: string }[] }>('GET', '/administrators')
    const me = items.find(({ role }) => role === 'owner')
    expect((await owner.call('DELETE', `/administrators/${me?.id}`)).status).toBe(409)
    const demoted = await owner.call('PUT', `/administrators/${me?.id}`, { name: 'Olga', role: 'viewer' })
    expect(demoted.status).toBe(409)
    expect((await owner.ask('GET', '/session')).role).toBe('owner')
  })

  it('stands in the audit log with every act, also refused ones, and no password', async () => {
    const { items } = await owner.ask<{ items: { act: string; outcome: string; detail: object }[] }>(
      'GET',
      '/audit?limit=200',
    )
    expect(items).toContainEqual(
      expect.objectContaining({
        act: 'signIn',
        outcome: 'refused',
        detail: { email: 'slow@northline.example' },
      }),
    )
    expect(items).toContainEqual(expect.objectContaining({ act: 'setUp', outcome: 'done' }))
    expect(JSON.stringify(items)).not.toMatch(/long enough|battery/)
  })

  it('reads the audit log page by page', async () => {
    type Page = { items: { id: string }[]; next: string | null }
    const whole = await owner.ask<Page>('GET', '/audit?limit=200')
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await owner.ask<Page>('GET', `/audit?limit=3${cursor && `&cursor=${cursor}`}`)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next
    }
    expect(ids).toEqual(whole.items.map(({ id }) => id))
    expect((await owner.call('GET', '/audit?cursor=bm90aGluZw')).status).toBe(400)
  })
})
