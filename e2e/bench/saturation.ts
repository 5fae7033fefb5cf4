import type { BenchGateway } from './bench-gateway.ts'
import { post, type Route, SESSIONS, sayAndHear } from './routes.ts'
import { cpuSeconds } from './system.ts'
import { nextText, prepare, Trips } from './trips.ts'

const SATURATION_EVENTS = 40_000
const SATURATION_IN_FLIGHT = 256

export interface Saturation {
  eventsPerSecond: number
  cpuPerEventMicroseconds: number | undefined
  busyShare: number | undefined
}

/** Half agents' webhooks, half customers' messages, as many at once as the server takes; every one committed and shown. */
export async function saturate(gateway: BenchGateway, route: Route): Promise<Saturation> {
  const half = SATURATION_EVENTS / 2
  const webhooks = await prepare(gateway, route, half)
  const texts = Array.from({ length: half }, () => nextText())
  const seen = new Trips(SATURATION_EVENTS)
  route.onWidget = text => seen.arrived(text)
  for (const { text } of webhooks) seen.left(text)
  for (const text of texts) seen.left(text)
  const cpuBefore = cpuSeconds(route.process)
  const began = performance.now()
  await Promise.all([
    inFlight(webhooks, webhook => {
      gateway.hold(webhook)
      return post(route, webhook)
    }),
    inFlight(texts, (text, index) => sayAndHear(route, index % SESSIONS, text)),
  ])
  await seen.all()
  const seconds = (performance.now() - began) / 1_000
  const cpuAfter = cpuSeconds(route.process)
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore
  return {
    eventsPerSecond: SATURATION_EVENTS / seconds,
    cpuPerEventMicroseconds: cpu && (cpu * 1e6) / SATURATION_EVENTS,
    busyShare: cpu && cpu / seconds,
  }
}

async function inFlight<Item>(items: Item[], work: (item: Item, index: number) => unknown): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      await work(items[index] as Item, index)
    }
  }
  await Promise.all(Array.from({ length: SATURATION_IN_FLIGHT / 2 }, worker))
}
