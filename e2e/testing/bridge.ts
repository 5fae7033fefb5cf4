import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Config, readConfig } from '../../server/config.ts'
import type { ContextOverrides } from '../../server/context/foundation.ts'
import type { EndpointSetup } from '../../server/protocol/settings/endpoint.ts'
import { type Service, startService } from '../../server/service.ts'
import { sessionKey } from '../../server/sessions/session-key.ts'
import { applySetup } from '../../server/setup.ts'
import { loadContract } from '../simulator/contract.ts'
import type { Exchange } from '../simulator/gateway/observe.ts'
import type { SimulatorSettings } from '../simulator/settings.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import type { ConversationMatch } from '../simulator/waits.ts'
import { CopilotViewer, Customer, type CustomerOptions } from './people.ts'

export const URL_TOKEN = 'a1b2c3d4'.repeat(8)
const CHANNEL = 'chat'
const WEBHOOK_SECRET = 'secret-path-of-the-test-webhook'

export interface BridgeOptions {
  settings?: EndpointSetup['settings']
  simulator?: Partial<SimulatorSettings>
  config?: Partial<Config>
  overrides?: ContextOverrides
  /** Folder of articles, from the root of the project. */
  knowledge?: string
}

/** The real service beside a simulated 8x8, with one endpoint; every call to 8x8 is checked against its contract. */
export class Bridge {
  readonly simulator: Simulator
  service: Service
  readonly config: Config
  readonly #overrides: ContextOverrides | undefined
  readonly #exchanges: Exchange[]
  readonly #people: { leave(): void }[] = []
  readonly #others: Service[] = []
  readonly #folder: string

  private constructor(
    simulator: Simulator,
    service: Service,
    config: Config,
    overrides: ContextOverrides | undefined,
    exchanges: Exchange[],
    folder: string,
  ) {
    this.simulator = simulator
    this.service = service
    this.config = config
    this.#overrides = overrides
    this.#exchanges = exchanges
    this.#folder = folder
  }

  static async start(options: BridgeOptions = {}): Promise<Bridge> {
    const exchanges: Exchange[] = []
    const simulator = await startSimulator({
      settings: options.simulator,
      onExchange: exchange => exchanges.push(exchange),
    })
    const folder = await mkdtemp(join(tmpdir(), 'bridge-'))
    const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), port: 0, ...options.config }
    const service = await startService(config, options.overrides)
    const bridge = new Bridge(
      simulator,
      service,
      { ...config, port: Number(new URL(service.url).port) },
      options.overrides,
      exchanges,
      folder,
    )
    bridge.sendWebhooksTo(service.url)
    await applySetup(service.context, setup(simulator.url, CHANNEL, options), process.cwd())
    return bridge
  }

  /** Lets 8x8 send its webhooks to another address of the service, such as a load balancer's. */
  sendWebhooksTo(url: string): void {
    const webhookUrl = `${url}/handover/eightByEight/${WEBHOOK_SECRET}`
    this.simulator.seed({ webhookUrl, webhookId: 'copilot', channelId: CHANNEL })
  }

  get webhookUrl(): string {
    return `${this.service.url}/handover/eightByEight/${WEBHOOK_SECRET}`
  }

  /** Creates or replaces an endpoint beside the bridge's own. */
  addEndpoint(endpoint: EndpointSetup): Promise<void> {
    return applySetup(this.service.context, { endpoints: [endpoint] }, process.cwd())
  }

  /** Reaches the simulator by another address from now on. */
  reroute(baseUrl: string): Promise<void> {
    return applySetup(this.service.context, { connections: [connectionTo(baseUrl)] }, process.cwd())
  }

  /** Asks the server over HTTP; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.service.url}${path}`, init)
  }

  /** Uploads a file of a customer; resolves with what the client sends along in `data.attachments`. */
  async upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<object> {
    const permit = await this.fetch(`/${URL_TOKEN}/fileuploadtoken`)
    const { token, fileUploadUrl } = (await permit.json()) as { token: string; fileUploadUrl: string }
    const body = new FormData()
    body.append('file', new Blob([content]), name)
    const answer = await fetch(fileUploadUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    })
    return (await answer.json()) as object
  }

  customer(options: Partial<CustomerOptions> = {}): Customer {
    const customer = new Customer({ url: this.service.url, URLToken: URL_TOKEN, ...options })
    this.#people.push(customer)
    return customer
  }

  viewer(
    { userId, sessionId, URLToken = URL_TOKEN }: { userId: string; sessionId: string; URLToken?: string },
    headers?: Record<string, string>,
    service = this.service,
  ): CopilotViewer {
    const viewer = new CopilotViewer(service.url, { URLToken, userId, sessionId }, headers)
    this.#people.push(viewer)
    return viewer
  }

  /** An agent's copilot that follows a customer's session from its beginning. */
  async watch(customer: Customer): Promise<CopilotViewer> {
    const viewer = this.viewer(customer)
    await viewer.join()
    return viewer
  }

  keyOf({ sessionId }: { sessionId: string }): string {
    return sessionKey('northline', sessionId)
  }

  /** The conversation at 8x8 of a customer's handover, the first one where not told otherwise. */
  conversationOf(customer: Customer, match: ConversationMatch = {}, handover = 1) {
    const property = { key: 'Handover', value: `${this.keyOf(customer)}.${handover}` }
    return this.simulator.waitForConversation({ ...match, property })
  }

  /** A customer who said this and whom the virtual agent has answered. */
  async answeredCustomer(text: string, options: Partial<CustomerOptions> = {}): Promise<Customer> {
    const customer = this.customer(options)
    await customer.ready
    customer.say(text)
    await customer.finalPings.reaches(1, 'final ping')
    return customer
  }

  /** A customer who asked for a person, and the conversation that waits at 8x8 for an agent. */
  async waitingCustomer(options: Partial<CustomerOptions> = {}) {
    const customer = this.customer(options)
    await customer.ready
    customer.say('I want to talk to a person')
    const { id: conversationId } = await this.conversationOf(customer, { waiting: true })
    return { customer, conversationId }
  }

  /** A customer in a chat with an agent. */
  async servedCustomer(options: Partial<CustomerOptions> = {}) {
    const waiting = await this.waitingCustomer(options)
    this.simulator.accept(waiting.conversationId)
    await waiting.customer.reads('You are now connected')
    return waiting
  }

  /** Another server of the same database. */
  async another(): Promise<Service> {
    const service = await startService({ ...this.config, port: 0 }, this.#overrides)
    this.#others.push(service)
    return service
  }

  /** Stops the server and starts it again on the same port and data. */
  async restart(): Promise<void> {
    await this.service.close()
    this.service = await startService(this.config, this.#overrides)
  }

  async close(): Promise<void> {
    for (const person of this.#people) person.leave()
    await Promise.all(this.#others.map(service => service.close()))
    await this.service.close()
    await this.simulator.close()
    await rm(this.#folder, { recursive: true, force: true })
    expect(this.#violations()).toEqual([])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #violations(): string[] {
    const contract = loadContract()
    if (!contract) return []
    return this.#exchanges
      .filter(({ faults, status }) => faults.length === 0 && status !== undefined)
      .flatMap(exchange => contract.checkExchange(exchange as Parameters<typeof contract.checkExchange>[0]))
  }
}

const connectionTo = (baseUrl: string) => ({
  id: 'simulator',
  name: 'Simulated 8x8',
  baseUrl,
  apiKey: 'eght_simulator',
  tenant: 'northline01',
  customerId: 'northline',
  webhookSecret: WEBHOOK_SECRET,
})

function setup(eightByEightUrl: string, channelId: string, { settings, knowledge }: BridgeOptions) {
  const endpoint = {
    id: 'northline',
    name: 'Northline',
    URLToken: URL_TOKEN,
    settings: { ...settings, handover: { connectionId: 'simulator', channelId, ...settings?.handover } },
  }
  return {
    connections: [connectionTo(eightByEightUrl)],
    endpoints: [endpoint],
    knowledge: knowledge ? [{ endpointId: 'northline', folder: knowledge }] : [],
  }
}
