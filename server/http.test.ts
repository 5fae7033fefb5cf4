import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../e2e/testing/bridge.ts'

describe('the server over HTTP', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      config: { pathPrefix: '/chat', frameAncestors: "'self' https://agents.example" },
    })
  })
  afterAll(() => bridge.close())

  it('says that it is alive and ready', async () => {
    expect(await (await bridge.fetch('/healthz')).json()).toEqual({ status: 'ok' })
    const ready = await bridge.fetch('/readyz')
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: true }])
  })

  it('counts what it did', async () => {
    await bridge.answeredCustomer('Hello')
    const metrics = await (await bridge.fetch('/metrics')).text()
    expect(metrics).toMatch(/copilot_events_total\{type="turn-ended"\} [1-9]/)
    expect(metrics).toMatch(/copilot_http_request_seconds_count\{status="2xx"\} [1-9]/)
  })

  it('counts webhooks, and nothing else for one', async () => {
    const counted = async () => {
      const metrics = await (await bridge.fetch('/metrics')).text()
      return [...metrics.matchAll(/copilot_webhooks_total\{status="(\d+)"\} (\d+)/g)].map(([, ...one]) => one)
    }
    await bridge.fetch('/api/v1/sessions/nothing/handover/close', { method: 'POST' })
    expect(await counted()).toEqual([])
    await bridge.fetch('/handover/eightByEight', { method: 'POST' })
    expect(await counted()).toEqual([['401', '1']])
  })

  it('answers below its prefix only', async () => {
    const above = await fetch(new URL('/healthz', bridge.service.url))
    expect(above.status).toBe(404)
  })

  it.each([
    ['GET', '/no/such/page', 404],
    ['PUT', `/${URL_TOKEN}`, 404],
    ['GET', `/${'0'.repeat(64)}`, 404],
    ['GET', '/%E0%A4%A', 400],
    ['GET', '/attachments/unknown', 404],
    ['GET', `/${'0'.repeat(64)}/fileuploadtoken`, 404],
    ['POST', '/uploads', 404],
    ['POST', '/handover/eightByEight', 401],
  ])('refuses %s %s with %i as problem+json', async (method, path, status) => {
    const response = await bridge.fetch(path, { method })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ title: expect.any(String), status })
    expect(response.headers.get('x-powered-by')).toBeNull()
  })

  it('names the fields that are wrong', async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await bridge.fetch(`/${URL_TOKEN}`, {
      method: 'POST',
      headers,
      body: '{"userId": 1, "text": "Hello"}',
    })
    expect(await response.json()).toMatchObject({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'The body is not valid.',
      errors: [{ path: 'userId' }, { path: 'sessionId' }],
    })
  })

  it.each([
    [`/${URL_TOKEN}`, 'POST', 'content-type'],
    [`/${URL_TOKEN}/fileuploadtoken`, 'GET', 'x-requested-with'],
    ['/uploads', 'POST', 'authorization'],
  ])('lets the page of any site ask %s', async (path, method, header) => {
    const headers = {
      origin: 'https://shop.example',
      'access-control-request-method': method,
      'access-control-request-headers': header,
    }
    const preflight = await bridge.fetch(path, { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method)
    expect(preflight.headers.get('access-control-allow-headers')).toBe(header)
    const refused = await bridge.fetch(path, { method, headers: { origin: 'https://shop.example' } })
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('gives pages that run nothing but their own, and only in frames that the operator allows', async () => {
    const { headers } = await bridge.fetch('/')
    const policy = headers.get('content-security-policy')?.split(';') ?? []
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'self' https://agents.example")
    expect(policy.join()).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.skipIf(!existsSync('dist/standalone/index.html'))(
    'gives the built copilot with everything that it loads',
    async () => {
      const page = await bridge.fetch('/')
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      const html = await page.text()
      const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
        ([, address = '']) => new URL(address, `${bridge.service.url}/`),
      )
      expect(loaded.length).toBeGreaterThan(1)
      for (const address of loaded)
        expect([address.pathname, (await fetch(address)).status]).toEqual([address.pathname, 200])
      expect((await bridge.fetch('/agent-copilot.js')).headers.get('access-control-allow-origin')).toBe('*')
    },
  )
})
