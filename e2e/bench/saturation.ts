import type { BenchGateway } from './bench-gateway.ts'
import { post, type Route, SESSIONS, sayAndHear } from './routes.ts'
import { nextText, prepare, Trips } from './trips.ts'

const WARM_UP_EVENTS = 20_000
const SATURATION_EVENTS = 40_000
const SATURATION_IN_FLIGHT = 256

export interface Saturation {
  eventsPerSecond: number
  cpuPerEventMicroseconds: number | undefined
  busyShare: number | undefined
}

/** Half agents' webhooks, half customers' messages, as many at once as the server takes; every one committed and shown. */
export async function saturate(gateway: BenchGateway, route: Route): Promise<Saturation> {
  await press(gateway, route, WARM_UP_EVENTS)
  return press(gateway, route, SATURATION_EVENTS)
}

async function press(gateway: BenchGateway, route: Route, count: number): Promise<Saturation> {
  const half = count / 2
  const webhooks = await prepare(gateway, route, half)
  const texts = Array.from({ length: half }, () => nextText())
  const seen = new Trips(count)
  route.onWidget = text => seen.arrived(text)
  for (const { text } of webhooks) seen.left(text)
  for (const text of texts) seen.left(text)
  const cpuBefore = route.cpuSeconds()
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
  const cpuAfter = route.cpuSeconds()
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore
  return {
    eventsPerSecond: count / seconds,
    cpuPerEventMicroseconds: cpu && (cpu * 1e6) / count,
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
