import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { BalancedPool, type Dispatcher, Pool } from 'undici'
import { freePort } from '../conversation-proof/free-port.ts'
import type { BenchGateway, ReadyWebhook } from './bench-gateway.ts'
import { cpuSeconds, end, startOnFirstCore } from './system.ts'

export const SESSIONS = 50
const CONNECTIONS = 256
export const URL_TOKEN = 'be'.repeat(32)
const SECRET = 'webhook-secret-of-the-benchmark'

/** One way from a webhook to a widget and from a customer to the contact centre: ours, or the bare relay. */
export interface Route {
  name: string
  /** Seconds of CPU that its servers have used so far, or undefined where the machine does not tell. */
  cpuSeconds: () => number | undefined
  webhookPath: string
  http: Dispatcher
  conversations: string[]
  customers: Socket[]
  /** Agents' widgets, one for each customer; of our server alone. */
  widgets: Socket[]
  say: (index: number, text: string) => void
  onWidget: (text: string) => void
  close: () => Promise<void>
}

/** Our server, with every session in a conversation with an agent and a widget that watches. */
export async function startOurs(gateway: BenchGateway, environment: NodeJS.ProcessEnv = {}): Promise<Route> {
  const server = await startServer(gateway, environment)
  const route = routeThrough(server)
  await openSessions(gateway, route, server.url, server.url)
  return route
}

/** A server of ours in a process of its own. */
export interface OurServer {
  url: string
  process: ChildProcess
  /** Kills it and starts it again in its place; resolves when it listens. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

export async function startServer(
  gateway: BenchGateway,
  environment: NodeJS.ProcessEnv = {},
): Promise<OurServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const port = await freePort()
  await writeFile(join(folder, 'setup.json'), JSON.stringify(setup(gateway.url)))
  const start = () =>
    startOnFirstCore('server/main.ts', {
      PORT: String(port),
      DATA_DIR: folder,
      SETUP_FILE: join(folder, 'setup.json'),
      DATABASE_URL: '',
      REDIS_URL: '',
      PUBLIC_URL: '',
      LOG_LEVEL: 'info',
      ...environment,
    })
  const server: OurServer = {
    url: `http://127.0.0.1:${port}`,
    process: await start(),
    async restart() {
      await end(server.process)
      server.process = await start()
    },
    async close() {
      await end(server.process)
      await rm(folder, { recursive: true, force: true })
    },
  }
  return server
}

/** The way through servers of ours, with nobody on it; 8x8 finds them in turns. */
export function routeThrough(...servers: OurServer[]): Route {
  const http = new BalancedPool(
    servers.map(({ url }) => url),
    { connections: CONNECTIONS },
  )
  const webhookPath = `/handover/eightByEight/${SECRET}`
  const route: Route = {
    name: 'ours',
    cpuSeconds: () => sumOrNothing(servers.map(({ process }) => cpuSeconds(process))),
    webhookPath,
    http,
    conversations: [],
    customers: [],
    widgets: [],
    say: (index, text) =>
      route.customers[index]?.emit('processInput', {
        URLToken: URL_TOKEN,
        userId: `u${index}`,
        sessionId: `s${index}`,
        text,
      }),
    onWidget: () => {},
    async close() {
      for (const socket of [...route.customers, ...route.widgets]) socket.disconnect()
      await Promise.all(servers.map(server => server.close()))
      await http.destroy()
    },
  }
  return route
}

/** Customers at one server, each in a conversation with an agent, and for each a widget at the same server or at another. */
export async function openSessions(
  gateway: BenchGateway,
  route: Route,
  url: string,
  widgetUrl: string,
): Promise<void> {
  for (let index = 0; index < SESSIONS; index += 1) await openSession(gateway, route, url, widgetUrl, index)
}

async function openSession(
  gateway: BenchGateway,
  route: Route,
  url: string,
  widgetUrl: string,
  index: number,
): Promise<void> {
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
  const widget = io(`${widgetUrl}/copilot`, { transports: ['websocket'], forceNew: true })
  widget.on('events', (events: { type: string; text?: string }[]) => {
    for (const { type, text } of events) if (type === 'message' && text) route.onWidget(text)
  })
  route.widgets.push(widget)
  await widget.emitWithAck('join', {
    protocolVersion: 1,
    URLToken: URL_TOKEN,
    userId: ids.userId,
    sessionId: ids.sessionId,
  })
}

/** The bare relay, with as many customers and widgets. */
export async function startRelay(gateway: BenchGateway): Promise<Route> {
  const { url, process: child } = await startRelayServer(gateway)
  const http = new Pool(url, { connections: CONNECTIONS })
  const conversations = Array.from({ length: SESSIONS }, (_, index) => `relay${index}`)
  const route: Route = {
    name: 'bare relay',
    cpuSeconds: () => cpuSeconds(child),
    webhookPath: '/webhook',
    http,
    conversations,
    widgets: [],
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

/** The bare relay in a process of its own. */
export async function startRelayServer(gateway: BenchGateway, environment: NodeJS.ProcessEnv = {}) {
  const port = await freePort()
  const child = await startOnFirstCore('e2e/bench/relay.ts', {
    PORT: String(port),
    GATEWAY: gateway.url,
    ...environment,
  })
  return { url: `http://127.0.0.1:${port}`, process: child }
}

/** Posts a webhook; rejects when it is not taken. */
export async function post(route: Route, { body, headers }: ReadyWebhook): Promise<number> {
  const answer = await route.http.request({ method: 'POST', path: route.webhookPath, headers, body })
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`${route.name} answered a webhook with ${answer.statusCode}`)
  return answer.statusCode
}

/** Says something and waits until our server has committed it. */
export const sayAndHear = (route: Route, index: number, text: string) =>
  route.customers[index]
    ?.timeout(30_000)
    .emitWithAck('processInput', { URLToken: URL_TOKEN, userId: `u${index}`, sessionId: `s${index}`, text })

const sumOrNothing = (numbers: (number | undefined)[]) =>
  numbers.reduce((sum, number) => (sum === undefined || number === undefined ? undefined : sum + number), 0)

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
