import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../storage/database.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import type { postgresStorage } from '../storage/testing/storages.ts'
import { ClaimLostError, UnknownSessionError } from './decision.ts'
import { SessionLog } from './session-log.ts'
import { Customer, said, wordsOf } from './testing/customers.ts'
import { Heard } from './testing/heard.ts'

describePostgres('the session log of two servers', create => {
  let storage: Awaited<ReturnType<typeof postgresStorage>>
  let databases: Database[]
  beforeAll(async () => {
    storage = await create()
    databases = await Promise.all([storage.open(), storage.open()])
  })
  afterAll(async () => {
    await Promise.all(databases.map(database => database.close()))
    await storage.remove()
  })

  /** Two servers that tell each other of their commits, but not of all of them. */
  function twoServers(claimMilliseconds?: number): [SessionLog, SessionLog] {
    const [first, second] = databases.map(
      database => new SessionLog(database, randomUUID(), claimMilliseconds),
    )
    if (!first || !second) throw new Error('there are two databases')
    let commits = 0
    const notices = (from: SessionLog, to: SessionLog) =>
      from.onCommitted(({ key, state }) => {
        if (++commits % 3 > 0) setImmediate(() => to.notice(key, state.seq))
      })
    notices(first, second)
    notices(second, first)
    return [first, second]
  }

  it('loses and doubles nothing of what both append to the same new sessions', async () => {
    const logs = twoServers()
    const customers = Array.from({ length: 20 }, () => new Customer(logs[0]))
    const rounds = Array.from({ length: 20 }, (_, index) => index)
    await Promise.all(
      rounds.flatMap(round =>
        customers.flatMap(customer =>
          logs.map((log, server) => customer.on(log).says(`${server} ${round}`, 'copilot')),
        ),
      ),
    )
    for (const customer of customers) {
      const transcript = await customer.transcript()
      expect(transcript.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
      for (const server of [0, 1]) {
        const own = wordsOf(transcript).filter(word => word.startsWith(`${server} `))
        expect(own).toEqual(rounds.map(round => `${server} ${round}`))
      }
      const [first, second] = await Promise.all(logs.map(log => log.find(customer.key)))
      expect(first).toEqual(second)
    }
  })

  it('tells readers of both servers everything, in order', async () => {
    const logs = twoServers()
    const customer = new Customer(logs[0])
    const readers = logs.map(log => {
      const heard = new Heard<number>()
      const stop = log.subscribe(customer.key, 0, events => heard.hear(...events.map(({ seq }) => seq)))
      return { heard, stop }
    })
    for (let round = 0; round < 30; round++) {
      await Promise.all(logs.map(log => customer.on(log).says(`${round}`)))
    }
    for (const log of logs) log.notice(customer.key, 60)
    for (const { heard, stop } of readers) {
      expect(await heard.count(60)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
      stop()
    }
  })

  it('takes a receipt once, on whichever server it comes first', async () => {
    const logs = twoServers()
    const customers = Array.from({ length: 30 }, () => new Customer(logs[0]))
    for (const customer of customers) {
      const receipt = { scope: 'webhook', id: randomUUID(), digest: 'a' }
      const both = await Promise.all(
        logs.map(log => customer.on(log).decides(() => ({ entries: [said('once')] }), receipt)),
      )
      expect(both.filter(({ repeated }) => repeated)).toHaveLength(1)
      expect(await customer.words()).toEqual(['once'])
    }
  })

  it('gives a session to one of two customers that begin it at once', async () => {
    const logs = twoServers()
    for (let round = 0; round < 10; round++) {
      const customer = new Customer(logs[0], { userId: 'first' })
      const rival = new Customer(logs[1], { ...customer.owner, userId: 'second' })
      const outcomes = await Promise.allSettled([customer.says('mine'), rival.says('mine')])
      const refusals = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(refusals).toEqual([expect.any(UnknownSessionError)])
      expect(await customer.words()).toEqual(['mine'])
    }
  })

  it('loses no event to a server that begins the same session without one', async () => {
    const [first, second] = twoServers()
    for (let round = 0; round < 20; round++) {
      const customer = new Customer(first)
      const timer = customer.on(second).decides(() => ({ timers: { inactivity: 9_000_000_000_000 } }))
      await Promise.all([customer.says('one'), timer])
      await customer.says('two')
      expect(await customer.words()).toEqual(['one', 'two'])
    }
  })

  it('leaves deliveries to the server that has claimed the session, until its claim is over', async () => {
    const [first, second] = twoServers(150)
    const customer = new Customer(first)
    const { claimedBy, claimedUntil } = await customer.says('one', 'contact-centre')
    expect(await customer.on(second).says('two', 'contact-centre')).toMatchObject({ claimedBy, waiting: [] })

    await setTimeout(claimedUntil - Date.now() + 1)
    const taken = await customer.on(second).says('three', 'contact-centre')
    expect(taken.claimedBy).not.toBe(claimedBy)
    expect(taken.waiting).toEqual(['contact-centre'])
    const settle = [{ seq: 1, target: 'contact-centre' as const, status: 'done' as const, attempts: 1 }]
    await expect(customer.decides(() => ({ settle }))).rejects.toThrow(ClaimLostError)
    await customer.on(second).decides(() => ({ settle }))
  })

  it('tells the server that works a session of what the other one left for it', async () => {
    const [first, second] = twoServers()
    const customer = new Customer(first)
    const { claimedBy } = await customer.says('one', 'contact-centre')
    await customer.on(second).says('two', 'virtual-agent')
    expect(await customer.says('three')).toMatchObject({
      claimedBy,
      waiting: ['contact-centre', 'virtual-agent'],
    })
    expect(await customer.says('four')).toMatchObject({ claimedBy, waiting: [] })
  })

  it('forgets a session that was erased and begun anew', async () => {
    const [first, second] = twoServers()
    const customer = new Customer(first)
    const profile = { event: { type: 'profile-updated' as const, at: 1, profile: { name: 'Ada' } } }
    await customer.decides(() => ({ entries: [profile, said('Hello')] }))
    for (const table of ['events', 'deliveries'] as const) {
      await databases[0]?.kysely.deleteFrom(table).where('session_id', '=', customer.key).execute()
    }
    await databases[0]?.kysely.deleteFrom('sessions').where('id', '=', customer.key).execute()
    await customer.on(second).decides(() => ({ entries: [said('new'), said('new'), said('new')] }))
    expect((await first.find(customer.key))?.state).toMatchObject({ seq: 3, profile: {} })
    const { state } = await customer.says('on the first server')
    expect(state).toMatchObject({ seq: 4, profile: {} })
    expect((await first.find(customer.key))?.state.profile).toEqual({})
  })

  it('outlives the loss of its connections', async () => {
    const [log] = twoServers()
    const customer = new Customer(log)
    await customer.says('before')
    const appended = Promise.allSettled(Array.from({ length: 200 }, (_, index) => customer.says(`${index}`)))
    await storage.cutConnections()
    await appended
    await expect.poll(() => succeeds(customer.says('after'))).toBe(true)
    const transcript = await customer.transcript()
    expect(transcript.map(({ seq }) => seq)).toEqual(transcript.map((_, index) => index + 1))
    expect(wordsOf(transcript).at(-1)).toBe('after')
  })
})

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )
