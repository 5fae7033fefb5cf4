import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as Wire } from 'node:net'
import express from 'express'
import { type Namespace, Server, type Socket } from 'socket.io'
import type {
  Abilities,
  CopilotClientEvents,
  CopilotServerEvents,
  DraftStart,
  History,
  Join,
  Typing,
} from '../../server/protocol/copilot.ts'
import type { RefusalCode, SocketError } from '../../server/protocol/problem.ts'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import type { CopilotLink } from '../session/copilot-link.ts'

type CopilotSocket = Socket<CopilotClientEvents, CopilotServerEvents>

const abilities: Abilities = { reply: false, model: false, wrapUpCodes: [], wrapUpFields: [], language: 'en' }

/** The link that the scripted server opens. */
export const scriptedLink: CopilotLink = { userId: 'maeve', sessionId: 'session-1', URLToken: 'a'.repeat(64) }

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "frame-src 'self' http: https:",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The frame of an HTML tile has no origin and may load nothing; what runs in it is the tile's own. */
const tileFramePolicy =
  "sandbox allow-scripts allow-forms; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:"

type RequestName = Exclude<keyof CopilotClientEvents, 'join' | 'typing'>

/** An answer to each request by its name; an Error refuses it, and a function hears what was asked. */
export type Answers = Partial<
  Record<RequestName, object | Error | ((payload: never) => object | Promise<object>)>
>

export interface ScriptedServerOptions {
  /** Folder of the built widget, where pages are to be served. */
  dist?: string
  /** The path below which everything is served, as /desk. */
  prefix?: string
  /** The session as it stands before anyone joins. */
  events?: SessionEvent[]
  /** What the server's clock says, in milliseconds since the epoch. */
  serverTime?: number
  /** Where false, no WebSocket comes through, as in some companies' networks. */
  webSockets?: boolean
  /** What it answers to requests; those it has no answer for are refused. */
  answers?: Answers
  /** What the agent may do; nothing beyond reading unless told. */
  abilities?: Partial<Abilities>
}

/**
 * A real server that speaks the copilot protocol for one session and does as the test tells it. The standalone
 * page stands at `/` under the policy that the product sends.
 */
export class ScriptedServer implements AsyncDisposable {
  /** Every `join` that came, also refused ones. */
  readonly joins: Join[] = []
  /** Every other request that came, with what was asked. */
  readonly requests: { name: string; payload: Record<string, unknown> }[] = []
  /** What it answers; a test may change its mind. */
  answers: Answers
  readonly #options: ScriptedServerOptions
  readonly #log: SessionEvent[]
  readonly #http = createServer()
  readonly #io: Server<CopilotClientEvents, CopilotServerEvents>
  readonly #copilot: Namespace<CopilotClientEvents, CopilotServerEvents>
  readonly #joined = new EventEmitter()
  readonly #wires = new Set<Wire>()
  #refusal?: RefusalCode
  #isReachable = true

  private constructor(options: ScriptedServerOptions) {
    this.#options = options
    this.answers = { feedback: {}, history: ({ before }) => this.#before(before), ...options.answers }
    this.#log = [...(options.events ?? [])]
    const prefix = options.prefix ?? ''
    // Before socket.io, which hands on what is not for it.
    this.#http.on('request', express().use(prefix || '/', pages(options.dist)))
    this.#io = new Server(this.#http, {
      path: `${prefix}/socket.io`,
      cors: { origin: true },
      transports: options.webSockets === false ? ['polling'] : ['polling', 'websocket'],
    })
    this.#copilot = this.#io.of('/copilot')
    this.#http.on('connection', wire => {
      if (!this.#isReachable) wire.destroy()
      this.#wires.add(wire)
      wire.on('close', () => this.#wires.delete(wire))
    })
    this.#copilot.on('connection', socket => {
      socket.on('join', (join, acknowledge) => acknowledge(this.#join(socket, join)))
      socket.onAny(
        (name: string, payload: Record<string, unknown>, acknowledge?: (answer: object) => void) => {
          if (name !== 'join') void this.#answer(name as RequestName, payload).then(acknowledge)
        },
      )
    })
  }

  static async start(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
    const server = new ScriptedServer(options)
    server.#http.listen(0, '127.0.0.1')
    await once(server.#http, 'listening')
    return server
  }

  /** The last event of the session. */
  get lastSeq(): number {
    return this.#log.at(-1)?.seq ?? 0
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  /** Where the server stands, with its prefix. */
  get address(): string {
    return this.origin + (this.#options.prefix ?? '')
  }

  /** The address of the standalone page for a link. */
  linkTo(link: Partial<CopilotLink> = scriptedLink): string {
    return `${this.address}/?${new URLSearchParams({ ...link })}`
  }

  /** Appends to the session and tells who has joined. */
  append(...events: SessionEvent[]): void {
    this.#log.push(...events)
    this.#copilot.to('session').emit('events', events)
  }

  /** Writes a text beside the log, bit by bit. */
  draft(draft: DraftStart, ...bits: string[]): void {
    this.#copilot.to('session').emit('draft-start', draft)
    for (const text of bits) this.#copilot.to('session').emit('draft-delta', { draftId: draft.draftId, text })
  }

  endDraft(draftId: string, complete = true): void {
    this.#copilot.to('session').emit('draft-end', { draftId, complete })
  }

  /** Resolves with what was asked once this request has come so often. */
  async asked(name: RequestName, count = 1): Promise<Record<string, unknown>> {
    const all = () => this.requests.filter(request => request.name === name)
    while (all().length < count) await once(this.#joined, 'request')
    return all()[count - 1]?.payload ?? {}
  }

  typing(typing: Typing): void {
    this.#copilot.to('session').emit('typing', typing)
  }

  /** Refuses every join from now on; `undefined` lets them in again. */
  refuse(code: RefusalCode | undefined): void {
    this.#refusal = code
  }

  /** Tells who has joined that the session may no longer be seen. */
  closeSession(): void {
    this.#refusal = 'refused'
    this.#copilot.to('session').emit('closed', refusal('refused'))
  }

  /** Says goodbye to every widget, as a server does that shuts down. */
  disconnect(): void {
    this.#copilot.disconnectSockets(true)
  }

  /** Resolves once this many joins have come. */
  async joinsReach(count: number): Promise<void> {
    while (this.joins.length < count) await once(this.#joined, 'join')
  }

  /** Cuts every connection and answers nothing until `comeBack`. */
  goAway(): void {
    this.#isReachable = false
    for (const wire of this.#wires) wire.destroy()
  }

  comeBack(): void {
    this.#isReachable = true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.goAway()
    await this.#io.close()
  }

  async #answer(name: RequestName, payload: Record<string, unknown>): Promise<object> {
    this.requests.push({ name, payload })
    this.#joined.emit('request')
    const answer = this.answers[name]
    const made = typeof answer === 'function' ? await answer(payload as never) : answer
    if (made instanceof Error) return { error: { code: 'refused', message: made.message } }
    return made ?? refusal('refused')
  }

  #before(seq: number): History {
    const earlier = this.#log.filter(event => event.seq < seq)
    const events = earlier.slice(-200)
    return { from: events.length < earlier.length ? (events[0]?.seq ?? 0) : 0, events }
  }

  #join(socket: CopilotSocket, join: Join) {
    this.joins.push(join)
    this.#joined.emit('join')
    if (this.#refusal) return refusal(this.#refusal)
    if (!opens(join)) return refusal('refused')
    void socket.join('session')
    const missed = this.#log.filter(event => event.seq > (join.after ?? 0))
    if (missed.length > 0) socket.emit('events', missed)
    return {
      lastSeq: this.#log.at(-1)?.seq ?? 0,
      serverTime: this.#options.serverTime ?? Date.now(),
      abilities: { ...abilities, ...this.#options.abilities },
    }
  }
}

function opens(join: Join) {
  return (
    join.protocolVersion === 1 &&
    join.userId === scriptedLink.userId &&
    join.sessionId === scriptedLink.sessionId &&
    join.URLToken === scriptedLink.URLToken
  )
}

function refusal(code: RefusalCode): SocketError {
  return { error: { code, message: 'The scripted server refuses.' } }
}

function pages(dist?: string) {
  const app = express()
  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.set('content-security-policy', contentSecurityPolicy)
    next()
  })
  app.get('/attachments/:id', (_request, response) => void response.type('text/plain').send('A file'))
  if (dist) {
    app.get('/', (_request, response) => response.sendFile('standalone/index.html', { root: dist }))
    app.use(['/agent-copilot.js', '/assets'], (_request, response, next) => {
      response.set('access-control-allow-origin', '*')
      next()
    })
    app.get('/tile-frame', (_request, response) =>
      response
        .set('content-security-policy', tileFramePolicy)
        .sendFile('tile-frame/index.html', { root: dist }),
    )
    app.use(express.static(dist))
  }
  return app
}
