import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  GRANTABLE_SCOPES,
  type Role,
  SCOPES,
  SCOPES_OF_ROLE,
  type Scope,
} from '../server/protocol/administration.ts'
import { type ApiClient, becomeOwner, cookieOf, visitApi } from './testing/api-client.ts'
import type { Operation } from './testing/api-contract.ts'
import { Bridge } from './testing/bridge.ts'

let bridge: Bridge
let owner: ApiClient
let nobody: ApiClient
let operations: readonly Operation[]
/** A session of the endpoint `northline`, in a handover. */
let sessionKey: string

beforeAll(async () => {
  bridge = await Bridge.start()
  owner = await becomeOwner(bridge.service)
  nobody = await visitApi(bridge.service.url)
  // The table takes more calls than a caller may make within a minute.
  bridge.service.context.administration.limits.count = () => Promise.resolve()
  bridge.service.context.administration.limits.guardIdentity = (_address, identify) => identify()
  await owner.ask('POST', '/endpoints', { id: 'other', name: 'Other' })
  const { customer } = await bridge.waitingCustomer()
  sessionKey = bridge.keyOf(customer)
  ;({ operations } = owner.contract)
})
afterAll(() => bridge.close())

/** Parameters of which nothing is there, so that asking does no harm. */
const NOWHERE: Record<string, () => string> = {
  endpointId: () => 'nowhere',
  connectionId: () => 'nowhere',
  sessionKey: () => 'x'.repeat(22),
}
const pathOf = ({ path }: Operation, ids: Record<string, string> = {}) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? NOWHERE[name]?.() ?? randomUUID())

const real = () => ({ endpointId: 'northline', sessionKey, connectionId: 'simulator' })

/** A request that the scope lets through and that is then refused for what it asks, or answered with nothing. */
const knock = (client: ApiClient, operation: Operation, ids?: Record<string, string>) =>
  client.call(operation.method, `${pathOf(operation, ids)}?nonsense=1`, bodyOf(operation))

function bodyOf({ requestBody }: Operation): unknown {
  if (!requestBody) return undefined
  return requestBody.content['application/json'] ? { nonsense: true } : new FormData()
}

const isScope = (scope: string): scope is Scope => (SCOPES as readonly string[]).includes(scope)
const scoped = () => operations.filter(({ scope }) => isScope(scope))

describe('every route', () => {
  it('needs somebody who is known, but for signing in', async () => {
    for (const operation of operations) {
      const { status } = await nobody.call(operation.method, pathOf(operation), bodyOf(operation))
      if (operation.scope === 'public') expect([operation.operationId, status]).not.toContain(401)
      else expect([operation.operationId, status]).toEqual([operation.operationId, 401])
    }
  })

  it('refuses a key that nobody issued', async () => {
    const stranger = nobody.as({ authorization: `Bearer acp_${'x'.repeat(43)}` })
    for (const operation of operations.filter(({ scope }) => scope !== 'public'))
      expect([operation.operationId, (await knock(stranger, operation)).status]).toContain(401)
  })

  it('refuses a body and a query that it does not know, and says which field', async () => {
    for (const operation of scoped()) {
      const refused = await knock(owner, operation, {
        endpointId: 'northline',
        sessionKey,
        connectionId: 'simulator',
      })
      expect([operation.operationId, refused.status]).toEqual([operation.operationId, 400])
      expect(refused.body.errors).not.toEqual([])
    }
  })

  it('refuses a body that is no JSON', async () => {
    for (const operation of scoped().filter(({ requestBody }) => requestBody?.content['application/json'])) {
      const address = `${bridge.service.url}/api/v1${pathOf(operation, real())}`
      const init = { method: operation.method, body: '{"unfinished', headers: owner.headers }
      const asJson = { ...init, headers: { ...owner.headers, 'content-type': 'application/json' } }
      expect([operation.operationId, (await fetch(address, init)).status]).toContain(415)
      expect([operation.operationId, (await fetch(address, asJson)).status]).toContain(400)
    }
  })
})

describe('the table of roles', () => {
  const members: Partial<Record<Role, ApiClient>> = {}
  beforeAll(async () => {
    members.owner = owner
    for (const role of ['admin', 'viewer'] as const) {
      const { invitation } = await owner.ask<{ invitation: { link: string } }>('POST', '/administrators', {
        email: `${role}@northline.example`,
        name: role,
        role,
      })
      const token = new URLSearchParams(invitation.link.split('?')[1]).get('token')
      const joined = await nobody.call('POST', '/password', { token, password: 'a long enough secret' })
      members[role] = nobody.as(cookieOf(joined))
    }
  })

  it.each(['owner', 'admin', 'viewer'] as const)(
    'lets an %s do what the role may, cell by cell',
    async role => {
      for (const operation of scoped()) {
        const { status } = await knock(members[role] as ApiClient, operation)
        const may = SCOPES_OF_ROLE[role].includes(operation.scope as Scope)
        expect([operation.operationId, status === 403]).toEqual([operation.operationId, !may])
      }
    },
  )

  it('gives a viewer no scope that writes', () => {
    expect(SCOPES_OF_ROLE.viewer.filter(scope => scope.endsWith(':write'))).toEqual([])
  })
})

describe('the table of scopes', () => {
  it.each(GRANTABLE_SCOPES)('lets a key with %s do that alone, cell by cell', async scope => {
    const program = await owner.program([scope])
    for (const operation of scoped()) {
      const { status } = await knock(program, operation)
      expect([operation.operationId, status === 403]).toEqual([
        operation.operationId,
        operation.scope !== scope,
      ])
    }
  })

  it('gives no key the power to make administrators or keys', async () => {
    for (const scope of SCOPES.filter(one => !GRANTABLE_SCOPES.includes(one as never))) {
      const refused = await owner.call('POST', '/keys', { name: 'Mighty', scopes: [scope] })
      expect([scope, refused.status]).toEqual([scope, 400])
    }
  })

  it('lets an expired and a withdrawn key do nothing', async () => {
    const issue = (expiresAt: number | null) =>
      owner.ask<{ secret: string; key: { id: string } }>('POST', '/keys', {
        name: 'Short',
        scopes: ['endpoints:read'],
        expiresAt,
      })
    const expired = await issue(1)
    const withdrawn = await issue(null)
    const ask = ({ secret }: { secret: string }) =>
      nobody.as({ authorization: `Bearer ${secret}` }).call('GET', '/endpoints')
    expect((await ask(withdrawn)).status).toBe(200)
    await owner.ask('DELETE', `/keys/${withdrawn.key.id}`)
    expect((await ask(withdrawn)).status).toBe(401)
    expect((await ask(expired)).status).toBe(401)
  })
})

describe('a key that is kept to one endpoint', () => {
  it('never reaches the data of another, whatever the route', async () => {
    const program = await owner.program([...GRANTABLE_SCOPES], ['other'])
    for (const operation of scoped()) {
      const { operationId, path, scope } = operation
      if (!GRANTABLE_SCOPES.includes(scope as never)) continue
      const { status, body } = await program.call(
        operation.method,
        pathOf(operation, real()),
        bodyOf(operation),
      )
      if (/\{(endpointId|sessionKey)\}/.test(path)) expect([operationId, status]).toEqual([operationId, 404])
      else expect([operationId, [200, 400, 403].includes(status)]).toEqual([operationId, true])
      expect(JSON.stringify(body ?? ''), operationId).not.toMatch(/northline|Simulated 8x8/)
    }
  })
})
