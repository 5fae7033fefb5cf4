import { randomBytes } from 'node:crypto'
import { postgresStorage, whyNoPostgres } from '../../server/storage/testing/storages.ts'
import { whyNoRedis } from '../testing/redis-line.ts'
import type { BenchGateway } from './bench-gateway.ts'
import { type OurServer, openSessions, type Route, routeThrough, startServer } from './routes.ts'
import { round } from './statistics.ts'
import { customerTrips, webhookTrips } from './trips.ts'

const EVENTS_PER_SECOND = 250
const WARM_UP_MILLISECONDS = 4_000
const MILLISECONDS = 8_000

/**
 * The CPU that an event costs two servers on one database, the customer at one and the widget at the other and webhooks at either,
 * beside what it costs one. Nothing where Postgres or Redis is missing.
 */
export async function workOfTwoServers(gateway: BenchGateway): Promise<Record<string, number>> {
  const missing = (await whyNoPostgres()) ?? (await whyNoRedis())
  if (missing) {
    console.log(`Two servers were not measured. ${missing}`)
    return {}
  }
  const one = await workPerEvent(gateway, 1)
  const two = await workPerEvent(gateway, 2)
  return {
    'workPerEventRatio.twoServers': round(two / one),
    'cpuMicrosecondsPerEvent.oneServer': Math.round(one),
    'cpuMicrosecondsPerEvent.twoServers': Math.round(two),
  }
}

/** Microseconds of CPU, of all servers together. */
async function workPerEvent(gateway: BenchGateway, count: number): Promise<number> {
  const storage = await postgresStorage()
  const environment = shared(storage.location)
  const servers: OurServer[] = []
  for (let index = 0; index < count; index += 1) servers.push(await startServer(gateway, environment))
  const route = routeThrough(...servers)
  try {
    await openSessions(gateway, route, servers[0]?.url ?? '', servers.at(-1)?.url ?? '')
    await talk(gateway, route, WARM_UP_MILLISECONDS)
    const before = route.cpuSeconds() ?? Number.NaN
    const events = await talk(gateway, route, MILLISECONDS)
    const seconds = (route.cpuSeconds() ?? Number.NaN) - before
    return (seconds * 1e6) / events
  } finally {
    await route.close()
    await storage.remove()
  }
}

async function talk(gateway: BenchGateway, route: Route, milliseconds: number): Promise<number> {
  const webhooks = await webhookTrips(gateway, route, milliseconds, EVENTS_PER_SECOND)
  const customers = await customerTrips(gateway, route, milliseconds, EVENTS_PER_SECOND)
  return webhooks.length + customers.length
}

function shared({ url, schema }: { url: string; schema: string }): NodeJS.ProcessEnv {
  const database = new URL(url)
  database.searchParams.set('options', `-c search_path=${schema}`)
  return {
    DATABASE_URL: database.href,
    REDIS_URL: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379',
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  }
}
