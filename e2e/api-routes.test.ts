import { expect, it } from 'vitest'
import { type ApiClient, becomeOwner, OWNER, visitApi } from './testing/api-client.ts'
import { Bridge } from './testing/bridge.ts'

/** What the steps before have made. */
interface Made {
  bridge: Bridge
  owner: ApiClient
  nobody: ApiClient
}

/** Asked for with good input where they are tested with what they need. */
const ELSEWHERE: Record<string, string> = {
  setUp: 'becomeOwner',
  testSignOn: 'server/sign-on/sign-on.test.ts, with a real provider',
  importKnowledgeAddress: 'server/knowledge/routes/knowledge-routes.test.ts, with a site to read',
  cancelKnowledgeImport: 'server/knowledge/routes/knowledge-routes.test.ts, while an import runs',
}

it('answers good input at every route as its document says', { timeout: 60_000 }, async () => {
  await using bridge = await Bridge.start()
  const owner = await becomeOwner(bridge.service)
  const made = { bridge, owner, nobody: await visitApi(bridge.service.url) }
  await signInAndOut(made)
  await administrate(made)
  await connect(made)
  await endpoint(made)
  await talk(made)
  await know(made)
  const exercised = new Set([...owner.contract.exercised, ...made.nobody.contract.exercised])
  const missing = owner.contract.operations
    .map(({ operationId }) => operationId)
    .filter(id => !exercised.has(`${id} good`) && !(id in ELSEWHERE))
  expect(missing, 'a new route needs a step here').toEqual([])
})

async function signInAndOut({ nobody, owner }: Made) {
  await nobody.ask('GET', '/setup')
  await nobody.ask('GET', '/sign-on/offer')
  const { email, password } = OWNER
  const { headers } = await nobody.call('POST', '/session', { email, password })
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const again = nobody.as({ cookie, 'x-requested-with': 'test' })
  await again.ask('GET', '/session')
  await again.ask('DELETE', '/session')
  await owner.ask('GET', '/session')
}

async function administrate({ nobody, owner }: Made) {
  const { administrator, invitation } = await owner.ask<{
    administrator: { id: string }
    invitation: { link: string }
  }>('POST', '/administrators', { email: 'ada@northline.example', name: 'Ada', role: 'viewer' })
  const path = `/administrators/${administrator.id}`
  await owner.ask('PUT', path, { name: 'Ada', role: 'admin' })
  const { link } = await owner.ask<{ link: string }>('POST', `${path}/password-link`)
  expect(link).not.toBe(invitation.link)
  const token = new URLSearchParams(link.split('?')[1]).get('token')
  const joined = await nobody.call('POST', '/password', { token, password: 'a long enough secret' })
  const ada = nobody.as({
    cookie: joined.headers.get('set-cookie')?.split(';')[0] ?? '',
    'x-requested-with': 'test',
  })
  await ada.ask('PUT', '/session/password', {
    password: 'a long enough secret',
    newPassword: 'another long secret',
  })
  await owner.ask('GET', '/administrators')
  await owner.ask('DELETE', path)
  const { key } = await owner.ask<{ key: { id: string } }>('POST', '/keys', {
    name: 'Reports',
    scopes: ['analytics:read'],
    endpointIds: ['northline'],
  })
  await owner.ask('GET', '/keys')
  await owner.ask('DELETE', `/keys/${key.id}`)
  await owner.ask('GET', '/audit')
  await owner.ask('GET', '/health')
  await owner.ask('PUT', '/sign-on', { issuer: 'https://id.example', clientId: 'copilot', clientSecret: 's' })
  await owner.ask('GET', '/sign-on')
  await owner.ask('DELETE', '/sign-on')
}

async function connect({ bridge, owner }: Made) {
  const settings = { baseUrl: bridge.simulator.url, tenant: 'northline01', queueId: '101' }
  const created = { id: 'ours', name: 'Our 8x8', settings, apiKey: 'eght_simulator' }
  const { revision } = await owner.ask<{ revision: number }>('POST', '/connections', created)
  const path = '/connections/ours'
  await owner.ask('GET', '/connections')
  await owner.ask('GET', path)
  await owner.ask('PUT', path, { name: 'Our 8x8 tenant', settings, revision })
  await owner.ask('POST', `${path}/test`)
  await owner.ask('POST', `${path}/register`, {})
  await owner.ask('GET', `${path}/registration`)
  await owner.ask('GET', `${path}/review`)
  await owner.ask('POST', `${path}/test-webhook`)
  await owner.ask('PUT', `${path}/api-key`, { apiKey: 'eght_simulator' })
  await owner.ask('POST', `${path}/rotate-webhook-secret`, {})
  await owner.ask('PUT', `${path}/live-agent`, { username: 'svc', password: 'a long enough secret' })
  await owner.ask('GET', `${path}/live-agent`)
  await owner.ask('POST', `${path}/live-agent/app-tokens`, {})
  await owner.ask('DELETE', `${path}/live-agent`)
  await owner.ask('DELETE', path)
}

async function endpoint({ owner }: Made) {
  const { settings, revision } = await owner.ask<{ settings: object; revision: number }>(
    'POST',
    '/endpoints',
    {
      id: 'second',
      name: 'Second',
    },
  )
  const path = '/endpoints/second'
  await owner.ask('GET', '/endpoints')
  await owner.ask('GET', path)
  await owner.ask('PUT', path, { name: 'The second', settings, revision })
  await owner.ask('POST', `${path}/rotate-token`, {})
  await owner.ask('DELETE', `${path}/earlier-tokens`)
  await owner.ask('GET', `${path}/embedding`)
  const items = [{ kind: 'message', messageId: '1', from: 'customer', text: 'Hello' }]
  await owner.ask('POST', `${path}/ingest`, { userId: 'u', sessionId: 's', items })
  await owner.ask('DELETE', path)
}

async function talk({ bridge, owner }: Made) {
  const customer = await bridge.answeredCustomer('Hello')
  await owner.ask('GET', '/sessions')
  const path = `/sessions/${bridge.keyOf(customer)}`
  await owner.ask('GET', path)
  await owner.ask('GET', `${path}/events`)
  await owner.ask('GET', `${path}/transcript`)
  await owner.ask('POST', `${path}/inject`, { text: 'Hi' })
  await owner.ask('POST', `${path}/notify`, { text: 'News' })
  await owner.ask('PUT', `${path}/profile`, { name: 'Maeve' })
  await owner.ask('POST', `${path}/handover`)
  await owner.ask('POST', `${path}/handover/close`, {})
  await owner.ask('GET', `${path}/trace`)
  await owner.ask('POST', `${path}/copilot-link`)
  await owner.ask('POST', `${path}/panel-trial`)
  await owner.call('GET', `${path}/trace.csv`)
  await owner.ask('GET', '/endpoints/northline/analytics')
  await owner.call('GET', '/endpoints/northline/analytics.csv')
  await owner.ask('GET', '/analytics')
  await owner.call('GET', '/analytics.csv')
  await owner.ask('PUT', `${path}/grid`, { columns: 1, rows: 1, tiles: {} })
  await owner.ask('PUT', `${path}/tiles/offer`, { type: 'html', html: '<p>Hello</p>' })
  await owner.ask('POST', `${path}/tiles/offer/data`, { price: 3 })
  await owner.ask('DELETE', `${path}/tiles/offer`)
  const { userId } = customer
  await owner.call('GET', `/endpoints/northline/customer-data?userId=${userId}`)
  await owner.ask('POST', '/endpoints/northline/customer-data/erase', { userId })
}

async function know({ owner }: Made) {
  const path = '/endpoints/northline/knowledge'
  const source = (draft: object) =>
    owner.ask<{ id: string }>('POST', `${path}/sources`, { name: 'Articles', ...draft })
  const typed = `${path}/sources/${(await source({ kind: 'typed' })).id}`
  await owner.ask('GET', `${path}/sources`)
  await owner.ask('PATCH', typed, { name: 'Typed in' })
  const { id } = await owner.ask<{ id: string }>('POST', `${typed}/documents`, {
    title: 'Parking',
    body: 'Parking costs €3 an hour.',
  })
  await owner.ask('GET', `${typed}/documents`)
  await owner.ask('GET', `${typed}/documents/${id}`)
  await owner.ask('PUT', `${typed}/documents/${id}`, { title: 'Parking', body: 'Parking costs €4 an hour.' })
  await owner.ask('GET', `${path}/search?text=parking`)
  await owner.ask('GET', `${path}/health`)
  await owner.ask('DELETE', `${typed}/documents/${id}`)

  const files = `${path}/sources/${(await source({ kind: 'files' })).id}`
  const form = new FormData()
  form.append('file', new Blob(['# Tickets\n\nTickets cost €2.']), 'tickets.md')
  const job = await owner.ask<{ id: string }>('POST', `${files}/files`, form)
  await owner.ask('GET', `${files}/imports`)
  await owner.ask('GET', `${files}/imports/${job.id}`)
  await owner.ask('GET', files)
  await owner.ask('DELETE', files)
}
