import { afterAll, beforeAll, expect, it } from 'vitest'
import { Customer } from '../sessions/testing/customers.ts'
import { DeliveryServer, deliveriesOf } from '../sessions/testing/delivery-server.ts'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { Traces } from './trace.ts'

describeStorages('a trace', create => {
  const database = openedDatabase(create)
  let server: DeliveryServer
  beforeAll(async () => {
    server = new DeliveryServer(database())
    server.answer = ({ event, attempts }) =>
      event.seq === 1 && attempts === 0
        ? { status: 'again', error: '8x8 is busy', outcome: '503', afterMilliseconds: 0 }
        : { status: 'done' }
    await server.lanes.start()
  })
  afterAll(() => server.lanes.stop())

  it('tells each attempt of a delivery that did not succeed at once, before what became of it', async () => {
    const customer = new Customer(server.log)
    await customer.says('Is anybody there?', 'contact-centre')
    await customer.says('Hello?', 'contact-centre')
    await expect
      .poll(async () => (await deliveriesOf(database(), customer.key)).map(({ status }) => status))
      .toEqual(['done', 'done'])
    const { entries = [], complete } = (await new Traces(database(), server.log).read(customer.key)) ?? {}
    expect(complete).toBe(true)
    const told = entries.filter(({ seq, kind }) => seq === 1 && kind !== 'event')
    expect(told).toMatchObject([
      { kind: 'attempt', attempt: 1, outcome: '503', detail: '8x8 is busy' },
      { kind: 'attempt', attempt: 2, outcome: 'done', detail: '' },
      { kind: 'delivery', attempt: 2, outcome: 'done' },
    ])
    expect(told.every(({ at, milliseconds }) => at > 0 && milliseconds !== null)).toBe(true)
    expect(entries.filter(({ seq, kind }) => seq === 2 && kind === 'attempt')).toEqual([])
  })

  it('is not there for a session that is not', async () => {
    expect(await new Traces(database(), server.log).read('nothing')).toBeUndefined()
  })
})
