import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { followScript } from './agent-script.ts'
import { agentWorkspacePages } from './agent-workspace/pages.ts'
import { controlApi } from './control/api.ts'
import { type Controls, controlsOf } from './controls.ts'
import { pages } from './desktop/pages.ts'
import { gateway } from './gateway/gateway.ts'
import type { Exchange } from './gateway/observe.ts'
import { type SimulatorSettings, withSettings } from './settings.ts'
import { createWorld, type World } from './world.ts'

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number
  settings?: Partial<SimulatorSettings>
  /** Called after each call to the API, in the order in which they end. */
  onExchange?: (exchange: Exchange) => void
}

/** An 8x8 Contact Center that runs. */
export interface Simulator extends Controls {
  /** `http://127.0.0.1:<port>`: the API's base URL; `/desktop` and `/event-log` are its pages. */
  readonly url: string
  readonly port: number
  /** Ends every connection and timer. */
  close(): Promise<void>
}

/** Starts a contact centre on the loopback interface; rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = await createWorld(withSettings({}, options.settings ?? {}), randomBytes(32))
  const controls = controlsOf(world)
  const server = createServer(application(world, controls, options.onExchange))
  const port = await listen(server, options.port ?? 0)
  world.url = `http://127.0.0.1:${port}`
  followScript(world)
  return { ...controls, url: world.url, port, close: () => close(world, server) }
}

function application(world: World, controls: Controls, onExchange?: (exchange: Exchange) => void) {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use('/control', controlApi(world, controls))
  app.use(pages())
  app.use(agentWorkspacePages())
  app.use(gateway(world, onExchange))
  return app
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function close(world: World, server: Server): Promise<void> {
  world.timers.close()
  world.deliveries.close()
  world.signals.removeAllListeners()
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
