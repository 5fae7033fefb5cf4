import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { RedisLine, whyNoRedis } from '../e2e/testing/redis-line.ts'
import { Neighbours, type News } from './neighbours.ts'

const noRedis = await whyNoRedis()
const typing = (key: string): News => ({ kind: 'typing', key, typing: { from: 'agent', writing: true } })

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function twoServers() {
  const line = await RedisLine.start()
  const channel = randomUUID()
  const [one, other] = ['one', 'other'].map(
    id => new Neighbours(line.url, channel, id, pino({ enabled: false })),
  ) as [Neighbours, Neighbours]
  opened.push(line, one, other)
  const heard: string[] = []
  other.hear(news => heard.push('key' in news ? news.key : news.kind))
  const hearsNow = (key: string) =>
    expect
      .poll(() => {
        one.tell(typing(key))
        return heard
      })
      .toContain(key)
  return { line, hearsNow, other }
}

it.skipIf(noRedis)('servers hear each other again after Redis was away', async () => {
  const { line, hearsNow } = await twoServers()
  await hearsNow('before')
  line.cut()
  line.mend()
  await hearsNow('after')
})

it.skipIf(noRedis)('a server may be closed while its Redis comes back', async () => {
  const { line, hearsNow, other } = await twoServers()
  await hearsNow('before')
  const subscribing = line.lose('subscribe')
  line.cut()
  line.mend()
  await subscribing
  other.close()
})
