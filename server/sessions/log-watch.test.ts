import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { LogWatch } from './log-watch.ts'
import { SessionLog } from './session-log.ts'
import { Customer } from './testing/customers.ts'
import { Heard } from './testing/heard.ts'

describePostgres('a log watch', create => {
  const database = openedDatabase(create)

  it('tells readers what another server wrote without a word', async () => {
    const [ours, theirs] = [
      new SessionLog(database(), randomUUID()),
      new SessionLog(database(), randomUUID()),
    ]
    const watch = new LogWatch(database(), ours)
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
