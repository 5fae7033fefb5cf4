import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describePostgres } from '../server/storage/testing/describe-storages.ts'
import type { PostgresStorage } from '../server/storage/testing/storages.ts'
import { freePort } from './conversation-proof/free-port.ts'
import { ServerProcess } from './conversation-proof/server-process.ts'
import { Bridge } from './testing/bridge.ts'
import { FrontDoor } from './testing/front-door.ts'
import { RedisLine, whyNoRedis } from './testing/redis-line.ts'

const noRedis = await whyNoRedis()
if (noRedis) process.stderr.write(`Tests of a server that dies are skipped. ${noRedis}\n`)

/** A dead server's sessions are its own for ten seconds more. */
const TAKEOVER_MILLISECONDS = 30_000

describePostgres('two servers behind one door', create => {
  let storage: PostgresStorage
  let redis: RedisLine
  let folder: string
  let bridge: Bridge
  let mortal: ServerProcess
  let mortalUrl: string
  let door: FrontDoor

  beforeAll(async () => {
    if (noRedis) return
    storage = await create()
    redis = await RedisLine.start()
    folder = await mkdtemp(join(tmpdir(), 'takeover-'))
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 9).toString('base64')
    bridge = await Bridge.start({
      config: { databaseUrl, databaseSchema, redisUrl: redis.url, encryptionKey },
      simulator: { deliveryRetryDelayMs: 100, chatsPerAgent: 100 },
      settings: { handover: { queueTimeoutMinutes: 0.05 } },
    })
    const port = await freePort()
    mortalUrl = `http://127.0.0.1:${port}`
    const schemaUrl = new URL(databaseUrl)
    schemaUrl.searchParams.set('options', `-c search_path=${databaseSchema}`)
    mortal = new ServerProcess(
      {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: schemaUrl.href,
        REDIS_URL: redis.url,
        ENCRYPTION_KEY: encryptionKey,
      },
      join(folder, 'server.log'),
    )
    door = await FrontDoor.open(bridge.service.url, mortalUrl)
    await mortal.start()
    bridge.sendWebhooksTo(door.url)
  })
  afterAll(async () => {
    if (noRedis) return
    await bridge.close()
    await mortal.stop()
    mortal.close()
    await door.close()
    await redis.close()
    await storage.remove()
    await rm(folder, { recursive: true })
  })

  const said = (conversationId: string, author: string) =>
    bridge.simulator
      .conversation(conversationId)
      .messages.filter(({ author: { type } }) => type === author)
      .map(({ text }) => text)

  it.skipIf(noRedis)('take webhooks by turns and tell everybody everything once and in order', async () => {
    const { customer, conversationId } = await bridge.servedCustomer({ url: mortalUrl })
    const viewer = await bridge.watch(customer)
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
    for (const text of lines) {
      customer.say(`customer: ${text}`)
      bridge.simulator.say(conversationId, `agent: ${text}`)
    }
    await customer.reads('agent: line 19')
    await bridge.simulator.waitForMessage(conversationId, 'customer: line 19')
    expect(customer.outputs.items.filter(({ source }) => source === 'agent').map(({ text }) => text)).toEqual(
      lines.map(text => `agent: ${text}`),
    )
    expect(said(conversationId, 'user')).toEqual(lines.map(text => `customer: ${text}`))
    bridge.simulator.end(conversationId)
    await viewer.sees('handover-ended')
    expect(viewer.seqs).toEqual(viewer.seqs.map((_, index) => index + 1))
    expect([...door.answered.values()].every(count => count > 10)).toBe(true)
  })

  it.skipIf(noRedis)(
    'and when one dies the other sends what it left, and ends what it was to end',
    { timeout: 60_000 },
    async () => {
      const { customer, conversationId } = await bridge.servedCustomer({ url: mortalUrl })
      const waiting = await bridge.waitingCustomer({ url: mortalUrl })
      customer.say('one')
      await bridge.simulator.waitForMessage(conversationId, 'one')
      // 8x8 takes the next message and does not say so before the server is dead; the ones after it have only been written.
      const post = { method: 'POST', path: '/conversations/:id/messages' } as const
      bridge.simulator.addApiFault({ ...post, kind: 'slow', delayMs: 5_000 })
      const viewer = await bridge.watch(customer)
      for (const text of ['two', 'two', 'three']) customer.say(text)
      await viewer.sees('message', ({ text }) => text === 'three')
      await bridge.simulator.waitForMessage(conversationId, 'two')
      await mortal.kill()

      const { userId, sessionId } = customer
      customer.leave()
      const returned = bridge.customer({ userId, sessionId })
      await returned.ready
      returned.say('four')
      bridge.simulator.say(conversationId, 'Are you still there?')
      await bridge.simulator.waitForMessage(conversationId, 'four', TAKEOVER_MILLISECONDS)
      await returned.reads('Are you still there?')
      expect(said(conversationId, 'user')).toEqual(['one', 'two', 'two', 'three', 'four'])

      const waited = bridge.customer({
        userId: waiting.customer.userId,
        sessionId: waiting.customer.sessionId,
      })
      await waited.reads('Nobody is free right now')
      await bridge.simulator.waitFor(
        () => bridge.simulator.conversation(waiting.conversationId).state === 'idle',
        TAKEOVER_MILLISECONDS,
      )
    },
  )
})
