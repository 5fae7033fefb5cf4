import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { endEvent, finishEvent, roleEvent, textEvent, usageEvent } from '../language-model/wire.ts'

/** How long the provider thinks before its first token, and between two. */
export const FIRST_TOKEN_MILLISECONDS = 100
const TOKEN_MILLISECONDS = 25
const TOKENS = 40

/** A language model's server that thinks for a while and then writes at an even pace; on bare node:http, to stay light. */
export class BenchProvider {
  readonly url: string
  /** Writes drafts; otherwise it says at once that nothing is worth saying. */
  writes = true
  /** When each stream's first token went out, by its number, and when its request had come. */
  readonly sent = new Map<number, { askedAt: number; firstAt: number }>()
  running = 0
  mostAtOnce = 0
  readonly #server: Server
  #count = 0

  private constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    server.on('request', (request, response) => void this.#answer(request, response))
  }

  static async start(): Promise<BenchProvider> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new BenchProvider(server)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const askedAt = performance.now()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(roleEvent())
    // What reads along asks for JSON and is answered at once: it is not what is measured.
    const aside = body.includes('"response_format"') ? '{}' : '@nothing'
    if (aside === '{}' || !this.writes)
      return void response.end(textEvent(aside) + finishEvent() + usageEvent(1, 1) + endEvent())
    this.running += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running)
    const number = this.#count++
    await setTimeout(FIRST_TOKEN_MILLISECONDS)
    this.sent.set(number, { askedAt, firstAt: performance.now() })
    response.write(textEvent(`@reply P1\nStream #${number};`))
    for (let token = 1; token < TOKENS && !response.destroyed; token += 1) {
      await setTimeout(TOKEN_MILLISECONDS)
      response.write(textEvent(' and so on'))
    }
    this.running -= 1
    response.end(finishEvent() + usageEvent(400, TOKENS) + endEvent())
  }
}

/** The number of the stream that a piece of text begins. */
export function streamNumber(text: string): number | undefined {
  const found = /#(\d+);/.exec(text)
  return found ? Number(found[1]) : undefined
}
