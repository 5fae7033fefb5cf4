import { afterEach, beforeEach, expect } from 'vitest'
import { type Contract, loadContract } from '../contract.ts'
import type { Exchange } from '../gateway/observe.ts'
import type { SimulatorSettings } from '../settings.ts'
import { type Simulator, startSimulator } from '../simulator.ts'
import { Receiver } from './receiver.ts'

const contract: Contract | undefined = loadContract()

/** An answer of the API. */
export interface Answer<Body = Record<string, never>> {
  status: number
  body: Body
  headers: Headers
}

/** One simulator with a seeded channel and a webhook receiver per test; every exchange is checked against the contract. */
export class Fixture {
  simulator!: Simulator
  receiver!: Receiver
  channelId = ''
  exchanges: Exchange[] = []

  async start(settings: Partial<SimulatorSettings> = {}) {
    this.exchanges = []
    this.receiver = await Receiver.start()
    this.simulator = await startSimulator({ settings, onExchange: exchange => this.exchanges.push(exchange) })
    this.channelId = this.simulator.seed({ webhookUrl: this.receiver.url }).channel.id
  }

  async stop() {
    await Promise.all([this.simulator.close(), this.receiver.close()])
    for (const exchange of this.exchanges) {
      if (exchange.faults.length === 0) expect(violationsOf(exchange)).toEqual([])
    }
  }

  /** Calls the API with the key; `path` follows `/chat-gateway/v1`. */
  async call<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.simulator.url}/chat-gateway/v1${path}`, {
      method,
      headers: { 'x-api-key': 'eght_simulator', 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: (text ? JSON.parse(text) : undefined) as Body,
      headers: response.headers,
    }
  }

  /** Creates a conversation and resolves with its identifier. */
  async createConversation(parts: Record<string, unknown> = {}): Promise<string> {
    const created = await this.call<{ conversationId: string }>('POST', '/conversations', {
      channelId: this.channelId,
      user: { name: 'Maeve Brennan', userId: 'maeve', language: 'en' },
      ...parts,
    })
    expect(created.status).toBe(202)
    return created.body.conversationId
  }

  /** Creates a conversation that an agent has accepted. */
  async conversationWithAgent(parts: Record<string, unknown> = {}): Promise<string> {
    const id = await this.createConversation(parts)
    await this.simulator.waitForConversation({ waiting: true })
    this.simulator.accept(id)
    await this.receiver.until(() => this.receiver.events.some(isAgentJoined(id)))
    return id
  }
}

const isAgentJoined =
  (conversationId: string) =>
  (event: { eventType: string; conversationId?: string; data?: Record<string, unknown> }) =>
    event.eventType === 'MEMBERS_CHANGED' &&
    event.conversationId === conversationId &&
    event.data?.['memberType'] === 'agent'

const violationsOf = (exchange: Exchange) =>
  contract && exchange.status !== undefined
    ? contract.checkExchange({ ...exchange, status: exchange.status })
    : []

/** A fixture that starts before and stops after each test of the file. */
export function useFixture(settings?: Partial<SimulatorSettings>): Fixture {
  const fixture = new Fixture()
  beforeEach(() => fixture.start(settings))
  afterEach(() => fixture.stop())
  return fixture
}
