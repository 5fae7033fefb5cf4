import { afterEach, describe, expect, it } from 'vitest'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { folderStorage } from '../storage/testing/storages.ts'
import type { DeliveryResult } from './delivery-lane.ts'
import { Customer, said } from './testing/customers.ts'
import { attemptsOf, DeliveryServer, deliveriesOf } from './testing/delivery-server.ts'

const done: DeliveryResult = { status: 'done' }

describeStorages('deliveries', create => {
  const database = openedDatabase(create)
  const servers: DeliveryServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.lanes.stop()
    await database().kysely.updateTable('deliveries').set({ status: 'done' }).execute()
  })

  async function start(answer?: DeliveryServer['answer']): Promise<DeliveryServer> {
    const server = new DeliveryServer(database())
    server.answer = answer
    servers.push(server)
    await server.lanes.start()
    return server
  }

  /** Resolves once no delivery of the session waits. */
  const settled = (key: string) =>
    expect
      .poll(
        async () => (await deliveriesOf(database(), key)).filter(({ status }) => status === 'pending').length,
      )
      .toBe(0)

  describe('in a lane', () => {
    it('go one after the other, in order, and are noted as done', async () => {
      const server = await start()
      const customer = new Customer(server.log)
      await Promise.all(['one', 'two', 'three'].map(word => customer.says(word, 'contact-centre')))
      for (const number of [1, 2, 3]) {
        const attempt = await server.attempt(number)
        expect(server.attempts.items).toHaveLength(number)
        expect(attempt.work).toMatchObject({
          key: customer.key,
          owner: customer.owner,
          attempts: 0,
          maybeAttempted: false,
        })
        attempt.end(done)
      }
      await settled(customer.key)
      expect(server.attempted()).toEqual(['one', 'two', 'three'])
      expect(await deliveriesOf(database(), customer.key)).toMatchObject(
        [1, 2, 3].map(seq => ({ seq, status: 'done', attempts: 1, settled_at: expect.any(Number) })),
      )
    })

    it('do not wait for other sessions, nor for other targets', async () => {
      const server = await start()
      const [ada, bob] = [new Customer(server.log), new Customer(server.log)]
      await ada.says('held up', 'contact-centre', 'copilot')
      await ada.says('behind', 'contact-centre')
      await bob.says('free', 'contact-centre')
      await server.attempts.count(3)
      expect(server.attempted().toSorted()).toEqual(['free', 'held up', 'held up'])
    })

    it('keep their order when more come than fit in memory', async () => {
      const server = await start()
      const customer = new Customer(server.log)
      const words = Array.from({ length: 450 }, (_, index) => `${index}`)
      await customer.decides(() => ({
        entries: words.slice(0, 300).map(word => said(word, 'contact-centre')),
      }))
      server.answer = () => done
      ;(await server.attempt(1)).end(done)
      for (const word of words.slice(300)) await customer.says(word, 'contact-centre')
      await settled(customer.key)
      expect(server.attempted()).toEqual(words)
      expect(server.attempts.items.every(({ work }) => !work.maybeAttempted)).toBe(true)
    })
  })

  describe('that fail', () => {
    it('come again when they asked to, before those behind them', async () => {
      const server = await start()
      const customer = new Customer(server.log)
      await customer.says('first', 'contact-centre')
      await customer.says('second', 'contact-centre')
      const before = Date.now()
      ;(await server.attempt(1)).end({ status: 'again', error: 'busy\0', afterMilliseconds: 30.4 })
      const again = await server.attempt(2)
      expect(Date.now() - before).toBeGreaterThanOrEqual(29)
      expect(again.work).toMatchObject({ attempts: 1, maybeAttempted: true, event: { text: 'first' } })
      expect(await deliveriesOf(database(), customer.key)).toMatchObject([
        { status: 'pending', attempts: 1, error: 'busy', settled_at: null },
        { status: 'pending', attempts: 0 },
      ])
      again.end(done)
      expect((await server.attempt(3)).work.event).toMatchObject({ text: 'second' })
    })

    it('come again later where they threw', async () => {
      const server = await start(() => {
        throw new Error('a bug')
      })
      const customer = new Customer(server.log)
      await customer.says('first', 'virtual-agent')
      await server.attempt(2)
      const [delivery] = await deliveriesOf(database(), customer.key)
      expect(delivery).toMatchObject({ status: 'pending', attempts: 1, error: 'a bug' })
      expect(Number(delivery?.due_at) - Number(delivery?.created_at)).toBeGreaterThanOrEqual(125)
    })

    it('are parked where they say so, and those behind them go on', async () => {
      const server = await start(({ event }) =>
        event.seq === 1 ? { status: 'parked', error: 'no such channel' } : done,
      )
      const customer = new Customer(server.log)
      await customer.says('first', 'contact-centre')
      await customer.says('second', 'contact-centre')
      await settled(customer.key)
      expect(await deliveriesOf(database(), customer.key)).toMatchObject([
        { status: 'parked', error: 'no such channel', attempts: 1 },
        { status: 'done', error: null },
      ])
    })
  })

  describe('are kept attempt by attempt', () => {
    it('where they failed, with the success in the end', async () => {
      const server = await start()
      const customer = new Customer(server.log)
      const before = Date.now()
      await customer.says('first', 'contact-centre')
      const again = { status: 'again', error: 'Try later', outcome: '503', afterMilliseconds: 0 } as const
      ;(await server.attempt(1)).end(again)
      ;(await server.attempt(2)).end({ ...again, outcome: undefined, error: 'No idea' })
      ;(await server.attempt(3)).end(done)
      await settled(customer.key)
      const attempts = await attemptsOf(database(), customer.key)
      expect(attempts).toMatchObject([
        { seq: 1, target: 'contact-centre', attempt: 1, outcome: '503', error: 'Try later' },
        { seq: 1, attempt: 2, outcome: 'failed', error: 'No idea' },
        { seq: 1, attempt: 3, outcome: 'done', error: null },
      ])
      const times = attempts.map(({ at }) => at)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      expect(times[0]).toBeGreaterThanOrEqual(before)
      expect(attempts.every(({ milliseconds }) => milliseconds >= 0)).toBe(true)
    })

    it('where they were given up, and not where they succeeded at once', async () => {
      const server = await start(({ event }) =>
        event.seq === 1 ? { status: 'parked', error: 'no such channel', outcome: '404' } : done,
      )
      const customer = new Customer(server.log)
      await customer.says('first', 'contact-centre')
      await customer.says('second', 'contact-centre')
      await settled(customer.key)
      expect(await attemptsOf(database(), customer.key)).toMatchObject([
        { seq: 1, attempt: 1, outcome: '404', error: 'no such channel' },
      ])
    })

    it('up to the first ones and the newest, however many there are', async () => {
      const server = await start(({ attempts }) =>
        attempts < 59 ? { status: 'again', error: `attempt ${attempts + 1}`, afterMilliseconds: 0 } : done,
      )
      const customer = new Customer(server.log)
      await customer.says('first', 'contact-centre')
      await settled(customer.key)
      const attempts = await attemptsOf(database(), customer.key)
      expect(attempts).toHaveLength(50)
      expect(attempts.slice(-2)).toMatchObject([
        { attempt: 49, outcome: 'failed', error: 'attempt 49' },
        { attempt: 60, outcome: 'done', error: null },
      ])
    })
  })

  describe('that cause events', () => {
    it('are settled together with them', async () => {
      const server = await start(({ target }) =>
        target === 'virtual-agent'
          ? { status: 'done', decide: () => ({ entries: [said('answer', 'customer')] }) }
          : done,
      )
      const customer = new Customer(server.log)
      await customer.says('question', 'virtual-agent')
      await server.attempt(2)
      await settled(customer.key)
      expect(await customer.words()).toEqual(['question', 'answer'])
      expect(server.attempted()).toEqual(['question', 'answer'])
    })

    it('may settle others beside its own', async () => {
      const others = [{ seq: 2, target: 'virtual-agent' as const, status: 'done' as const, attempts: 7 }]
      const server = await start(({ event }) =>
        event.seq === 1 ? { status: 'done', decide: () => ({ settle: others }) } : { status: 'settled' },
      )
      const customer = new Customer(server.log)
      await customer.decides(() => ({
        entries: [said('one', 'virtual-agent'), said('two', 'virtual-agent')],
      }))
      await server.attempt(2)
      await settled(customer.key)
      expect(await deliveriesOf(database(), customer.key)).toMatchObject([
        { seq: 1, status: 'done', attempts: 1 },
        { seq: 2, status: 'done', attempts: 7 },
      ])
    })

    it('are attempted again where the session refuses what they cause', async () => {
      let refusals = 1
      const decide = () => {
        if (refusals-- > 0) throw new Error('the session has changed')
        return { entries: [said('answer')] }
      }
      const server = await start(() => ({ status: 'done', decide }))
      const customer = new Customer(server.log)
      await customer.says('question', 'virtual-agent')
      const again = await server.attempt(2)
      expect(again.work).toMatchObject({ attempts: 1, maybeAttempted: true })
      await settled(customer.key)
      expect(await customer.words()).toEqual(['question', 'answer'])
    })
  })

  describe('when their server stops', () => {
    it('end, and the next server takes them up where they stood', async () => {
      const first = await start()
      const customer = new Customer(first.log)
      await customer.says('one', 'contact-centre', 'copilot')
      await customer.says('two', 'contact-centre')
      const { signal } = await first.attempt(1)
      await first.lanes.stop()
      expect(signal.aborted).toBe(true)

      const second = await start(() => done)
      await customer.on(second.log).says('three', 'contact-centre')
      await settled(customer.key)
      const toCentre = second.attempts.items.filter(({ work }) => work.target === 'contact-centre')
      expect(toCentre.map(({ work }) => [work.event.seq, work.maybeAttempted])).toEqual([
        [1, true],
        [2, true],
        [3, false],
      ])
      expect(second.attempts.items).toHaveLength(4)
    })

    it('are taken up in order by a server that appends before it looks', async () => {
      const first = await start()
      const customer = new Customer(first.log)
      await customer.says('one', 'contact-centre')
      await customer.says('two', 'contact-centre')
      await first.lanes.stop()

      const second = new DeliveryServer(database())
      servers.push(second)
      second.answer = () => done
      const started = second.lanes.start()
      await Promise.all(['three', 'four'].map(word => customer.on(second.log).says(word, 'contact-centre')))
      await started
      await settled(customer.key)
      expect(second.attempted()).toEqual(['one', 'two', 'three', 'four'])
    })

    it('are noted when they succeeded at the last moment', async () => {
      const server = await start()
      const customer = new Customer(server.log)
      await customer.says('one', 'contact-centre')
      ;(await server.attempt(1)).end(done)
      await server.lanes.stop()
      expect(await deliveriesOf(database(), customer.key)).toMatchObject([{ status: 'done' }])
    })

    it('wait out their time on the next server', async () => {
      const first = await start()
      const customer = new Customer(first.log)
      await customer.says('one', 'contact-centre')
      ;(await first.attempt(1)).end({ status: 'again', error: 'busy', afterMilliseconds: 300 })
      await expect.poll(async () => (await deliveriesOf(database(), customer.key))[0]?.attempts).toBe(1)
      await first.lanes.stop()
      const [delivery] = await deliveriesOf(database(), customer.key)

      const second = await start(() => done)
      await customer.on(second.log).says('two', 'contact-centre')
      await settled(customer.key)
      expect(second.attempted()).toEqual(['one', 'two'])
      expect(Date.now()).toBeGreaterThanOrEqual(Number(delivery?.due_at))
    })
  })
})

it('deliveries of an embedded server that was killed are taken up at once', async () => {
  const storage = folderStorage()
  const database = await storage.open()
  const killed = new DeliveryServer(database)
  const customer = new Customer(killed.log)
  await customer.says('one', 'contact-centre')
  await customer.says('two', 'contact-centre')

  const server = new DeliveryServer(database)
  server.answer = () => done
  await customer.on(server.log).says('three')
  await server.lanes.start()
  await customer.on(server.log).says('four', 'contact-centre')
  const attempts = await server.attempts.count(3)
  expect(attempts.map(({ work }) => [work.event.seq, work.maybeAttempted])).toEqual([
    [1, true],
    [2, true],
    [4, false],
  ])
  await server.lanes.stop()
  await database.close()
  await storage.remove()
})
