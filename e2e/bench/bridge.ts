import { startDemo } from '../testing/demo.ts'
import { BenchGateway } from './bench-gateway.ts'
import { flushTimes } from './disk.ts'
import { SESSIONS, startOurs, startRelay } from './routes.ts'
import { type Saturation, saturate } from './saturation.ts'
import { percentile, round } from './statistics.ts'
import { canPin, leaveFirstCore } from './system.ts'
import { measureTrips, RATE_PER_SECOND, type Samples } from './trips.ts'

/** Measures the bridge beside the bare relay in one run; prints a table and returns the figures. */
export async function benchBridge(): Promise<Record<string, number>> {
  leaveFirstCore()
  const gateway = await BenchGateway.start()
  const ours = await startOurs(gateway)
  const relay = await startRelay(gateway)
  try {
    const flushes = flushTimes()
    const samples = await measureTrips(gateway, [ours, relay])
    flushes.push(...flushTimes())
    const saturation = await saturate(gateway, ours)
    const readyMs = await readyTime()
    return report(samples, saturation, readyMs, flushes)
  } finally {
    await Promise.all([ours.close(), relay.close()])
    await gateway.close()
  }
}

async function readyTime(): Promise<number> {
  const demo = await startDemo()
  await demo.stop()
  return demo.readyMilliseconds
}

function report(
  samples: Samples,
  saturation: Saturation,
  readyMs: number,
  flushes: number[],
): Record<string, number> {
  const rows = Object.entries(samples).map(([name, { webhookToWidget, customerToContactCentre }]) => ({
    route: name,
    'webhook → widget p50 ms': round(percentile(webhookToWidget, 0.5)),
    'p99 ms': round(percentile(webhookToWidget, 0.99)),
    'customer → 8x8 p50 ms': round(percentile(customerToContactCentre, 0.5)),
    'p99 ms ': round(percentile(customerToContactCentre, 0.99)),
    samples: webhookToWidget.length + customerToContactCentre.length,
  }))
  console.table(rows)
  console.log(
    `${RATE_PER_SECOND} events a second in ${SESSIONS} conversations; the server ${canPin ? 'had one core to itself' : 'shared its cores'}.`,
  )
  console.log(
    `Saturated: ${Math.round(saturation.eventsPerSecond)} events a second, the server busy ${round((saturation.busyShare ?? Number.NaN) * 100, 0)} % of one core.`,
  )
  const flush = percentile(flushes, 0.5)
  console.log(
    `The disk took ${round(flush)} ms (p50) to keep a small write; each of our trips has at least one.`,
  )
  const [ours, relay] = [samples.ours, samples['bare relay']]
  const ratio = (of: 'webhookToWidget' | 'customerToContactCentre', share: number) =>
    round(percentile(ours?.[of] ?? [], share) / percentile(relay?.[of] ?? [], share))
  return {
    'webhookToWidget.p50Ratio': ratio('webhookToWidget', 0.5),
    'webhookToWidget.p99Ratio': ratio('webhookToWidget', 0.99),
    'customerToContactCentre.p50Ratio': ratio('customerToContactCentre', 0.5),
    'customerToContactCentre.p99Ratio': ratio('customerToContactCentre', 0.99),
    eventsPerSecond: Math.round(saturation.eventsPerSecond),
    cpuMicrosecondsPerEvent: Math.round(saturation.cpuPerEventMicroseconds ?? -1),
    readyMs: Math.round(readyMs),
    'diskFlushMs.p50': round(flush, 3),
  }
}
