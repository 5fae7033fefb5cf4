import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { Pool } from 'undici'
import { startDemo } from '../testing/demo.ts'
import { BenchGateway, type ReadyWebhook } from './bench-gateway.ts'
import { percentile, round } from './statistics.ts'
import { canPin, cpuSeconds, end, leaveFirstCore, startOnFirstCore } from './system.ts'

const SESSIONS = 50
const RATE_PER_SECOND = 500
const WARM_UP_MILLISECONDS = 2_000
const BLOCK_MILLISECONDS = 3_000
const BLOCKS = 3
const SATURATION_EVENTS = 40_000
const SATURATION_IN_FLIGHT = 256
const URL_TOKEN = 'be'.repeat(32)
const SECRET = 'webhook-secret-of-the-benchmark'

/** One way from a webhook to a widget and from a customer to the contact centre: ours, or the bare relay. */
interface Route {
  name: string
  process: ChildProcess
  webhookPath: string
  http: Pool
  conversations: string[]
  customers: Socket[]
  say: (index: number, text: string) => void
  onWidget: (text: string) => void
  close: () => Promise<void>
}

/** Measures the bridge beside the bare relay in one run; prints a table and returns the figures. */
export async function benchBridge(): Promise<Record<string, number>> {
  leaveFirstCore()
  const gateway = await BenchGateway.start()
  const ours = await startOurs(gateway)
  const relay = await startRelay(gateway)
  try {
    const samples = await measureTrips(gateway, [ours, relay])
    const saturation = await saturate(gateway, ours)
    const readyMs = await readyTime()
    return report(samples, saturation, readyMs)
  } finally {
    await Promise.all([ours.close(), relay.close()])
    await gateway.close()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

async function startOurs(gateway: BenchGateway): Promise<Route> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  await writeFile(join(folder, 'setup.json'), JSON.stringify(setup(gateway.url)))
  const child = await startOnFirstCore('server/main.ts', {
    PORT: String(port),
    DATA_DIR: folder,
    SETUP_FILE: join(folder, 'setup.json'),
    DATABASE_URL: '',
    REDIS_URL: '',
    PUBLIC_URL: '',
    LOG_LEVEL: 'info',
  })
  const http = new Pool(url, { connections: SATURATION_IN_FLIGHT })
  const webhookPath = `/handover/eightByEight/${SECRET}`
  const route: Route = {
    name: 'ours',
    process: child,
    webhookPath,
    http,
    conversations: [],
    customers: [],
    say: (index, text) =>
      route.customers[index]?.emit('processInput', {
        URLToken: URL_TOKEN,
        userId: `u${index}`,
        sessionId: `s${index}`,
        text,
      }),
    onWidget: () => {},
    async close() {
      await end(child)
      await http.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
  for (let index = 0; index < SESSIONS; index += 1) await openSession(gateway, route, url, index)
  return route
}

/** A customer in a conversation with an agent, and a widget that watches. */
async function openSession(gateway: BenchGateway, route: Route, url: string, index: number): Promise<void> {
  const ids = { urlToken: URL_TOKEN, userId: `u${index}`, sessionId: `s${index}` }
  const customer = io(url, { query: ids, transports: ['websocket'], forceNew: true })
  customer.on('output', (_output: object, acknowledge?: () => void) => acknowledge?.())
  route.customers.push(customer)
  await new Promise<void>(resolve => customer.once('endpoint-ready', resolve))
  const created = new Promise<string>(resolve => {
    gateway.onConversation = resolve
  })
  route.say(index, 'talk to a person')
  const conversationId = await created
  route.conversations.push(conversationId)
  await post(route, await gateway.webhook(conversationId, 'CONVERSATION_UPDATE', { state: 'active' }))
  await post(
    route,
    await gateway.webhook(conversationId, 'MEMBERS_CHANGED', {
      memberType: 'agent',
      change: 'joined',
      id: 'a',
    }),
  )
  const widget = io(`${url}/copilot`, { transports: ['websocket'], forceNew: true })
  widget.on('events', (events: { type: string; text?: string }[]) => {
    for (const { type, text } of events) if (type === 'message' && text) route.onWidget(text)
  })
  await widget.emitWithAck('join', {
    protocolVersion: 1,
    URLToken: URL_TOKEN,
    userId: ids.userId,
    sessionId: ids.sessionId,
  })
}

async function startRelay(gateway: BenchGateway): Promise<Route> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = await startOnFirstCore('e2e/bench/relay.ts', { PORT: String(port), GATEWAY: gateway.url })
  const http = new Pool(url, { connections: SATURATION_IN_FLIGHT })
  const conversations = Array.from({ length: SESSIONS }, (_, index) => `relay${index}`)
  const route: Route = {
    name: 'bare relay',
    process: child,
    webhookPath: '/webhook',
    http,
    conversations,
    customers: conversations.map(() => io(url, { transports: ['websocket'], forceNew: true })),
    say: (index, text) =>
      route.customers[index]?.emit('processInput', { sessionId: conversations[index], text }),
    onWidget: () => {},
    async close() {
      await end(child)
      await http.destroy()
    },
  }
  for (const conversation of conversations) {
    const widget = io(`${url}/copilot`, { transports: ['websocket'], forceNew: true })
    widget.on('events', (events: { text: string }[]) => events.forEach(({ text }) => route.onWidget(text)))
    await widget.emitWithAck('join', conversation)
  }
  return route
}

async function post(route: Route, { body, headers }: ReadyWebhook): Promise<number> {
  const answer = await route.http.request({ method: 'POST', path: route.webhookPath, headers, body })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`${route.name} answered a webhook with ${answer.statusCode}`)
  return answer.statusCode
}

type Samples = Record<string, { webhookToWidget: number[]; customerToContactCentre: number[] }>

/** Blocks of both routes take turns, so that whatever the machine does meanwhile hits both. */
async function measureTrips(gateway: BenchGateway, routes: Route[]): Promise<Samples> {
  const samples: Samples = {}
  for (const { name } of routes) samples[name] = { webhookToWidget: [], customerToContactCentre: [] }
  for (let block = 0; block <= BLOCKS; block += 1) {
    for (const route of routes) {
      const milliseconds = block === 0 ? WARM_UP_MILLISECONDS : BLOCK_MILLISECONDS
      const webhooks = await webhookTrips(gateway, route, milliseconds)
      const customers = await customerTrips(gateway, route, milliseconds)
      if (block === 0) continue
      samples[route.name]?.webhookToWidget.push(...webhooks)
      samples[route.name]?.customerToContactCentre.push(...customers)
    }
  }
  return samples
}

async function webhookTrips(gateway: BenchGateway, route: Route, milliseconds: number): Promise<number[]> {
  const webhooks = await prepare(gateway, route, Math.floor((RATE_PER_SECOND * milliseconds) / 1_000))
  const trips = new Trips(webhooks.length)
  route.onWidget = text => trips.arrived(text)
  await atRate(webhooks, webhook => {
    gateway.hold(webhook)
    trips.left(webhook.text)
    void post(route, webhook)
  })
  return trips.all()
}

async function customerTrips(gateway: BenchGateway, route: Route, milliseconds: number): Promise<number[]> {
  const texts = Array.from({ length: Math.floor((RATE_PER_SECOND * milliseconds) / 1_000) }, () => nextText())
  const trips = new Trips(texts.length)
  gateway.onMessage = (_conversation, text) => trips.arrived(text)
  let turn = 0
  await atRate(texts, text => {
    trips.left(text)
    route.say(turn++ % SESSIONS, text)
  })
  return trips.all()
}

let textCount = 0
const nextText = () => `Please look at line ${textCount++} of my bill, I do not understand the charge.`

function prepare(gateway: BenchGateway, route: Route, count: number): Promise<ReadyWebhook[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const text = nextText()
      const data = { isEcho: false, sender: { id: 'a', type: 'agent' }, text, attachments: [], cards: [] }
      return gateway.webhook(route.conversations[index % SESSIONS] ?? '', 'MESSAGE', data, text)
    }),
  )
}

/** When each text left and how long it took to arrive, in milliseconds. */
class Trips {
  readonly #left = new Map<string, number>()
  readonly #took: number[] = []
  readonly #expected: number
  #done = () => {}

  constructor(expected: number) {
    this.#expected = expected
  }

  left(text: string): void {
    this.#left.set(text, performance.now())
  }

  arrived(text: string): void {
    const left = this.#left.get(text)
    if (left === undefined) return
    this.#left.delete(text)
    this.#took.push(performance.now() - left)
    if (this.#took.length === this.#expected) this.#done()
  }

  /** Every trip, once all have arrived; rejects when some do not within 30 s. */
  async all(): Promise<number[]> {
    const finished = new Promise<void>(resolve => {
      this.#done = resolve
      if (this.#took.length === this.#expected) resolve()
    })
    const late = setTimeout(30_000, 'late', { ref: false })
    if ((await Promise.race([finished, late])) === 'late')
      throw new Error(`${this.#left.size} of ${this.#expected} did not arrive`)
    return this.#took
  }
}

/** Starts one after the other at the rate, whether or not those before have ended. */
async function atRate<Item>(items: Item[], start: (item: Item) => void): Promise<void> {
  const began = performance.now()
  let next = 0
  while (next < items.length) {
    const due = Math.min(items.length, Math.floor(((performance.now() - began) * RATE_PER_SECOND) / 1_000))
    while (next < due) start(items[next++] as Item)
    await setTimeout(1)
  }
}

interface Saturation {
  eventsPerSecond: number
  cpuPerEventMicroseconds: number | undefined
  busyShare: number | undefined
}

/** Half agents' webhooks, half customers' messages, as many at once as the server takes; every one committed and shown. */
async function saturate(gateway: BenchGateway, route: Route): Promise<Saturation> {
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

const sayAndHear = (route: Route, index: number, text: string) =>
  route.customers[index]
    ?.timeout(30_000)
    .emitWithAck('processInput', { URLToken: URL_TOKEN, userId: `u${index}`, sessionId: `s${index}`, text })

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

async function readyTime(): Promise<number> {
  const demo = await startDemo()
  await demo.stop()
  return demo.readyMilliseconds
}

function report(samples: Samples, saturation: Saturation, readyMs: number): Record<string, number> {
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
  }
}

const setup = (baseUrl: string) => ({
  connections: [
    { id: 'bench', name: 'Bench', baseUrl, apiKey: 'bench', tenant: 'bench', webhookSecret: SECRET },
  ],
  endpoints: [
    {
      id: 'bench',
      name: 'Bench',
      URLToken: URL_TOKEN,
      settings: {
        customer: { messagesPerMinute: 1_000_000 },
        handover: { connectionId: 'bench', channelId: 'bench', repeatMessage: '' },
      },
    },
  ],
  knowledge: [{ endpointId: 'bench', folder: join(process.cwd(), 'e2e/demo/knowledge') }],
})
