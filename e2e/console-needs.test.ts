import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../server/protocol/administration.ts'
import { type Step, stepsToTake } from '../widget/console/pages/first-steps.ts'
import { type Need, needsOf } from '../widget/console/pages/needs.ts'
import { type ApiClient, becomeOwner } from './testing/api-client.ts'
import { Bridge } from './testing/bridge.ts'

interface Endpoint {
  id: string
  name: string
  connectionId: string | null
  channelId: string | null
}

const everything = () => true
const allBut = (without: Scope) => (scope: Scope) => scope !== without

let bridge: Bridge
let owner: ApiClient
beforeAll(async () => {
  bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
  owner = await becomeOwner(bridge.service)
})
afterAll(() => bridge.close())

const read = <Answer>(path: string) => owner.ask<Answer>('GET', path)
const endpoints = async () => (await read<{ items: Endpoint[] }>('/endpoints')).items

describe('what needs somebody', () => {
  const needs = async (can: (scope: Scope) => boolean = everything) => needsOf(await endpoints(), can, read)
  const textsOf = (all: readonly Need[]) => all.map(({ text }) => text)

  it('is nothing where all is set up and read, also where the channel was made by hand', async () => {
    expect(await needs()).toEqual([])
  })

  it('is an endpoint without a connection, and a connection that is not registered', async () => {
    await owner.ask('POST', '/endpoints', { id: 'lonely', name: 'Lonely shop' })
    const settings = { baseUrl: bridge.simulator.url, tenant: 'northline01' }
    await owner.ask('POST', '/connections', { id: 'new', name: 'New tenant', settings, apiKey: 'eght_new' })
    expect(await needs()).toMatchObject([
      { text: 'New tenant is not registered', href: '#/connections/new' },
      { text: 'Lonely shop has no connection to 8x8', href: '#/endpoints/lonely/handover' },
    ])
    expect(textsOf(await needs(allBut('connections:read')))).toEqual(['Lonely shop has no connection to 8x8'])
    await owner.ask('DELETE', '/connections/new')
    await owner.ask('DELETE', '/endpoints/lonely')
  })

  it('is a source without anything in it', async () => {
    await owner.ask('POST', '/endpoints/northline/knowledge/sources', { kind: 'typed', name: 'Empty' })
    expect(await needs()).toMatchObject([{ icon: 'article', href: '#/knowledge/northline' }])
    expect(await needs(allBut('knowledge:read'))).toEqual([])
  })

  it('is what was given up, before all else', async () => {
    const { customer } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    const parked = viewer.sees('delivery-parked')
    const path = '/conversations/:id/messages'
    bridge.simulator.addApiFault({ method: 'POST', path, kind: 'status', status: 403 })
    customer.say('Are you there?')
    await parked
    const [first] = await needs()
    expect(first).toMatchObject({ text: '1 delivery was given up', href: '#/health' })
    expect(first?.detail).toContain('403')
    expect(textsOf(await needs(allBut('system:read')))).not.toContain('1 delivery was given up')
  })

  it('leaves out what cannot be read', async () => {
    const failing = <Answer>(path: string) =>
      path === '/health' ? Promise.reject<Answer>(new Error('away')) : read<Answer>(path)
    const all = await needsOf(await endpoints(), everything, failing)
    expect(textsOf(all)).toEqual(['1 source is old or empty'])
  })
})

describe('first steps', () => {
  const lacking = (found: readonly { id: string }[], can: (scope: Scope) => boolean = everything) =>
    stepsToTake(found, can, read)
  const nothingYet = <Answer>() => Promise.resolve({ items: [] } as Answer)

  it('are all of them where nothing is there', async () => {
    const all: Step[] = ['connection', 'endpoint', 'knowledge']
    expect(await stepsToTake([], everything, nothingYet)).toEqual(all)
  })

  it('are none where all is there', async () => {
    expect(await lacking(await endpoints())).toEqual([])
  })

  it('are knowledge where no endpoint has any', async () => {
    await owner.ask('POST', '/endpoints', { id: 'second', name: 'Second' })
    expect(await lacking(await endpoints())).toEqual([])
    expect(await lacking([{ id: 'second' }])).toEqual(['knowledge'])
  })

  it('are not those of others', async () => {
    const nobody = () => false
    expect(await stepsToTake([{ id: 'second' }], nobody, nothingYet)).toEqual([])
  })
})
