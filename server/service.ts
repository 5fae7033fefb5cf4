import type { Config } from './config.ts'
import type { ContextOverrides } from './context/foundation.ts'
import { type Context, createContext } from './context.ts'
import { createHttp } from './http.ts'
import { speakInPlainWords } from './protocol/in-plain-words.ts'
import { applySetupFile } from './setup.ts'
import { createSockets } from './sockets.ts'
import { WebServer } from './web/web-server.ts'

/** A running server. */
export interface Service {
  readonly url: string
  readonly context: Context
  /** Where the first owner is made, while there is none; shown to the operator only. */
  readonly setupLink: string | undefined
  /** Takes no more requests, finishes what runs, and lets go of everything. */
  close(): Promise<void>
}

/** How long requests that run may take to finish once the server ends. */
const DRAIN_MILLISECONDS = 3_000

/** Starts the server, with what SETUP_FILE names; resolves once it listens and has taken up what waited. */
export async function startService(config: Config, overrides?: ContextOverrides): Promise<Service> {
  speakInPlainWords()
  const context = await createContext(config, overrides)
  const server = new WebServer(createHttp(context))
  const io = createSockets(server.http, context)
  const close = async () => {
    const keep = server.cutAfter(DRAIN_MILLISECONDS)
    await io.close().finally(keep)
    await context.close()
  }
  try {
    if (config.setupFile) await applySetupFile(context, config.setupFile)
    const url = addressOf(await server.listen(config), config)
    await context.start(url)
    return { url, context, setupLink: await context.administration.setupLink(), close }
  } catch (error) {
    await close()
    throw error
  }
}

function addressOf(port: number, { host, publicUrl, pathPrefix }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return publicUrl ?? `http://${name}:${port}${pathPrefix}`
}
