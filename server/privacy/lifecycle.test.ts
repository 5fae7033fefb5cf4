import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { CapturedLog } from '../../e2e/testing/captured-log.ts'
import { EndpointDirectory } from '../endpoints/endpoint-directory.ts'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { SessionLog } from '../sessions/session-log.ts'
import { Customer } from '../sessions/testing/customers.ts'
import { attemptsOf } from '../sessions/testing/delivery-server.ts'
import { createSecrets } from '../storage/secrets.ts'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { eraseCustomer } from './erasure.ts'
import { exportAsJson } from './export.ts'
import { Retention } from './retention.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000

describeStorages('what is kept of a customer', create => {
  const database = openedDatabase(create)
  let log: SessionLog
  let endpoints: EndpointDirectory
  beforeAll(async () => {
    log = new SessionLog(database(), randomUUID())
    endpoints = new EndpointDirectory(database(), createSecrets(randomBytes(32).toString('base64')))
  })

  const chat = async (userId: string, endpointId = 'endpoint') => {
    const customer = new Customer(log, { endpointId, userId })
    await customer.decides(() => ({ timers: { inactivity: Date.now() + 60_000 } }), {
      scope: `message:${customer.key}`,
      id: 'one',
      digest: 'digest',
    })
    await customer.says('my secret', 'customer')
    const attempt = { at: Date.now(), milliseconds: 5, outcome: '503' }
    await customer.decides(() => ({
      settle: [{ seq: 1, target: 'customer', status: 'pending', attempts: 1, error: 'Try later', attempt }],
    }))
    await database()
      .kysely.insertInto('attachments')
      .values({
        id: randomUUID(),
        session_id: customer.key,
        name: 'bill.txt',
        media_type: 'text/plain',
        size_in_bytes: 4,
        content: Buffer.from('bill'),
        connection_id: null,
        conversation_id: null,
        remote_id: null,
        created_at: Date.now(),
      })
      .execute()
    return customer
  }

  it('is handed out as one document', async () => {
    const customer = await chat('exported')
    await chat('somebody else')
    let json = ''
    for await (const piece of exportAsJson({ database: database(), log }, customer.owner)) json += piece
    expect(JSON.parse(json)).toMatchObject({
      userId: 'exported',
      sessions: [
        {
          sessionId: customer.owner.sessionId,
          events: [{ type: 'message', text: 'my secret' }],
          attachments: [{ name: 'bill.txt', content: Buffer.from('bill').toString('base64') }],
        },
      ],
    })
  })

  it('is erased everywhere, with a receipt, and nothing of anybody else', async () => {
    const [one, two, other] = [await chat('erased'), await chat('erased'), await chat('kept')]
    const receipt = await eraseCustomer({ database: database(), log }, one.owner)
    expect(receipt).toMatchObject({
      userId: 'erased',
      erased: { sessions: 2, events: 2, deliveries: 2, timers: 2, receipts: 2, attachments: 2 },
    })
    for (const gone of [one, two]) {
      expect(await log.find(gone.key)).toBeUndefined()
      expect(await gone.words()).toEqual([])
      expect(await attemptsOf(database(), gone.key)).toEqual([])
    }
    expect(await attemptsOf(database(), other.key)).toHaveLength(1)
    expect(await other.words()).toEqual(['my secret'])
    await one.says('again')
    expect(await one.words()).toEqual(['again'])
    expect((await log.find(one.key))?.state.seq).toBe(1)
  })

  const createRetention = () => {
    const settingsOf = async (id: string) => (await endpoints.byId(id))?.settings
    const { logger } = new CapturedLog()
    return new Retention({ database: database(), log, serverId: randomUUID(), settingsOf, logger })
  }

  it('goes after the days that its endpoint keeps it, and stays where it keeps everything', async () => {
    for (const [id, retentionDays] of [
      ['brief', 30],
      ['lasting', undefined],
    ] as const) {
      const settings = endpointSettingsSchema.parse({ privacy: { retentionDays } })
      await endpoints.save({ id, name: id, URLToken: randomUUID(), settings })
    }
    const [brief, lasting] = [await chat('anybody', 'brief'), await chat('anybody', 'lasting')]
    const retention = createRetention()
    expect(await retention.look(Date.now() + 29 * DAY_IN_MILLISECONDS)).toBe(0)
    expect(await brief.words()).toEqual(['my secret'])
    expect(await retention.look(Date.now() + 31 * DAY_IN_MILLISECONDS)).toBe(1)
    expect(await brief.words()).toEqual([])
    expect(await lasting.words()).toEqual(['my secret'])
  })

  it('is erased by one server at a time', async () => {
    await database()
      .kysely.insertInto('leases')
      .values({ name: 'retention', holder: 'another', until: Date.now() + 60_000 })
      .execute()
    expect(await createRetention().look()).toBeUndefined()
  })
})
