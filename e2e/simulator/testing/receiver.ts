import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One webhook as it arrived. */
export interface ReceivedWebhook {
  headers: IncomingHttpHeaders
  /** The raw body. */
  body: Buffer
  event: ReceivedEvent
}

export interface ReceivedEvent {
  eventType: string
  conversationId?: string
  timestamp?: number
  data?: Record<string, unknown>
  [other: string]: unknown
}

interface Waiter {
  settle: () => void
}

/** A webhook's other end: keeps what arrives and answers with what `answer` says. */
export class Receiver {
  readonly received: ReceivedWebhook[] = []
  /** The status for a webhook; a promise delays the answer. */
  answer: (webhook: ReceivedWebhook) => number | Promise<number> = () => 200
  readonly #server: Server
  readonly #waiters = new Set<Waiter>()

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts)
        const webhook = {
          headers: request.headers,
          body,
          event: JSON.parse(body.toString()) as ReceivedEvent,
        }
        this.received.push(webhook)
        void Promise.resolve(this.answer(webhook)).then(status => {
          response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end()
        })
        for (const waiter of this.#waiters) waiter.settle()
      })
    })
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>(resolve => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url() {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhook`
  }

  get events(): ReceivedEvent[] {
    return this.received.map(({ event }) => event)
  }

  ofType(eventType: string): ReceivedWebhook[] {
    return this.received.filter(({ event }) => event.eventType === eventType)
  }

  /** Resolves with what `look` finds among what has arrived, now or later. */
  until<Found>(look: () => Found | undefined | false, timeoutMs = 5000): Promise<Found> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter)
        const types = this.events.map(({ eventType }) => eventType).join(', ')
        reject(new Error(`Not received within ${timeoutMs} ms; received: ${types || 'nothing'}`))
      }, timeoutMs)
      const waiter: Waiter = {
        settle: () => {
          const found = look()
          if (found === undefined || found === false) return
          clearTimeout(timer)
          this.#waiters.delete(waiter)
          resolve(found)
        },
      }
      this.#waiters.add(waiter)
      waiter.settle()
    })
  }

  /** Resolves when `count` events of a type have arrived. */
  untilType(eventType: string, count = 1): Promise<ReceivedWebhook[]> {
    return this.until(() => this.ofType(eventType).length >= count && this.ofType(eventType))
  }

  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }
}
