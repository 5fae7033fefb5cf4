import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Service } from '../server/service.ts'
import { describePostgres } from '../server/storage/testing/describe-storages.ts'
import type { PostgresStorage } from '../server/storage/testing/storages.ts'
import { Bridge } from './testing/bridge.ts'
import { RedisLine, whyNoRedis } from './testing/redis-line.ts'

const noRedis = await whyNoRedis()
if (noRedis) process.stderr.write(`Tests of several servers are skipped. ${noRedis}\n`)

describePostgres('two servers', create => {
  let storage: PostgresStorage
  let redis: RedisLine
  let bridge: Bridge
  let second: Service
  beforeAll(async () => {
    if (noRedis) return
    storage = await create()
    redis = await RedisLine.start()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 7).toString('base64')
    const config = { databaseUrl, databaseSchema, redisUrl: redis.url, encryptionKey }
    bridge = await Bridge.start({ config })
    second = await bridge.another()
  })
  afterAll(async () => {
    if (noRedis) return
    await bridge.close()
    await redis.close()
    await storage.remove()
  })

  /** What both say of themselves. */
  const readiness = async () => {
    const answers = await Promise.all([bridge.service, second].map(({ url }) => fetch(`${url}/readyz`)))
    return Promise.all(answers.map(answer => answer.json()))
  }
  const withRedis = { ready: true, database: true, redis: true }
  const withoutRedis = { ...withRedis, redis: false }

  it.skipIf(noRedis)('are one for a customer on the first and an agent’s widget on the second', async () => {
    await expect.poll(readiness, { timeout: 5_000 }).toEqual([withRedis, withRedis])
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = bridge.viewer(customer, {}, second)
    await viewer.join()
    customer.say('My line is down')
    await viewer.sees('message', ({ text }) => text === 'My line is down')
    customer.socket.emit('typingStatus', { status: 'typingOn' })
    await viewer.typing.until(({ from, writing }) => from === 'customer' && writing, 'the customer’s typing')

    const returned = bridge.customer({
      userId: customer.userId,
      sessionId: customer.sessionId,
      url: second.url,
    })
    await returned.ready
    customer.leave()
    bridge.simulator.setTyping(conversationId, true)
    await returned.typing.until(status => status === 'typingOn', 'the agent’s typing')
    bridge.simulator.say(conversationId, 'I see it')
    await returned.reads('I see it')
    await viewer.sees('agent-messages-released')
    bridge.simulator.end(conversationId)
    await returned.reads('has ended')
    expect(viewer.seqs).toEqual(viewer.seqs.map((_, index) => index + 1))
  })

  it.skipIf(noRedis)('go on without Redis, slower, and are as before when it comes back', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = bridge.viewer(customer, {}, second)
    await viewer.join()
    redis.cut()
    await expect.poll(readiness, { timeout: 5_000 }).toEqual([withoutRedis, withoutRedis])
    customer.say('Can you hear me?')
    await viewer.sees('message', ({ text }) => text === 'Can you hear me?')
    const third = await bridge.another()
    expect((await fetch(`${third.url}/readyz`)).status).toBe(200)
    bridge.simulator.say(conversationId, 'Yes')
    await customer.reads('Yes')

    redis.mend()
    await expect.poll(readiness, { timeout: 10_000 }).toEqual([withRedis, withRedis])
    customer.socket.emit('typingStatus', { status: 'typingOn' })
    await viewer.typing.until(({ writing }) => writing, 'the customer’s typing')
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
  })
})
