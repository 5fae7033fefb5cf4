import { expect, it } from 'vitest'
import { becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { untilQuiet } from '../../e2e/testing/row-counts.ts'

it('a customer’s data are handed out and erased, and the audit log does not keep who it was', async () => {
  await using bridge = await Bridge.start()
  const owner = await becomeOwner(bridge.service)
  const [{ customer: leaver }, { customer: other }] = [
    await bridge.servedCustomer(),
    await bridge.servedCustomer(),
  ]
  await untilQuiet(bridge.config)
  const path = '/endpoints/northline/customer-data'
  const exported = await owner.call<string>('GET', `${path}?userId=${leaver.userId}`)
  expect(exported.headers.get('content-disposition')).toMatch(
    /attachment; filename=customer-[0-9a-f]{16}\.json/,
  )
  const data = JSON.parse(exported.body) as { sessions: { sessionId: string; events: object[] }[] }
  expect(data.sessions.map(({ sessionId }) => sessionId)).toEqual([leaver.sessionId])
  expect(data.sessions[0]?.events).toContainEqual(
    expect.objectContaining({ text: 'I want to talk to a person' }),
  )

  const receipt = await owner.ask('POST', `${path}/erase`, { userId: leaver.userId })
  expect(receipt).toMatchObject({ userId: leaver.userId, erased: { sessions: 1 } })
  expect((await owner.call('GET', `/sessions/${bridge.keyOf(leaver)}`)).status).toBe(404)
  expect((await owner.call('GET', `/sessions/${bridge.keyOf(other)}`)).status).toBe(200)
  const audit = await owner.ask<{ items: { act: string }[] }>('GET', '/audit')
  expect(audit.items.map(({ act }) => act).slice(0, 2)).toEqual(['eraseCustomer', 'exportCustomer'])
  expect(JSON.stringify(audit)).not.toContain(leaver.userId)
})

it('what went over the wire for a customer is erased, also for a conversation that never came to be', async () => {
  await using bridge = await Bridge.start()
  const owner = await becomeOwner(bridge.service)
  bridge.simulator.addApiFault({ kind: 'status', status: 403, method: 'POST', path: '/conversations' })
  const customer = bridge.customer()
  await customer.ready
  customer.say('I want to talk to a person')
  await customer.reads('I could not reach a colleague')
  const trace = await owner.ask<{ entries: { kind: string; outcome: string }[] }>(
    'GET',
    `/sessions/${bridge.keyOf(customer)}/trace`,
  )
  expect(trace.entries).toContainEqual(expect.objectContaining({ kind: 'call', outcome: '403' }))
  await untilQuiet(bridge.config)
  const { userId } = customer
  const receipt = await owner.ask('POST', '/endpoints/northline/customer-data/erase', { userId })
  expect(receipt).toMatchObject({ erased: { sessions: 1, exchanges: 1 } })
})

it('an endpoint is deleted with its sessions', async () => {
  await using bridge = await Bridge.start()
  const owner = await becomeOwner(bridge.service)
  await bridge.answeredCustomer('Hello')
  await owner.ask('DELETE', '/endpoints/northline')
  expect((await owner.ask<{ items: [] }>('GET', '/sessions')).items).toEqual([])
})
