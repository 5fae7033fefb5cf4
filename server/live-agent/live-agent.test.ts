import * as oauth from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { applySetup } from '../setup.ts'

const LOGIN = { username: 'load-balancer', password: 'a password of sixteen and more' }
const TOKEN_PATH = '/tenant-users/oauth2/token'
const CALLBACK_PATH = '/v1/liveAgent/receiveMessage'

let bridge: Bridge
let owner: ApiClient
let appToken: string
let client: oauth.Configuration

beforeAll(async () => {
  bridge = await Bridge.start()
  owner = await becomeOwner(bridge.service)
  appToken = await openDoor('simulator')
  client = clientOf(appToken)
})
afterAll(() => bridge.close())

async function openDoor(connectionId: string) {
  await owner.ask('PUT', `/connections/${connectionId}/live-agent`, LOGIN)
  const path = `/connections/${connectionId}/live-agent/app-tokens`
  return (await owner.ask<{ appToken: string }>('POST', path, { overlapHours: 1 })).appToken
}

const addConnection = (id: string) =>
  applySetup(
    bridge.service.context,
    {
      connections: [
        { id, name: id, apiKey: 'key', tenant: id, webhookSecret: `secret-path-of-connection-${id}` },
      ],
    },
    process.cwd(),
  )

function clientOf(clientId: string) {
  const server = { issuer: bridge.service.url, token_endpoint: `${bridge.service.url}${TOKEN_PATH}` }
  const configuration = new oauth.Configuration(server, clientId, undefined, oauth.None())
  oauth.allowInsecureRequests(configuration)
  return configuration
}

const logIn = (by = client, login = LOGIN) => oauth.genericGrantRequest(by, 'password', login)

const errorOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: oauth.ResponseBodyError) => `${error.status} ${error.error}`,
  )

const askForToken = (body: string, type = 'application/x-www-form-urlencoded') =>
  bridge.fetch(TOKEN_PATH, { method: 'POST', headers: { 'content-type': type }, body })

const callBack = (body: object, headers: Record<string, string>) =>
  bridge.fetch(CALLBACK_PATH, { method: 'POST', headers, body: JSON.stringify(body) })

describe('tokens', () => {
  it('come for a login and are renewed by a client library, each refresh token once', async () => {
    const first = await logIn()
    expect(first).toMatchObject({ token_type: 'bearer', expires_in: 3600, values: { token_type: 'bearer' } })
    const second = await oauth.refreshTokenGrant(client, first.refresh_token ?? '')
    expect(second.access_token).not.toBe(first.access_token)
    expect(second.values).toEqual(expect.objectContaining({ access_token: second.access_token }))
  })

  it('end with their whole family when a refresh token comes a second time', async () => {
    const first = await logIn()
    const second = await oauth.refreshTokenGrant(client, first.refresh_token ?? '')
    const another = await logIn()
    const refresh = (token = '') => errorOf(oauth.refreshTokenGrant(client, token))
    expect(await refresh(first.refresh_token)).toBe('400 invalid_grant')
    expect(await refresh(second.refresh_token)).toBe('400 invalid_grant')
    const verify = { eventType: 'WEB_HOOK_VERIFY' }
    const headers = (token: string) => ({ 'x-app-token': appToken, authorization: `Bearer ${token}` })
    expect((await callBack(verify, headers(second.access_token))).status).toBe(401)
    expect((await callBack(verify, headers(another.access_token))).status).toBe(200)
  })

  it('come for a refresh token that two ask with at once for one of them at most', async () => {
    const { refresh_token = '' } = await logIn()
    const both = await Promise.allSettled([1, 2].map(() => oauth.refreshTokenGrant(client, refresh_token)))
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  it('come for the body that the handbook shows: JSON, whatever its type says', async () => {
    const body = JSON.stringify({ grant_type: 'password', ...LOGIN, clientid: appToken })
    for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
      const answer = await askForToken(body, type)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it.each([
    ['nothing', '', 400, 'invalid_request'],
    ['broken JSON', '{"grant_type":', 400, 'invalid_request'],
    ['a JSON list', '[]', 400, 'invalid_request'],
    ['another grant', 'grant_type=client_credentials&clientid=x', 400, 'unsupported_grant_type'],
    ['no password', 'grant_type=password&username=a&clientid=x', 400, 'invalid_request'],
    ['a parameter twice', 'grant_type=password&grant_type=password', 400, 'invalid_request'],
    ['no client', 'grant_type=password&username=a&password=b', 401, 'invalid_client'],
    ['an unknown client', 'grant_type=password&username=a&password=b&clientid=x', 401, 'invalid_client'],
  ])('are refused for %s', async (_case, body, status, error) => {
    const answer = await askForToken(body)
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error, error_description: expect.any(String) as string },
    ])
  })

  it('are refused for a wrong name as for a wrong password, and guessing is slowed down', async () => {
    const slow = clientOf(await openDoor('simulator'))
    const guesses = [
      { ...LOGIN, username: 'root' },
      ...Array.from({ length: 9 }, () => ({ ...LOGIN, password: 'x' })),
    ]
    for (const login of guesses) expect(await errorOf(logIn(slow, login))).toBe('400 invalid_grant')
    const waiting = await askForToken(
      new URLSearchParams({
        grant_type: 'password',
        ...LOGIN,
        clientid: slow.clientMetadata().client_id,
      }).toString(),
    )
    expect(waiting.status).toBe(429)
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('an app token', () => {
  it('stays good for the overlap, and ends with it', async () => {
    const before = await openDoor('simulator')
    const path = '/connections/simulator/live-agent'
    const after = await owner.ask<{ appToken: string }>('POST', `${path}/app-tokens`, { overlapHours: 1 })
    expect(await errorOf(logIn(clientOf(before)))).toBe('nothing')
    await owner.ask('POST', `${path}/app-tokens`, { overlapHours: 0 })
    expect(await errorOf(logIn(clientOf(before)))).toBe('401 invalid_client')
    expect(await errorOf(logIn(clientOf(after.appToken)))).toBe('401 invalid_client')
    const access = await owner.ask<{ appTokens: object[] }>('GET', path)
    expect(access.appTokens).toHaveLength(1)
    expect(JSON.stringify(access)).not.toContain(after.appToken)
  })

  it('is refused where the door was never opened, and after it was closed', async () => {
    await addConnection('second')
    const unopened = await owner.call('POST', '/connections/second/live-agent/app-tokens', {})
    expect(unopened.status).toBe(409)
    const token = await openDoor('second')
    await owner.ask('DELETE', '/connections/second/live-agent')
    expect(await errorOf(logIn(clientOf(token)))).toBe('401 invalid_client')
    expect((await owner.call('GET', '/connections/nowhere/live-agent')).status).toBe(404)
  })
})

describe('a callback', () => {
  const authorised = async () => {
    const token = await openDoor('simulator')
    const { access_token } = await logIn(clientOf(token))
    return { 'x-app-token': token, authorization: `Bearer ${access_token}` }
  }

  it.each(['gateway', 'flat'])(
    'brings an agent’s words to the customer, once, from a %s event',
    async form => {
      const headers = await authorised()
      const { customer, conversationId } = await bridge.servedCustomer()
      const text = `It is on its way (${form}).`
      const timestamp = Date.now()
      bridge.simulator.addEventFault({ kind: 'drop', eventType: 'MESSAGE' })
      bridge.simulator.say(conversationId, text)
      const event =
        form === 'flat'
          ? {
              eventType: 'TEXT',
              messageType: 'AGENT',
              conversationId,
              timestamp,
              agentId: 'a',
              message: text,
            }
          : {
              eventType: 'MESSAGE',
              conversationId,
              timestamp,
              data: { isEcho: false, sender: { type: 'agent', id: 'a' }, text },
            }
      const viewer = await bridge.watch(customer)
      for (let time = 0; time < 2; time += 1) expect((await callBack(event, headers)).status).toBe(200)
      await customer.reads(text)
      expect(customer.outputs.items.filter(output => output.text === text)).toHaveLength(1)
      expect(await viewer.sees('message', ({ text: said }) => said === text)).toMatchObject({ from: 'agent' })
    },
  )

  it('tells the agent’s name where the event has it', async () => {
    const headers = await authorised()
    const { customer, conversationId } = await bridge.waitingCustomer()
    const viewer = await bridge.watch(customer)
    const joined = { eventType: 'AGENT_JOINED', messageType: 'SYSTEM', conversationId, timestamp: Date.now() }
    await callBack({ ...joined, agentId: 'a7', agentName: 'Grace' }, headers)
    expect(await viewer.sees('handover-agent-joined')).toMatchObject({ agentId: 'a7', agentName: 'Grace' })
  })

  it('needs both tokens, good ones, and of one integration', async () => {
    const headers = await authorised()
    await addConnection('third')
    const other = await openDoor('third')
    const event = { eventType: 'QUEUED', conversationId: 'c', timestamp: Date.now(), queueId: 'q' }
    const { 'x-app-token': token, authorization } = headers
    const cases: [Record<string, string>, number, string | null][] = [
      [{}, 401, 'Bearer'],
      [{ 'x-app-token': token }, 401, 'Bearer'],
      [{ authorization }, 401, 'Bearer'],
      [{ ...headers, authorization: 'Bearer wrong' }, 401, 'Bearer error="invalid_token"'],
      [{ ...headers, 'x-app-token': 'wrong' }, 401, 'Bearer error="invalid_token"'],
      [{ ...headers, 'x-app-token': other }, 403, null],
      [{ ...headers, 'x-8x8-signature': 'forged' }, 401, null],
    ]
    for (const [sent, status, challenge] of cases) {
      const answer = await callBack(event, sent)
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge])
    }
  })

  it.each(['', 'null', '[]', '{"eventType":7}', '{"eventType":"TEXT"}'])(
    'with %s is no failure of ours',
    async body => {
      const headers = await authorised()
      const answer = await bridge.fetch(CALLBACK_PATH, { method: 'POST', headers, body })
      expect(answer.status).toBeLessThan(500)
    },
  )
})
