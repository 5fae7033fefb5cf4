import { io } from './vendor/socket.io.js'

/**
 * @typedef {{ text?: string, data?: Record<string, any>, traceId?: string, source?: string }} Output
 * @typedef {'connecting' | 'connected' | 'reconnecting'} ConnectionState
 * @typedef {object} ConnectionListener
 * @property {(state: ConnectionState) => void} onState
 * @property {(output: Output) => void} onOutput called before the output is acknowledged
 * @property {(isTyping: boolean) => void} onTyping
 * @property {(trouble: unknown) => void} onTrouble the server could not do something
 */

const ANSWER_TIMEOUT = 10_000
const READY_TIMEOUT = 10_000
const SHORTEST_PAUSE = 2_000
const LONGEST_PAUSE = 60_000

/** The server took note of a message and will not have it. */
export class Refusal extends Error {}

/**
 * The customer's socket to an endpoint, in the protocol of Cognigy's socket clients with the handshake in the
 * query. It comes back by itself, and nothing is said before the server's `endpoint-ready`.
 */
export class ChatConnection {
  #socket
  #endpoint
  #identity
  #listener
  #isReady = false
  #pause = SHORTEST_PAUSE
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  /**
   * @param {import('./endpoint.js').Endpoint} endpoint
   * @param {import('./identity.js').Identity} identity
   * @param {ConnectionListener} listener
   */
  constructor(endpoint, identity, listener) {
    this.#endpoint = endpoint
    this.#identity = identity
    this.#listener = listener
    this.#socket = io(endpoint.server.origin, {
      path: `${endpoint.server.pathname.replace(/\/$/, '')}/socket.io`,
      query: handshake(endpoint.URLToken, identity),
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
    })
    this.#listen()
  }

  get isReady() {
    return this.#isReady
  }

  /**
   * Resolves once the server has kept the message.
   * @param {{ messageId: string, text?: string, data?: Record<string, unknown> }} input
   * @throws {Refusal} when the server will not have it
   * @throws {Error} when no answer came; the message may be sent again with the same messageId
   */
  async processInput(input) {
    const answer = await this.#socket.timeout(ANSWER_TIMEOUT).emitWithAck('processInput', {
      URLToken: this.#endpoint.URLToken,
      ...this.#identity,
      channel: 'socket-client',
      source: 'device',
      passthroughIP: null,
      resetFlow: false,
      ...input,
    })
    if (answer?.error) throw new Refusal(answer.error.message)
  }

  /** @param {boolean} isTyping */
  typing(isTyping) {
    if (this.#isReady) this.#socket.emit('typingStatus', { status: isTyping ? 'typingOn' : 'typingOff' })
  }

  #listen() {
    this.#socket
      .on('connect', () => this.#expectReady())
      .on('endpoint-ready', () => this.#ready())
      .on('disconnect', () => this.#lost())
      .on('connect_error', () => this.#lost())
      .on('output', (packet, acknowledge) => this.#receive(packet, acknowledge))
      .on('finalPing', (_ping, acknowledge) => this.#receive({ type: 'finalPing' }, acknowledge))
      .on('typingStatus', ({ status }) => this.#listener.onTyping(status === 'typingOn' || status === 'on'))
      .on('exception', trouble => this.#listener.onTrouble(trouble))
  }

  #expectReady() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#socket.disconnect(), READY_TIMEOUT)
  }

  #ready() {
    clearTimeout(this.#timer)
    this.#isReady = true
    this.#pause = SHORTEST_PAUSE
    this.#listener.onState('connected')
  }

  #lost() {
    this.#isReady = false
    clearTimeout(this.#timer)
    // socket.io does not come back by itself after either side closed on purpose.
    if (!this.#socket.active) this.#comeBackLater()
    this.#listener.onTyping(false)
    this.#listener.onState('reconnecting')
  }

  #comeBackLater() {
    this.#timer = setTimeout(() => this.#socket.connect(), this.#pause)
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE)
  }

  /**
   * @param {{ type?: string, data?: any }} packet
   * @param {(() => void) | undefined} acknowledge
   */
  #receive(packet, acknowledge) {
    if (packet.type === 'output') this.#listener.onOutput(packet.data ?? {})
    if (packet.type === 'error') this.#listener.onTrouble(packet.data?.error)
    if (packet.type === 'finalPing') this.#listener.onTyping(false)
    acknowledge?.()
  }
}

/**
 * The protocol encodes each value twice; the socket's own encoding is the second time.
 * @param {string} urlToken
 * @param {import('./identity.js').Identity} identity
 */
const handshake = (urlToken, { userId, sessionId }) => ({
  urlToken: encodeURIComponent(urlToken),
  userId: encodeURIComponent(userId),
  sessionId: encodeURIComponent(sessionId),
  testMode: 'false',
  emitWithAck: 'true',
})
