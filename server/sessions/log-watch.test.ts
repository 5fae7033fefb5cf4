import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../storage/database.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import type { Storage } from '../storage/testing/storages.ts'
import { LogWatch } from './log-watch.ts'
import { SessionLog } from './session-log.ts'
import { Customer } from './testing/customers.ts'
import { Heard } from './testing/heard.ts'

describePostgres('a log watch', create => {
  let storage: Storage
  let database: Database
  beforeAll(async () => {
    storage = await create()
    database = await storage.open()
  })
  afterAll(async () => {
    await database.close()
    await storage.remove()
  })

  it('tells readers what another server wrote without a word', async () => {
    const [ours, theirs] = [new SessionLog(database, randomUUID()), new SessionLog(database, randomUUID())]
    const watch = new LogWatch(database, ours)
    watch.start()
    const heard = new Heard<number>()
    const customer = new Customer(theirs)
    const stop = ours.subscribe(customer.key, 0, events => heard.hear(...events.map(({ seq }) => seq)))
    await customer.says('one')
    await customer.says('two')
    expect(await heard.count(2)).toEqual([1, 2])
    stop()
    await watch.stop()
  })
})
