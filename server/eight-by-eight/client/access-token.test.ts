import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEightByEightClient } from '../client.ts'

const GRANT = { username: 'svc', password: 'open-sesame' }

describe('a system that asks for a bearer token', () => {
  let url: string
  let issued: number
  let expiresIn: number
  let tokenAnswer: { status: number; body: string } | undefined
  /** Tokens that are good now. */
  let good: Set<string>
  let authorizations: (string | undefined)[]

  const server = createServer((request, response) => {
    const answer = request.url === '/token' ? grant(request) : list(request)
    void Promise.resolve(answer).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })

  async function grant(request: IncomingMessage) {
    const form = new URLSearchParams(await text(request))
    if (tokenAnswer) return tokenAnswer
    if (form.get('password') !== GRANT.password) return { status: 400, body: '{"error":"invalid_grant"}' }
    issued += 1
    good.add(`token-${issued}`)
    return { status: 200, body: JSON.stringify({ access_token: `token-${issued}`, expires_in: expiresIn }) }
  }

  function list({ headers }: IncomingMessage) {
    authorizations.push(headers.authorization)
    const isGood = good.has(headers.authorization?.replace('Bearer ', '') ?? '')
    return isGood
      ? { status: 200, body: '{"page":{"totalPages":1}}' }
      : { status: 401, body: '{"message":"Access Denied"}' }
  }

  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())
  beforeEach(() => {
    issued = 0
    expiresIn = 3600
    tokenAnswer = undefined
    good = new Set()
    authorizations = []
  })

  const client = (password = GRANT.password) =>
    createEightByEightClient({
      baseUrl: url,
      grant: { ...GRANT, password, accessTokenUrl: `${url}/token` },
    })

  it('gets one, which serves every call until it ends', async () => {
    const { webhooks, close } = client()
    await Promise.all([webhooks.list(), webhooks.list(), webhooks.list()])
    await webhooks.list()
    expect(authorizations).toEqual(Array.from({ length: 4 }, () => 'Bearer token-1'))
    await close()
  })

  it('gets another when the first is over, or was withdrawn', async () => {
    expiresIn = 1
    const { webhooks, close } = client()
    await webhooks.list()
    await expect.poll(() => webhooks.list().then(() => issued), { timeout: 5_000 }).toBeGreaterThan(1)
    expiresIn = 3600
    await expect.poll(() => webhooks.list().then(() => issued), { timeout: 5_000 }).toBeGreaterThan(2)
    const before = issued
    good.clear()
    await expect(webhooks.list()).rejects.toMatchObject({ kind: 'unauthorized' })
    await webhooks.list()
    expect(issued).toBe(before + 1)
    await close()
  })

  it('says that the credentials are wrong, and does not repeat them', async () => {
    const { webhooks, close } = client('mistyped')
    const failure = await webhooks.list().catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'unauthorized', ambiguous: false })
    expect(String(failure) + JSON.stringify(failure)).not.toContain('mistyped')
    await close()
  })

  it.each([
    ['no JSON', { status: 200, body: '<html>' }, 'unexpected'],
    ['no token', { status: 200, body: '{"access_token":""}' }, 'unexpected'],
    ['trouble', { status: 503, body: '' }, 'unavailable'],
  ])('fails for %s, and works once that is over', async (_what, answer, kind) => {
    tokenAnswer = answer
    const { webhooks, close } = client()
    await expect(webhooks.list()).rejects.toMatchObject({ kind, ambiguous: false })
    tokenAnswer = undefined
    await webhooks.list()
    await close()
  })
})
