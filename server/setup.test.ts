import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from '../e2e/testing/bridge.ts'
import { countRows } from '../e2e/testing/row-counts.ts'
import { applySetupFile } from './setup.ts'

const TOKEN = 'd'.repeat(64)
const endpoint = { id: 'second', name: 'Second', URLToken: TOKEN }
const connection = {
  id: 'second',
  name: 'Second',
  apiKey: 'eght_my-secret-key',
  tenant: 'acme01',
  webhookSecret: 'an-unguessable-part-of-an-address',
}

describe('a setup file', () => {
  let bridge: Bridge
  let folder: string
  beforeAll(async () => {
    bridge = await Bridge.start()
    folder = await mkdtemp(join(tmpdir(), 'setup-'))
  })
  afterAll(async () => {
    await bridge.close()
    await rm(folder, { recursive: true })
  })

  const apply = async (content: unknown) => {
    const file = join(folder, 'setup.json')
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    await applySetupFile(bridge.service.context, file)
  }
  const refusalOf = (content: unknown) =>
    apply(content).then(
      () => expect.unreachable('the setup was applied'),
      (error: Error) => `${error.name}: ${error.message}`,
    )

  it('makes endpoints, and changes them when it is applied again', async () => {
    await apply({ endpoints: [endpoint] })
    expect(await (await bridge.fetch(`/${TOKEN}`)).json()).toMatchObject({ active: true })
    await apply({ endpoints: [{ ...endpoint, settings: { active: false } }] })
    expect(await (await bridge.fetch(`/${TOKEN}`)).json()).toMatchObject({ active: false })
  })

  it('gives an endpoint the articles of a folder beside it', async () => {
    await writeFile(join(folder, 'parking.md'), '# Parking\n\nParking costs €3 an hour.')
    await apply({ endpoints: [endpoint], knowledge: [{ endpointId: 'second', folder: '.' }] })
    const customer = bridge.customer({ URLToken: TOKEN })
    await customer.ready
    customer.say('What does parking cost?')
    await customer.reads('€3')
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{"apiKey": eght_my-secret-key}', 'setup.json is not JSON'],
    ['no object', 'null', 'setup.json is not JSON'],
    ['a word that nobody knows', { endpoint: [] }, 'endpoint'],
    [
      'a token that can be guessed',
      { endpoints: [{ ...endpoint, URLToken: 'short' }] },
      'endpoints[0].URLToken',
    ],
    [
      'a setting that is none',
      { endpoints: [{ ...endpoint, settings: { activ: true } }] },
      'endpoints[0].settings',
    ],
    [
      'one id twice',
      { endpoints: [endpoint, { ...endpoint, URLToken: 'e'.repeat(64) }] },
      'two have the same id',
    ],
    [
      'one token twice',
      { endpoints: [endpoint, { ...endpoint, id: 'third' }] },
      'two have the same URLToken',
    ],
    [
      'a connection without a tenant',
      { connections: [{ ...connection, tenant: '' }] },
      'connections[0].tenant',
    ],
    [
      'a folder that is not there',
      { connections: [connection], knowledge: [{ endpointId: 'x', folder: 'gone' }] },
      'gone',
    ],
  ])('with %s is refused, and changes nothing', async (_case, content, where) => {
    const before = countRows(bridge.config)
    const refusal = await refusalOf(content)
    expect(refusal).toMatch(/^SetupError: SETUP_FILE: /)
    expect(refusal).toContain(where)
    expect(refusal).not.toMatch(/my-secret-key|unguessable/)
    expect(countRows(bridge.config)).toEqual(before)
  })
})
