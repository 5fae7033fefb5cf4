import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { Customer } from '../sessions/testing/customers.ts'
import { DeliveryServer, deliveriesOf } from '../sessions/testing/delivery-server.ts'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { type HealthParts, readHealth } from './health.ts'

const MINUTE = 60_000

describeStorages('how the installation is doing', create => {
  const database = openedDatabase(create)
  let server: DeliveryServer
  beforeAll(async () => {
    server = new DeliveryServer(database())
    server.answer = ({ event }) =>
      event.type === 'message' && event.text === 'refused'
        ? { status: 'parked', error: '8x8 refused it', outcome: '403' }
        : { status: 'again', error: '8x8 is away', afterMilliseconds: 60 * MINUTE }
    await server.lanes.start()
    for (const id of ['shop', 'second']) await addEndpoint(id)
  })
  afterAll(() => server.lanes.stop())

  const addEndpoint = (id: string) =>
    database()
      .kysely.insertInto('endpoints')
      .values({
        id,
        name: `The ${id}`,
        url_token_hash: randomUUID(),
        url_token_sealed: '',
        settings: '',
        created_at: Date.now(),
      })
      .execute()

  const model = { kind: 'compatible', baseUrl: 'https://models.example/v1', name: 'small' } as const
  const parts = (): HealthParts => ({
    database: database(),
    serverId: server.id,
    startedAt: 1,
    readiness: async () => ({ ready: true, database: true, redis: false }),
    settingsOf: async id => endpointSettingsSchema.parse(id === 'shop' ? { copilot: { model } } : {}),
    modelOfServer: undefined,
    tokensToday: async id => (id === 'shop' ? 7 : 0),
    modelRequests: async () => ({ answered: 3 }),
  })

  it('is told where nothing has happened yet', async () => {
    const { database: kind, redis, backlog, parked, servers, models } = await readHealth(parts())
    expect(kind).toEqual({
      kind: database().dialect === 'sqlite' ? 'embedded' : 'postgres',
      answers: true,
    })
    expect(redis).toBe('away')
    expect(backlog).toEqual({
      pending: 0,
      late: 0,
      oldestDueAt: null,
      waitingWebhooks: 0,
      runningImports: 0,
    })
    expect([parked, servers]).toEqual([[], [{ serverId: server.id, sessions: 0, isThis: true }]])
    expect(models).toMatchObject([
      { endpointId: 'second', name: 'The second', model: null, tokensToday: 0 },
      { endpointId: 'shop', model: 'small', host: 'models.example', ofServer: false, tokensToday: 7 },
    ])
  })

  it('counts what waits, what is late and what was given up, and the servers that work', async () => {
    const waiting = new Customer(server.log, { endpointId: 'shop' })
    await waiting.says('waits', 'contact-centre')
    const refused = new Customer(server.log, { endpointId: 'shop' })
    await refused.says('refused', 'contact-centre')
    await expect.poll(async () => (await deliveriesOf(database(), waiting.key))[0]?.attempts).toBe(1)
    await expect.poll(async () => (await deliveriesOf(database(), refused.key))[0]?.status).toBe('parked')
    const [{ due_at: dueAt } = { due_at: 0 }] = await deliveriesOf(database(), waiting.key)

    const { backlog, parked, servers } = await readHealth(parts())
    expect(backlog).toMatchObject({ pending: 1, late: 0, oldestDueAt: dueAt })
    expect(parked).toEqual([
      {
        sessionKey: refused.key,
        target: 'contact-centre',
        at: expect.any(Number),
        attempts: 1,
        error: '8x8 refused it',
      },
    ])
    expect(servers).toEqual([{ serverId: server.id, sessions: 2, isThis: true }])

    const later = await readHealth(parts(), dueAt + 2 * MINUTE)
    expect(later.backlog).toMatchObject({ pending: 1, late: 1 })
    const nextMonth = await readHealth(parts(), Date.now() + 30 * 24 * 60 * MINUTE)
    expect(nextMonth.parked).toEqual([])
  })
})
