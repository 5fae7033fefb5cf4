import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { CapturedLog } from '../../../e2e/testing/captured-log.ts'
import type { SessionEventBody } from '../../protocol/session-events.ts'
import { SessionLog } from '../../sessions/session-log.ts'
import { Customer } from '../../sessions/testing/customers.ts'
import { describeStorages } from '../../storage/testing/describe-storages.ts'
import { openedDatabase } from '../../storage/testing/opened-database.ts'
import { analyse } from '../analytics.ts'
import { eraseFigures } from './erase-figures.ts'
import { FigureKeeper } from './figure-keeper.ts'

const SESSIONS = 5_200
const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const MINUTE = 60_000
const ALWAYS = { from: '2000-01-01', to: '2100-01-01' }
const today = new Date().toISOString().slice(0, 10)
const readUsage = async () => ({ assists: [], model: [] })

describeStorages('figures', create => {
  const database = openedDatabase(create)
  const keepers: FigureKeeper[] = []
  afterEach(async () => {
    for (const keeper of keepers.splice(0)) await keeper.stop()
  })

  /** A server's log with its keeper of figures. */
  function start() {
    const log = new SessionLog(database(), randomUUID())
    const figures = new FigureKeeper({ database: database(), logger: new CapturedLog().logger })
    log.onCommitted(figures.hear)
    keepers.push(figures)
    figures.start()
    const read = (endpointIds: string[], period = ALWAYS) =>
      analyse({ figures, readUsage }, endpointIds, period)
    return { log, read }
  }

  const add = (customer: Customer, ...events: SessionEventBody[]) =>
    customer.decides(() => ({ entries: events.map(event => ({ event })) }))

  it('count every session of a period, however many there are, also those of servers that are gone', async () => {
    const log = new SessionLog(database(), randomUUID())
    const at = Date.now()
    await Promise.all(
      Array.from({ length: SESSIONS }, (_, index) =>
        add(new Customer(log, { endpointId: 'busy' }), ...handover(at, index)),
      ),
    )
    const { read } = start()
    await expect.poll(async () => (await read(['busy'])).complete, { timeout: 150_000 }).toBe(true)
    const { sessions, handovers, handoversByDay, queueTime } = await read(['busy'])
    expect(sessions).toBe(SESSIONS)
    const steps = { requested: SESSIONS, opened: SESSIONS, joined: SESSIONS, completed: SESSIONS }
    expect(handovers).toEqual({ ...steps, cancelled: 0, error: 0, refused: 0 })
    expect(handoversByDay.reduce((sum, { completed }) => sum + completed, 0)).toBe(SESSIONS)
    // They waited for 1 to 100 minutes, as many for each.
    expect(queueTime.count).toBe(SESSIONS)
    for (const [told, minutes] of [
      [queueTime.median, 50],
      [queueTime.ninetieth, 90],
      [queueTime.longest, 100],
    ] as const)
      expect(Math.abs((told ?? 0) / (minutes * MINUTE) - 1)).toBeLessThan(0.011)
  }, 180_000)

  it('follow a session as it goes on, and take back what is no longer so', async () => {
    const { log, read } = start()
    const customer = new Customer(log, { endpointId: 'shop' })
    await customer.says('Where is my parcel?')
    await add(customer, {
      type: 'suggestions-made',
      at: Date.now(),
      for: 1,
      by: 'knowledge',
      suggestions: [],
      passages: [],
      quiet: 'no-match',
    })
    expect((await read(['shop'])).turns).toMatchObject({ eligible: 1, silent: 1, left: 0 })
    const feedback = { assist: 'reply', id: 'a', act: 'shown' } as const
    await add(customer, { type: 'assist-feedback', at: Date.now(), for: 1, feedback })
    expect((await read(['shop'])).turns).toMatchObject({ eligible: 1, silent: 0, left: 1 })
    const used = { ...feedback, act: 'used', changed: 0.25 } as const
    await add(customer, { type: 'assist-feedback', at: Date.now(), for: 1, feedback: used })
    const { turns, turnsByDay, medianEdit, sessions } = await read(['shop'])
    expect(turns).toMatchObject({ eligible: 1, left: 0, edited: 1 })
    expect(turnsByDay).toEqual([{ day: today, ...turns }])
    expect([medianEdit, sessions]).toEqual([0.25, 1])
  })

  it('are the same where two servers count the same sessions', async () => {
    const [one, other] = [start(), start()]
    const customers = Array.from({ length: 40 }, () => new Customer(one.log, { endpointId: 'shared' }))
    await Promise.all(customers.map(customer => customer.says('Hello')))
    await Promise.all(customers.map(customer => customer.on(other.log).says('Is anybody there?')))
    await Promise.all([one.read(['shared']), other.read(['shared']), one.read(['shared'])])
    await expect.poll(async () => (await one.read(['shared'])).sessions).toBe(40)
    expect((await other.read(['shared'])).sessions).toBe(40)
  })

  it('are of the endpoints and the days that are asked for', async () => {
    const { log, read } = start()
    await new Customer(log, { endpointId: 'one' }).says('Hello')
    await new Customer(log, { endpointId: 'two' }).says('Hello')
    expect((await read(['one'])).sessions).toBe(1)
    const { sessions, endpoints } = await read(['one', 'two', 'none'])
    expect(sessions).toBe(2)
    const nothing = { eligible: 0, used: 0, requested: 0, joined: 0 }
    expect(endpoints).toEqual([
      { endpointId: 'one', sessions: 1, ...nothing },
      { endpointId: 'two', sessions: 1, ...nothing },
      { endpointId: 'none', sessions: 0, ...nothing },
    ])
    expect((await read([])).sessions).toBe(0)
    const tomorrow = new Date(Date.now() + DAY_IN_MILLISECONDS).toISOString().slice(0, 10)
    expect((await read(['one'], { from: tomorrow, to: '2100-01-01' })).sessions).toBe(0)
  })

  it('stay when a session is erased, and go with their endpoint', async () => {
    const { log, read } = start()
    const customer = new Customer(log, { endpointId: 'gone' })
    await customer.says('Hello')
    expect((await read(['gone'])).sessions).toBe(1)
    await database().kysely.deleteFrom('session_figures').where('session_id', '=', customer.key).execute()
    await database().kysely.deleteFrom('sessions').where('id', '=', customer.key).execute()
    expect((await read(['gone'])).sessions).toBe(1)
    await eraseFigures(database(), 'gone')
    expect((await read(['gone'])).sessions).toBe(0)
  })
})

/** A handover from the first word to the last, after `index % 100 + 1` minutes in the queue. */
function handover(at: number, index: number): SessionEventBody[] {
  const handoverId = randomUUID()
  const joinedAt = at + ((index % 100) + 1) * MINUTE
  return [
    { type: 'session-started', at, channel: 'socket' },
    { type: 'handover-requested', at, handoverId, by: 'customer', connectionId: 'main', correlationId: 'A1' },
    { type: 'handover-opened', at, handoverId },
    { type: 'handover-agent-joined', at: joinedAt, handoverId },
    { type: 'handover-ended', at: joinedAt + MINUTE, handoverId, status: 'completed', reason: 'Done' },
  ]
}
