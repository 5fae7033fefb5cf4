import { openWebSocketWire, type Wire } from '../../widget/session/wire.ts'
import { freePort } from '../conversation-proof/free-port.ts'
import { BenchGateway } from './bench-gateway.ts'
import { Crowd } from './crowd.ts'
import { inspectedAt, settledBytes } from './memory.ts'
import {
  type OurServer,
  openSessions,
  routeThrough,
  SESSIONS,
  startRelayServer,
  startServer,
  URL_TOKEN,
} from './routes.ts'
import { percentile, round } from './statistics.ts'
import { end, leaveFirstCore } from './system.ts'
import { webhookTrips } from './trips.ts'
import { workOfTwoServers } from './two-servers.ts'

/** The widgets of the conversations that go on are among them. */
const WIDGETS = 10_000
const QUIET_WIDGETS = WIDGETS - SESSIONS
/** As ten thousand agents say who each write twice a minute. */
const MESSAGES_PER_SECOND = 333
const WARM_UP_MILLISECONDS = 10_000
const TALK_MILLISECONDS = 15_000
const AT_ONCE = 32

const links = Array.from({ length: QUIET_WIDGETS }, (_, index) => ({
  URLToken: URL_TOKEN,
  userId: `visitor${index}`,
  sessionId: `visit${index}`,
}))

/** Measures ten thousand widgets on one server, and what the work of one costs two; prints a table and returns the figures. */
export async function benchScale(): Promise<Record<string, number>> {
  leaveFirstCore()
  const gateway = await BenchGateway.start()
  try {
    const bareBytes = await bytesOfBareWidget(gateway)
    const figures = {
      widgets: WIDGETS,
      ...(await measureCrowd(gateway, bareBytes)),
      ...(await workOfTwoServers(gateway)),
    }
    for (const [name, value] of Object.entries(figures)) console.log(`${String(value).padStart(10)}  ${name}`)
    return figures
  } finally {
    await gateway.close()
  }
}

/** What a socket in a room costs a bare socket.io server, in bytes. */
async function bytesOfBareWidget(gateway: BenchGateway): Promise<number> {
  const port = await freePort()
  const relay = await startRelayServer(gateway, inspectedAt(port))
  const wires: Wire[] = []
  try {
    const before = await settledBytes(relay.process, port)
    await eachOf(QUIET_WIDGETS, async index => {
      const wire = await openWire(relay.url)
      wires.push(wire)
      await wire.ask('join', `room${index}`, 10_000)
    })
    return ((await settledBytes(relay.process, port)) - before) / QUIET_WIDGETS
  } finally {
    for (const wire of wires) wire.close()
    await end(relay.process)
  }
}

const openWire = (url: string) =>
  new Promise<Wire>((resolve, reject) => {
    const wire = openWebSocketWire(url, {
      opened: () => resolve(wire),
      heard: () => {},
      ended: () => reject(new Error('the bare relay let nobody in')),
    })
  })

async function measureCrowd(gateway: BenchGateway, bareBytes: number) {
  const port = await freePort()
  const server = await startServer(gateway, inspectedAt(port))
  const route = routeThrough(server)
  const crowd = new Crowd(server.url, links)
  try {
    await beginSessions(server)
    // A server that has just started remembers none of those chats.
    await server.restart()
    const before = await settledBytes(server.process, port)
    const began = performance.now()
    await crowd.open()
    const joinAllMs = performance.now() - began
    const bytes = ((await settledBytes(server.process, port)) - before) / QUIET_WIDGETS
    await openSessions(gateway, route, server.url, server.url)
    await webhookTrips(gateway, route, WARM_UP_MILLISECONDS, MESSAGES_PER_SECOND)
    const trips = await webhookTrips(gateway, route, TALK_MILLISECONDS, MESSAGES_PER_SECOND)
    return {
      memoryPerWidgetRatio: round(bytes / bareBytes),
      kilobytesPerWidget: round(bytes / 1_024, 1),
      joinAllMs: Math.round(joinAllMs),
      'webhookToWidget.p50Ms': round(percentile(trips, 0.5)),
      'webhookToWidget.p99Ms': round(percentile(trips, 0.99)),
      ...(await reconnect(server, crowd)),
    }
  } finally {
    crowd.close()
    await route.close()
  }
}

/** From the moment at which the server is killed; it is started again at once. */
async function reconnect(server: OurServer, crowd: Crowd) {
  const killed = performance.now()
  const left = crowd.allLeft()
  await server.restart()
  const restartMs = performance.now() - killed
  await left
  await crowd.allJoined()
  return { reconnectAllMs: Math.round(performance.now() - killed), restartMs: Math.round(restartMs) }
}

/** Chats with the virtual agent, each with one question and its answer. */
async function beginSessions({ url }: OurServer): Promise<void> {
  await eachOf(links.length, async index => {
    const { userId, sessionId } = links[index] ?? {}
    const answer = await fetch(`${url}/${URL_TOKEN}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId, sessionId, text: 'How do I restart my router?' }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`a chat could not begin: ${answer.status} ${text}`)
  })
}

/** Works through so many, a few at a time. */
async function eachOf(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
