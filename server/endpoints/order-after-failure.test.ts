import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import type { PostgresStorage } from '../storage/testing/storages.ts'

describePostgres('while the database fails', create => {
  let storage: PostgresStorage
  let bridge: Bridge
  let holder: Client
  beforeAll(async () => {
    storage = await create()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 5).toString('base64')
    bridge = await Bridge.start({ config: { databaseUrl, databaseSchema, encryptionKey } })
    const ownUrl = new URL(databaseUrl)
    ownUrl.searchParams.delete('application_name')
    holder = new Client({ connectionString: ownUrl.href })
    await holder.connect()
  })
  afterAll(async () => {
    await holder.end()
    await bridge.close()
    await storage.remove()
  })

  /** Resolves when a statement of the server waits for the row that is held. */
  const somebodyWaits = () =>
    expect
      .poll(async () => {
        const waiting = `select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`
        return (await holder.query(waiting, [storage.location.schema])).rowCount
      })
      .toBeGreaterThan(0)

  it('what a customer says after a message that was not taken does not overtake it', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const say = (text: string, messageId: string) => customer.sayAndHear(text, { messageId })
    const ids = [randomUUID(), randomUUID()] as const
    await holder.query('begin')
    await holder.query(`select 1 from ${storage.location.schema}.sessions for update`)
    const one = say('one', ids[0])
    void say('two', ids[1])
    await somebodyWaits()
    await storage.cutConnections()
    expect(await one).toMatchObject({ error: { code: 'not-ready' } })
    await customer.hungUp
    await holder.query('rollback')

    for (const [index, text] of ['one', 'two'].entries())
      expect(await say(text, ids[index] ?? '')).toEqual({})
    const viewer = await bridge.watch(customer)
    await viewer.sees('message', ({ text }) => text === 'two')
    expect(viewer.saidBy('customer')).toEqual(['Hello', 'one', 'two'])
  })
})
