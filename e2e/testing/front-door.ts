import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A load balancer that gives each request to the next server, whether it lives or not. */
export class FrontDoor {
  readonly #server = createServer((incoming, response) => this.#pass(incoming, response))
  readonly #targets: readonly string[]
  /** How many requests each server answered. */
  readonly answered = new Map<string, number>()
  #turn = 0

  private constructor(targets: readonly string[]) {
    this.#targets = targets
  }

  static async open(...targets: string[]): Promise<FrontDoor> {
    const door = new FrontDoor(targets)
    door.#server.listen(0, '127.0.0.1')
    await once(door.#server, 'listening')
    return door
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  #pass(incoming: IncomingMessage, response: ServerResponse): void {
    const target = this.#targets[this.#turn % this.#targets.length] ?? ''
    this.#turn += 1
    const { method, headers, url } = incoming
    const onward = request(`${target}${url}`, { method, headers }, answer => {
      this.answered.set(target, (this.answered.get(target) ?? 0) + 1)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    incoming.pipe(onward)
  }
}
