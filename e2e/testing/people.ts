import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import io2 from 'socket.io-client-2'
import type { Joined } from '../../server/protocol/copilot.ts'
import type { CustomerOutput } from '../../server/protocol/customer.ts'
import type { SocketError } from '../../server/protocol/problem.ts'
import type { EventOf, SessionEvent } from '../../server/protocol/session-events.ts'

const PATIENCE_MILLISECONDS = 10_000

/** Something that people in tests wait for: what came is kept, so that a wait finds what is there already. */
class Seen<Item> {
  readonly items: Item[] = []
  readonly #waiting = new Set<() => void>()

  add(item: Item): void {
    this.items.push(item)
    for (const look of this.#waiting) look()
  }

  /** The first item that fits; rejects with what was seen when it does not come in time. */
  async until(fits: (item: Item) => boolean, what: string): Promise<Item> {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS)
    for (;;) {
      const found = this.items.find(fits)
      if (found !== undefined) return found
      await this.#next(signal).catch(() => {
        throw new Error(
          `${what} did not come; seen: ${JSON.stringify(this.items, undefined, 1).slice(0, 4_000)}`,
        )
      })
    }
  }

  /** Resolves when so many have come. */
  async reaches(count: number, what: string): Promise<Item[]> {
    await this.until(() => this.items.length >= count, `${count} × ${what}`)
    return this.items
  }

  async #next(signal: AbortSignal): Promise<void> {
    let look = () => {}
    const looked = new Promise<void>(resolve => {
      look = resolve
    })
    this.#waiting.add(look)
    try {
      await Promise.race([looked, setTimeout(PATIENCE_MILLISECONDS, undefined, { signal, ref: false })])
      if (signal.aborted) throw signal.reason
    } finally {
      this.#waiting.delete(look)
    }
  }
}

export interface CustomerOptions {
  url: string
  URLToken: string
  userId?: string
  sessionId?: string
  /** The socket.io-client that speaks: 2 for Engine.IO 3, 4 for Engine.IO 4. */
  client?: 2 | 4
  handshake?: 'query' | 'inner'
  transports?: ('polling' | 'websocket')[]
  emitWithAck?: boolean
  /** Go along when the connection is opened; client 4 only. */
  headers?: Record<string, string>
  /** Which outputs are acknowledged, all unless told; what is not comes again. */
  acknowledges?: (output: CustomerOutput) => boolean
}

/** A customer with a chat client that speaks the protocol of Cognigy's. */
export class Customer {
  readonly userId: string
  readonly sessionId: string
  readonly outputs = new Seen<CustomerOutput>()
  readonly typing = new Seen<string>()
  readonly exceptions = new Seen<SocketError>()
  readonly finalPings = new Seen<object>()
  readonly ready: Promise<void>
  /** Resolves when the server has hung up. */
  readonly hungUp: Promise<void>
  readonly socket: Socket
  readonly #options: CustomerOptions

  constructor(options: CustomerOptions) {
    this.#options = options
    this.userId = options.userId ?? `user-${randomUUID()}`
    this.sessionId = options.sessionId ?? `session-${randomUUID()}`
    this.socket = this.#connect()
    this.ready = new Promise(resolve => this.socket.on('endpoint-ready', () => resolve()))
    this.hungUp = new Promise(resolve => this.socket.on('disconnect', () => resolve()))
    this.socket.on('output', (payload: { type: string; data: CustomerOutput }, acknowledge?: () => void) => {
      if (options.acknowledges?.(payload.data) ?? true) acknowledge?.()
      if (payload.type === 'output') this.outputs.add(payload.data)
    })
    this.socket.on('typingStatus', ({ status }: { status: string }) => this.typing.add(status))
    this.socket.on('exception', (error: SocketError) => this.exceptions.add(error))
    this.socket.on('finalPing', (ping: object) => this.finalPings.add(ping))
  }

  #connect(): Socket {
    const {
      url,
      URLToken,
      client = 4,
      handshake = 'query',
      transports = ['websocket'],
      emitWithAck = true,
      headers: extraHeaders,
    } = this.#options
    const { origin, pathname } = new URL(url)
    const path = `${pathname.replace(/\/$/, '')}/socket.io`
    const ids = { urlToken: URLToken, userId: this.userId, sessionId: this.sessionId }
    const words = { ...ids, testMode: 'false', emitWithAck: String(emitWithAck) }
    const query =
      handshake === 'inner'
        ? { handshake: 'true' }
        : Object.fromEntries(Object.entries(words).map(([name, value]) => [name, encodeURIComponent(value)]))
    const dial = client === 2 ? io2 : io
    const socket = dial(origin, {
      path,
      query,
      transports,
      extraHeaders,
      forceNew: true,
      reconnectionDelay: 50,
    })
    socket.on('handshake', (answer: (ids: object) => void) =>
      answer({ ...ids, testMode: false, emitWithAck }),
    )
    return socket
  }

  /** Says something as the published clients do: without an acknowledgement. */
  say(text: string | undefined, more: object = {}): void {
    this.socket.emit('processInput', this.input(text, more))
  }

  /** Says something and resolves with the server's answer to it. */
  sayAndHear(text: string | undefined, more: object = {}): Promise<object> {
    return new Promise(resolve => this.socket.emit('processInput', this.input(text, more), resolve))
  }

  input(text: string | undefined, more: object = {}): object {
    return {
      URLToken: this.#options.URLToken,
      userId: this.userId,
      sessionId: this.sessionId,
      channel: 'socket-client',
      source: 'device',
      passthroughIP: null,
      resetFlow: false,
      text,
      ...more,
    }
  }

  reads(text: string | RegExp): Promise<CustomerOutput> {
    const fits = ({ text: said = '' }: CustomerOutput) =>
      typeof text === 'string' ? said.includes(text) : text.test(said)
    return this.outputs.until(fits, `The customer’s output ${text}`)
  }

  leave(): void {
    this.socket.disconnect()
  }
}

/** News of a text that is being written. */
export interface DraftEvent {
  name: 'draft-start' | 'draft-delta' | 'draft-end'
  draftId: string
  text?: string
  complete?: boolean
  for?: number
  kind?: string
  requestId?: string
}

/** An agent who has opened the copilot link. */
export class CopilotViewer {
  readonly events = new Seen<SessionEvent>()
  readonly typing = new Seen<{ from: string; writing: boolean }>()
  readonly closed = new Seen<SocketError>()
  readonly drafts = new Seen<DraftEvent>()
  readonly socket: Socket
  readonly #link: { URLToken: string; userId: string; sessionId: string }

  /** `headers` go along when the connection is opened. */
  constructor(
    url: string,
    link: { URLToken: string; userId: string; sessionId: string },
    headers: Record<string, string> = {},
  ) {
    this.#link = link
    const { origin, pathname } = new URL(url)
    const path = `${pathname.replace(/\/$/, '')}/socket.io`
    this.socket = io(`${origin}/copilot`, {
      path,
      transports: ['websocket'],
      extraHeaders: headers,
      forceNew: true,
      reconnectionDelay: 50,
    })
    this.socket.on('events', (events: SessionEvent[]) => events.forEach(event => this.events.add(event)))
    this.socket.on('typing', typing => this.typing.add(typing))
    this.socket.on('closed', error => this.closed.add(error))
    for (const name of ['draft-start', 'draft-delta', 'draft-end'] as const)
      this.socket.on(name, words => this.drafts.add({ ...words, name }))
  }

  join(more: object = {}): Promise<Joined | SocketError> {
    const payload = { protocolVersion: 1, ...this.#link, after: 0, ...more }
    return this.socket.timeout(PATIENCE_MILLISECONDS).emitWithAck('join', payload)
  }

  /** Asks something of the session that was joined. */
  ask(name: string, payload: object): Promise<object> {
    return this.socket.timeout(PATIENCE_MILLISECONDS).emitWithAck(name, payload)
  }

  /** The seqs of what came, in the order in which it came. */
  get seqs(): number[] {
    return this.events.items.map(({ seq }) => seq)
  }

  sees<Type extends SessionEvent['type']>(
    type: Type,
    fits: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    const isIt = (event: SessionEvent) => event.type === type && fits(event as EventOf<Type>)
    return this.events.until(isIt, `The event ${type}`) as Promise<EventOf<Type>>
  }

  /** The texts that one side has said so far, oldest first. */
  saidBy(author: EventOf<'message'>['from']): (string | undefined)[] {
    return this.events.items.flatMap(event =>
      event.type === 'message' && event.from === author ? [event.text] : [],
    )
  }

  /** What a draft says so far. */
  draftText(draftId: string): string {
    return this.drafts.items.map(draft => (draft.draftId === draftId ? (draft.text ?? '') : '')).join('')
  }

  leave(): void {
    this.socket.disconnect()
  }
}
