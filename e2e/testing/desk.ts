import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrameLocator, Page } from '@playwright/test'
import type { EndpointSetup } from '../../server/protocol/settings/endpoint.ts'
import { sessionKey } from '../../server/sessions/session-key.ts'
import type { AgentWorkspaceSettings, ScreenPopSettings } from '../simulator/agent-workspace/settings.ts'
import { Bridge, URL_TOKEN } from './bridge.ts'
import type { Customer } from './people.ts'

export const PANEL_KEY = 'panel-key-of-northline-with-32-letters'

type Copilot = NonNullable<EndpointSetup['settings']>['copilot']

/** The service beside a simulated 8x8, whose Agent Workspace shows the copilot's panel to an agent in a browser. */
export class Desk {
  readonly bridge: Bridge

  private constructor(bridge: Bridge) {
    this.bridge = bridge
  }

  static async open(copilot: Copilot = {}): Promise<Desk> {
    const desk = new Desk(await Bridge.start({ knowledge: 'e2e/demo/knowledge' }))
    await desk.allow(copilot)
    desk.workspace({ panelUrl: desk.panelUrl })
    return desk
  }

  get panelUrl(): string {
    return `${this.address('panel', { URLToken: URL_TOKEN })}#auth=${PANEL_KEY}`
  }

  get desktopUrl(): string {
    return `${this.bridge.simulator.url}/desktop`
  }

  address(path: string, query: Record<string, string> = {}): string {
    return `${this.bridge.service.url}/${path}?${new URLSearchParams(query)}`
  }

  linkTo({ userId, sessionId }: Customer): string {
    return this.address('', { userId, sessionId, URLToken: URL_TOKEN })
  }

  /** Sets the endpoint's copilot up; the simulated workspace may always frame it. */
  allow(copilot: Copilot = {}): Promise<void> {
    const { allowedOrigins = [] } = copilot
    return this.bridge.addEndpoint({
      id: 'northline',
      name: 'Northline',
      URLToken: URL_TOKEN,
      settings: {
        copilot: {
          panel: { keys: [PANEL_KEY] },
          ...copilot,
          allowedOrigins: [this.bridge.simulator.url, ...allowedOrigins],
        },
        handover: { connectionId: 'simulator', channelId: 'chat' },
      },
    })
  }

  workspace(changes: Partial<AgentWorkspaceSettings>): void {
    const { simulator } = this.bridge
    simulator.configure({ agentWorkspace: { ...simulator.settings.agentWorkspace, ...changes } })
  }

  screenPop(changes: Partial<ScreenPopSettings>): void {
    const { simulator } = this.bridge
    simulator.configure({ screenPop: { ...simulator.settings.screenPop, ...changes } })
  }

  /** A customer with a name who asked for a person, and their conversation at 8x8. */
  async waiting(name: string, ...texts: string[]) {
    const [userId] = name.toLowerCase().split(' ')
    const sessionId = `${userId}-${crypto.randomUUID()}`
    const owner = { endpointId: 'northline', userId: userId ?? '', sessionId }
    await this.bridge.service.context.log.append({
      key: sessionKey('northline', sessionId),
      owner,
      decide: (_session, at) => ({
        entries: [
          { event: { type: 'session-started', at, channel: 'socket' } },
          { event: { type: 'profile-updated', at, profile: { name } } },
        ],
      }),
    })
    const customer = this.bridge.customer(owner)
    await customer.ready
    for (const text of texts) await customer.sayAndHear(text)
    customer.say('I want to talk to a person')
    const { id: conversationId } = await this.bridge.conversationOf(customer, { waiting: true })
    return { customer, conversationId }
  }

  /** Customers in chats with the agent, in this order. */
  async serving(...names: string[]) {
    const chats = []
    for (const name of names) {
      const chat = await this.waiting(name)
      this.bridge.simulator.accept(chat.conversationId)
      await chat.customer.reads('You are now connected')
      chats.push(chat)
    }
    return chats
  }

  close(): Promise<void> {
    return this.bridge.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** The copilot's panel within the simulated workspace. */
export const panelIn = (page: Page): FrameLocator =>
  page.frameLocator('[data-testid=workspace-shell]').frameLocator('[data-testid=copilot-frame]')

/** A page of a company's own, on an origin of its own. */
export class HostPage implements AsyncDisposable {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async serve(html: (path: string) => string): Promise<HostPage> {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(html(request.url ?? '/'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new HostPage(server)
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
