import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Database } from '../storage/database.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import type { postgresStorage } from '../storage/testing/storages.ts'
import type { DeliveryResult } from './delivery-lane.ts'
import { Customer, said } from './testing/customers.ts'
import { DeliveryServer, deliveriesOf, wordOf } from './testing/delivery-server.ts'

const done: DeliveryResult = { status: 'done' }

describePostgres('deliveries of two servers', create => {
  let storage: Awaited<ReturnType<typeof postgresStorage>>
  let databases: Database[]
  const servers: DeliveryServer[] = []
  beforeAll(async () => {
    storage = await create()
    databases = await Promise.all([storage.open(), storage.open()])
  })
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(servers.splice(0).map(server => server.lanes.stop()))
    await first().kysely.updateTable('deliveries').set({ status: 'done' }).execute()
  })
  afterAll(async () => {
    await Promise.all(databases.map(database => database.close()))
    await storage.remove()
  })

  function first(): Database {
    const [database] = databases
    if (!database) throw new Error('the databases are open')
    return database
  }

  /** Two servers on one database; unless they work, they only append. */
  function twoServers(claimMilliseconds?: number): [DeliveryServer, DeliveryServer] {
    const [ours, theirs] = databases.map(database => new DeliveryServer(database, claimMilliseconds))
    if (!ours || !theirs) throw new Error('there are two databases')
    servers.push(ours, theirs)
    return [ours, theirs]
  }

  /** The claim as it stands once a server took the session over, which the other one has not noticed. */
  const takeOver = (key: string, { id }: DeliveryServer) =>
    first()
      .kysely.updateTable('sessions')
      .set(where => ({
        claimed_by: id,
        claimed_until: Date.now() + 60_000,
        claimed_seq: where.ref('last_seq'),
      }))
      .where('id', '=', key)
      .execute()

  it('are taken over from a server that died', async () => {
    const [died, lives] = twoServers(200)
    const customer = new Customer(died.log)
    await customer.says('one', 'contact-centre')
    await customer.says('two', 'contact-centre')
    lives.answer = () => done
    await lives.lanes.start()
    await customer.on(lives.log).says('three', 'contact-centre')
    await lives.attempts.count(3)
    expect(lives.attempts.items.map(({ work }) => [wordOf(work), work.maybeAttempted])).toEqual([
      ['one', true],
      ['two', true],
      ['three', expect.any(Boolean)],
    ])
  })

  it('are found where the server that works the session heard of them only as a repeat', async () => {
    const [ours, theirs] = twoServers()
    await ours.lanes.start()
    const customer = new Customer(ours.log)
    await customer.says('one', 'contact-centre')
    const { end } = await ours.attempt(1)
    const receipt = { scope: 'webhook', id: randomUUID(), digest: 'the same' }
    const two = () => ({ entries: [said('two', 'customer')] })
    await customer.on(theirs.log).decides(two, receipt)
    await customer.decides(two, receipt)
    await ours.lanes.look()
    expect(wordOf((await ours.attempt(2)).work)).toBe('two')
    end(done)
  })

  it('stay with a server that takes its time', async () => {
    const [slow, other] = twoServers(600)
    await Promise.all([slow.lanes.start(), other.lanes.start()])
    const customer = new Customer(slow.log)
    const { claimedUntil } = await customer.says('one', 'contact-centre')
    const attempt = await slow.attempt(1)
    await setTimeout(claimedUntil - Date.now() + 1)
    await other.lanes.look()
    attempt.end(done)
    await expect.poll(async () => (await deliveriesOf(first(), customer.key))[0]?.status).toBe('done')
    expect(other.attempts.items).toEqual([])
  })

  it('end at once on a server that lost its claim, and are worked by the one that has it', async () => {
    const [lost, found] = twoServers(300)
    await lost.lanes.start()
    const customer = new Customer(lost.log)
    await customer.says('one', 'contact-centre')
    await customer.says('two', 'contact-centre')
    const cut = await lost.attempt(1)
    await takeOver(customer.key, found)
    found.answer = () => done
    await found.lanes.start()
    await expect.poll(() => cut.signal.aborted).toBe(true)
    await found.attempts.count(2)
    await expect
      .poll(async () => (await deliveriesOf(first(), customer.key)).every(({ status }) => status === 'done'))
      .toBe(true)
    expect(found.attempts.items.map(({ work }) => [wordOf(work), work.maybeAttempted])).toEqual([
      ['one', true],
      ['two', true],
    ])
    expect(lost.attempts.items).toHaveLength(1)
  })

  it('are not noted by a server that lost its claim meanwhile', async () => {
    const [lost, found] = twoServers()
    await lost.lanes.start()
    const customer = new Customer(lost.log)
    await customer.says('one', 'contact-centre')
    await customer.says('two', 'contact-centre')
    const attempt = await lost.attempt(1)
    await takeOver(customer.key, found)
    await found.lanes.start()
    await found.attempt(1)
    attempt.end({ status: 'done', decide: () => ({ acknowledged: 1 }) })
    await expect.poll(() => attempt.signal.aborted).toBe(true)
    expect(await deliveriesOf(first(), customer.key)).toMatchObject([
      { status: 'pending' },
      { status: 'pending' },
    ])
    expect(lost.attempts.items).toHaveLength(1)
  })

  it('are not begun by a server whose claim is over, as after a long sleep', async () => {
    const [slept, awake] = twoServers()
    await slept.lanes.start()
    const customer = new Customer(slept.log)
    await customer.says('one', 'contact-centre')
    await customer.says('two', 'contact-centre')
    const attempt = await slept.attempt(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    await awake.lanes.start()
    await awake.attempt(1)
    attempt.end(done)
    await expect.poll(() => attempt.signal.aborted).toBe(true)
    expect(slept.attempted()).toEqual(['one'])
    expect(awake.attempted()).toEqual(['one'])
  })

  it('are found that another server wrote without a word, behind those that are worked', async () => {
    const [worker, other] = twoServers()
    await worker.lanes.start()
    const customer = new Customer(worker.log)
    await customer.says('held up', 'contact-centre')
    await worker.attempt(1)
    await customer.on(other.log).says('unheard', 'virtual-agent')
    await worker.lanes.look()
    await worker.attempt(2)
    expect(worker.attempted()).toEqual(['held up', 'unheard'])
  })

  it('go over at once from a server that stops', async () => {
    const [stops, stays] = twoServers()
    await stops.lanes.start()
    const customer = new Customer(stops.log)
    await customer.says('one', 'contact-centre')
    await stops.attempt(1)
    await stops.lanes.stop()
    stays.answer = () => done
    await stays.lanes.start()
    await stays.attempts.count(1)
  })

  it('of a session that is erased end', async () => {
    const [server] = twoServers()
    await server.lanes.start()
    const customer = new Customer(server.log)
    await customer.says('one', 'contact-centre')
    await customer.says('two', 'contact-centre')
    const attempt = await server.attempt(1)
    await first().kysely.deleteFrom('deliveries').where('session_id', '=', customer.key).execute()
    await first().kysely.deleteFrom('sessions').where('id', '=', customer.key).execute()
    attempt.end(done)
    await expect.poll(() => server.attempts.items.every(({ signal }) => signal.aborted)).toBe(true)
    expect(await deliveriesOf(first(), customer.key)).toEqual([])
  })

  it('are each worked once and in order, whichever server was told of them, and of a part only', async () => {
    const both = twoServers()
    let notices = 0
    for (const from of both) {
      from.answer = () => done
      await from.lanes.start()
      from.log.onCommitted(({ key, claimedBy, deliveries }) => {
        const worker = both.find(({ id }) => id === claimedBy && id !== from.id)
        if (deliveries.length > 0 && worker && ++notices % 3 > 0) void worker.lanes.load(key)
      })
    }
    const customers = Array.from({ length: 12 }, () => new Customer(both[0].log))
    const words = Array.from({ length: 30 }, (_, index) => `${index}`)
    for (const word of words) {
      await Promise.all(
        customers.map((customer, index) =>
          customer.on(both[(index + Number(word)) % 2 ? 0 : 1].log).says(word, 'contact-centre'),
        ),
      )
    }
    await expect
      .poll(
        async () => {
          const all = await Promise.all(customers.map(({ key }) => deliveriesOf(first(), key)))
          return all.flat().filter(({ status }) => status === 'pending').length
        },
        { timeout: 5_000 },
      )
      .toBe(0)
    const attempts = both.flatMap(({ attempts }) => attempts.items)
    expect(attempts).toHaveLength(customers.length * words.length)
    expect(attempts.some(({ work }) => work.maybeAttempted)).toBe(false)
    for (const customer of customers) {
      for (const server of both) {
        const own = server.attempts.items.filter(({ work }) => work.key === customer.key)
        const seqs = own.map(({ work }) => work.event.seq)
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
      }
    }
  })
})
