import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { type Context, type ContextOverrides, createContext } from './context.ts'
import { createHttp } from './http.ts'
import { createSockets } from './sockets.ts'

/** A running server. */
export interface Service {
  readonly url: string
  readonly context: Context
  /** Takes no more requests, finishes what runs, and lets go of everything. */
  close(): Promise<void>
}

/** Starts the server; resolves once it listens and has taken up what waited. */
export async function startService(config: Config, overrides?: ContextOverrides): Promise<Service> {
  const context = await createContext(config, overrides)
  const http = createServer(createHttp(context))
  const io = createSockets(http, context)
  try {
    await listen(http, config)
    const url = addressOf(http, config)
    await context.start(url)
    return {
      url,
      context,
      async close() {
        await io.close()
        await context.close()
      },
    }
  } catch (error) {
    await io.close()
    await context.close()
    throw error
  }
}

function listen(http: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => resolve())
  })
}

function addressOf(http: Server, config: Config): string {
  const { port } = http.address() as AddressInfo
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  return config.publicUrl ?? `http://${host}:${port}${config.pathPrefix}`
}
