import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Service } from '../server/service.ts'
import { describePostgres } from '../server/storage/testing/describe-storages.ts'
import type { PostgresStorage } from '../server/storage/testing/storages.ts'
import { asksForShape, StandIn } from './language-model/stand-in.ts'
import { Bridge } from './testing/bridge.ts'
import { RedisLine, whyNoRedis } from './testing/redis-line.ts'

const noRedis = await whyNoRedis()
const QUESTION = 'How much is the charge if I miss my engineer visit?'

describePostgres('drafts on two servers', create => {
  let storage: PostgresStorage
  let redis: RedisLine
  let standIn: StandIn
  let bridge: Bridge
  let second: Service
  beforeAll(async () => {
    if (noRedis) return
    storage = await create()
    redis = await RedisLine.start()
    standIn = await StandIn.start(() => '@nothing')
    standIn.setAside(asksForShape)
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 7).toString('base64')
    bridge = await Bridge.start({
      knowledge: 'e2e/demo/knowledge',
      settings: { handover: { repeatMessage: '' } },
      config: {
        databaseUrl,
        databaseSchema,
        redisUrl: redis.url,
        encryptionKey,
        languageModel: { baseUrl: standIn.url, name: 'm' },
      },
    })
    second = await bridge.another()
  })
  afterAll(async () => {
    if (noRedis) return
    await bridge.close()
    await standIn.close()
    await redis.close()
    await storage.remove()
  })

  async function chat() {
    standIn.forget()
    const isReady = async () => (await fetch(`${second.url}/readyz`)).json()
    await expect.poll(isReady, { timeout: 5_000 }).toMatchObject({ redis: true })
    const { customer } = await bridge.servedCustomer()
    const here = await bridge.watch(customer)
    const there = bridge.viewer(customer, {}, second)
    await there.join()
    const stream = standIn.control()
    customer.say(QUESTION)
    await stream.asked()
    return { customer, here, there, stream }
  }

  it.skipIf(noRedis)('grow before agents on both, also one who comes late', async () => {
    const { customer, here, there, stream } = await chat()
    stream.begin().write('@reply P1\nA missed visit ')
    const viewers = [here, there]
    for (const viewer of viewers)
      await viewer.drafts.until(({ text }) => text === 'A missed visit', 'a piece')
    const draftId = here.drafts.items[0]?.draftId ?? ''
    const late = bridge.viewer(customer, {}, second)
    await late.join()
    await late.drafts.until(({ text }) => text === 'A missed visit', 'what was written')
    stream.write('costs €45.').end()
    for (const viewer of [...viewers, late]) {
      await viewer.drafts.until(({ name }) => name === 'draft-end', 'the end')
      expect(viewer.draftText(draftId)).toBe('A missed visit costs €45.')
      await viewer.sees(
        'suggestions-made',
        ({ by, suggestions }) => by === 'model' && suggestions[0]?.id === draftId,
      )
    }
  })

  it.skipIf(noRedis)('stop for an agent on the other server', async () => {
    const { there, stream } = await chat()
    stream.begin().write('@reply P1\nA missed visit ')
    const { draftId } = await there.drafts.until(({ name }) => name === 'draft-start', 'a draft')
    await there.ask('cancel', { requestId: draftId })
    await stream.hungUp
    await there.drafts.until(({ name, complete }) => name === 'draft-end' && complete === false, 'its end')
  })

  it.skipIf(noRedis)('give way when the customer goes on at the other server', async () => {
    const { customer, there, stream } = await chat()
    stream.begin().write('@reply P1\nA missed visit ')
    await there.drafts.until(({ name }) => name === 'draft-start', 'a draft')
    const { userId, sessionId } = customer
    const moved = bridge.customer({ userId, sessionId, url: second.url })
    await moved.ready
    moved.say('And where do I see it on my bill?')
    await stream.hungUp
    await there.drafts.until(({ name, complete }) => name === 'draft-end' && complete === false, 'its end')
  })
})
