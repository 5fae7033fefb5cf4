import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { SessionLog } from './session-log.ts'
import { Customer, said } from './testing/customers.ts'
import { Heard } from './testing/heard.ts'
import { type TimerDue, Timers } from './timers.ts'

describeStorages('timers', create => {
  const database = openedDatabase(create)
  const running: Timers[] = []
  afterEach(async () => {
    await Promise.all(running.splice(0).map(timers => timers.stop()))
    await database().kysely.deleteFrom('timers').execute()
  })

  function start(onDue: TimerDue): void {
    const timers = new Timers(database(), onDue)
    running.push(timers)
    timers.start()
  }

  it('call for those that are due, also for those of a server that is gone', async () => {
    const customer = new Customer(new SessionLog(database(), randomUUID()))
    await customer.decides((_session, now) => ({
      timers: { inactivity: now + 200, 'queue-timeout': now + 60_000 },
    }))
    const log = new SessionLog(database(), randomUUID())
    const heard = new Heard<string>()
    const before = Date.now()
    start(async (key, kind) => {
      await log.append({ key, decide: () => ({ timers: { [kind]: null } }) })
      heard.hear(kind)
    })
    expect(await heard.count(1)).toEqual(['inactivity'])
    expect(Date.now() - before).toBeGreaterThanOrEqual(190)
    expect(await database().kysely.selectFrom('timers').select('kind').execute()).toEqual([
      { kind: 'queue-timeout' },
    ])
  })

  it('act once, however many look at them', async () => {
    const log = new SessionLog(database(), randomUUID())
    const customer = new Customer(log)
    await customer.decides(() => ({ timers: { inactivity: 1 } }))
    const heard = new Heard<string>()
    const onDue: TimerDue = async (key, kind) => {
      heard.hear(kind)
      await log.append({
        key,
        decide: ({ seq }) => (seq > 0 ? {} : { entries: [said('still there?')], timers: { [kind]: null } }),
      })
    }
    start(onDue)
    start(onDue)
    await heard.count(1)
    await expect.poll(() => database().kysely.selectFrom('timers').selectAll().execute()).toEqual([])
    await Promise.all(running.map(timers => timers.stop()))
    expect(await customer.words()).toEqual(['still there?'])
  })

  it('that fail do not hold up those that are due after them', async () => {
    const rows = Array.from({ length: 201 }, (_, index) => ({
      session_id: `lost ${index}`,
      kind: 'inactivity',
      due_at: index,
    }))
    await database().kysely.insertInto('timers').values(rows).execute()
    await database()
      .kysely.insertInto('timers')
      .values({ session_id: 'found', kind: 'agent-left', due_at: 500 })
      .execute()
    const heard = new Heard<string>()
    start(async key => {
      if (key !== 'found') throw new Error('the session is gone')
      heard.hear(key)
    })
    await heard.count(1)
  })
})
