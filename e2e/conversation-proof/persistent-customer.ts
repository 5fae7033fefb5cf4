import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { CustomerOutput } from '../../server/protocol/customer.ts'
import type { Random } from './random.ts'

const ANSWER_MILLISECONDS = 5_000
const LONGEST_READING_MILLISECONDS = 40

type Transport = 'websocket' | 'polling'

interface Saying {
  messageId: string
  text: string
}

/**
 * A customer whose client lives through every crash of the server: what was not acknowledged is said again in the same
 * order under the same messageId, and an output that comes again is dropped by its traceId.
 */
export class PersistentCustomer {
  readonly userId = `user-${randomUUID()}`
  readonly sessionId = `session-${randomUUID()}`
  /** Outputs in the order in which they came, each once. */
  readonly outputs: CustomerOutput[] = []
  outputRepeats = 0
  inputRepeats = 0
  /** What the server answered instead of taking a message. */
  readonly refusals: unknown[] = []
  readonly #url: string
  readonly #URLToken: string
  readonly #random: Random
  readonly #seen = new Set<string>()
  readonly #unacknowledged: Saying[] = []
  #socket: Socket
  #welcome = false

  constructor({ url, URLToken, random }: { url: string; URLToken: string; random: Random }) {
    this.#url = url
    this.#URLToken = URLToken
    this.#random = random
    this.#socket = this.#connect(['websocket'])
  }

  /** Loads the page anew: what was on the wire is gone, what was shown and what was not acknowledged is remembered. */
  reload(transports: Transport[] = ['websocket']): void {
    this.#welcome = false
    this.#socket.off().disconnect()
    this.#socket = this.#connect(transports)
  }

  /** Says something now, or as soon as the server is back. */
  say(text: string): void {
    const saying = { messageId: randomUUID(), text }
    this.#unacknowledged.push(saying)
    if (this.#welcome) this.#send(saying)
  }

  /** What the agent, or the virtual agent, was heard to say. */
  heard(source: CustomerOutput['source']): string[] {
    return this.outputs.flatMap(output => (output.source === source ? [output.text ?? ''] : []))
  }

  leave(): void {
    this.#socket.disconnect()
  }

  #connect(transports: Transport[]): Socket {
    const { userId, sessionId } = this
    const socket = io(this.#url, {
      query: { urlToken: this.#URLToken, userId, sessionId, emitWithAck: 'true' },
      transports,
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 300,
      timeout: ANSWER_MILLISECONDS,
    })
    socket.on('endpoint-ready', () => this.#sayAgain())
    socket.on('disconnect', reason => this.#lost(reason))
    socket.on('output', (output, acknowledge) => this.#hear(output, acknowledge))
    return socket
  }

  #sayAgain(): void {
    this.#welcome = true
    this.inputRepeats += this.#unacknowledged.length
    for (const saying of this.#unacknowledged) this.#send(saying)
  }

  #send(saying: Saying): void {
    const ids = { URLToken: this.#URLToken, userId: this.userId, sessionId: this.sessionId }
    const socket = this.#socket
    socket
      .timeout(ANSWER_MILLISECONDS)
      .emitWithAck('processInput', { ...ids, ...saying })
      .then(answer => this.#answered(saying, answer))
      .catch(() => {
        if (socket === this.#socket) this.#comeBack()
      })
  }

  #answered(saying: Saying, answer: { error?: unknown }): void {
    if (answer.error) {
      this.refusals.push(answer.error)
      this.#comeBack()
      return
    }
    const at = this.#unacknowledged.indexOf(saying)
    if (at >= 0) this.#unacknowledged.splice(at, 1)
  }

  /** What was said after a message that was not taken must not overtake it: all of it is said again. */
  #comeBack(): void {
    if (this.#welcome) this.#socket.disconnect().connect()
  }

  #lost(reason: Socket.DisconnectReason): void {
    this.#welcome = false
    if (reason === 'io server disconnect') this.#socket.connect()
  }

  #hear(payload: { type: string; data: CustomerOutput }, acknowledge: () => void): void {
    setTimeout(acknowledge, this.#random.below(LONGEST_READING_MILLISECONDS))
    if (this.#seen.has(payload.data.traceId)) {
      this.outputRepeats += 1
      return
    }
    this.#seen.add(payload.data.traceId)
    this.outputs.push(payload.data)
  }
}
