import { io, type Socket } from 'socket.io-client'
import type {
  CopilotClientEvents,
  CopilotServerEvents,
  DraftStart,
  Joined,
  Typing,
} from '../../server/protocol/copilot.ts'
import type { PROTOCOL_VERSION } from '../../server/protocol/limits.ts'
import type { RefusalCode, SocketError } from '../../server/protocol/problem.ts'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import type { CopilotLink } from './copilot-link.ts'
import { badgeFor } from './sign-on.ts'

/** A type, so that the widget does not compile against another version of the contract. */
const protocolVersion: typeof PROTOCOL_VERSION = 1

const joinTimeoutInMilliseconds = 10_000

/** A model may think for long; the server gives up before. */
const requestTimeoutInMilliseconds = 60_000

/** Waits between attempts to join, in milliseconds; after the last one the connection counts as lost. */
const defaultRetryDelays = [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000]

/** Where the connection stands. `reconnecting` follows a session that was joined, `lost` the last attempt. */
export type ConnectionState =
  | { readonly name: 'connecting' | 'joined' | 'reconnecting' | 'lost' }
  | { readonly name: 'refused'; readonly code: RefusalCode }

/** Hears what the client learns; `lastSeq` says which event the session already has. */
export interface CopilotListener {
  readonly lastSeq: number
  connectionChanged(state: ConnectionState): void
  joined(answer: Joined): void
  eventsArrived(events: SessionEvent[]): void
  typingChanged(typing: Typing): void
  draftStarted(draft: DraftStart): void
  draftGrew(draftId: string, text: string): void
  draftEnded(draftId: string, isComplete: boolean): void
}

/** Why a request came to nothing: the server's refusal, or that it could not be asked. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: RefusalCode | 'offline'

  constructor(code: RefusalCode | 'offline', message = '') {
    super(message)
    this.code = code
  }
}

/** What can be asked of a session that was joined. */
export type RequestName = Exclude<keyof CopilotClientEvents, 'join' | 'typing'>
export type Payload<Name extends RequestName> = Parameters<CopilotClientEvents[Name]>[0]
export type AnswerTo<Name extends RequestName> = Exclude<
  Parameters<Parameters<CopilotClientEvents[Name]>[1]>[0],
  SocketError
>

/**
 * One session over the copilot protocol (`server/protocol/copilot.ts`): joins, joins again after an interruption
 * from the last event that the listener has, and gives up after the last of `retryDelays`.
 */
export class CopilotClient {
  readonly #socket: Socket<CopilotServerEvents, CopilotClientEvents>
  readonly #server: string
  readonly #link: CopilotLink
  readonly #listener: CopilotListener
  readonly #retryDelays: readonly number[]
  #failures = 0
  #hasJoined = false
  #isJoined = false
  #isClosed = false
  #retryTimer?: ReturnType<typeof setTimeout>

  /** `server` is the address of the copilot's server, of which the path may be a prefix. */
  constructor(
    server: string,
    link: CopilotLink,
    listener: CopilotListener,
    retryDelays = defaultRetryDelays,
  ) {
    this.#server = server
    this.#link = link
    this.#listener = listener
    this.#retryDelays = retryDelays
    const { origin, pathname } = new URL(server)
    this.#socket = io(`${origin}/copilot`, {
      path: `${pathname.replace(/\/$/, '')}/socket.io`,
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    })
    this.#socket.on('connect', () => void this.#join())
    this.#socket.on('connect_error', () => this.#retry())
    this.#socket.on('disconnect', reason => {
      if (reason !== 'io client disconnect') this.#retry()
    })
    this.#socket.on('events', events => listener.eventsArrived(events))
    this.#socket.on('typing', typing => listener.typingChanged(typing))
    this.#socket.on('draft-start', draft => listener.draftStarted(draft))
    this.#socket.on('draft-delta', ({ draftId, text }) => listener.draftGrew(draftId, text))
    this.#socket.on('draft-end', ({ draftId, complete }) => listener.draftEnded(draftId, complete))
    this.#socket.on('closed', error => this.#refuse(error))
  }

  /** Connects, at once and with all its attempts, also after the connection was lost. */
  open(): void {
    this.#failures = 0
    clearTimeout(this.#retryTimer)
    this.#retryTimer = undefined
    this.#enter({ name: this.#hasJoined ? 'reconnecting' : 'connecting' })
    this.#socket.connect()
  }

  /** Leaves for good. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retryTimer)
    this.#socket.off()
    this.#socket.disconnect()
  }

  /** Asks something of the session. Rejects with RequestError, at once where the session is not joined now. */
  async request<Name extends RequestName>(name: Name, payload: Payload<Name>): Promise<AnswerTo<Name>> {
    if (!this.#isJoined) throw new RequestError('offline')
    const wire = this.#socket.timeout(requestTimeoutInMilliseconds) as unknown as Asking
    const answer = await wire.emitWithAck(name, payload).catch(() => {
      throw new RequestError('offline')
    })
    if ('error' in answer) throw new RequestError(answer.error.code, answer.error.message)
    return answer as AnswerTo<Name>
  }

  /** Tells that the agent writes or has stopped; nobody waits for it. */
  tellTyping(writing: boolean): void {
    if (this.#isJoined) this.#socket.volatile.emit('typing', { writing })
  }

  async #join() {
    const badge = badgeFor(this.#server)
    try {
      const answer = await this.#socket
        .timeout(joinTimeoutInMilliseconds)
        .emitWithAck('join', { protocolVersion, ...this.#link, badge, after: this.#listener.lastSeq })
      if ('error' in answer) this.#answerRefusal(answer)
      else this.#enterSession(answer)
    } catch {
      this.#retryFromAnew()
    }
  }

  #enterSession(answer: Joined) {
    this.#failures = 0
    this.#hasJoined = true
    this.#listener.joined(answer)
    this.#enter({ name: 'joined' })
  }

  #answerRefusal(refusal: SocketError) {
    if (isPassing(refusal.error.code)) this.#retryFromAnew()
    else this.#refuse(refusal)
  }

  #refuse({ error }: SocketError) {
    this.#socket.disconnect()
    this.#enter({ name: 'refused', code: error.code })
  }

  #retryFromAnew() {
    this.#socket.disconnect()
    this.#retry()
  }

  #retry() {
    if (this.#isClosed || this.#retryTimer !== undefined) return
    const delay = this.#retryDelays[this.#failures++]
    if (delay === undefined) return this.#enter({ name: 'lost' })
    this.#enter({ name: this.#hasJoined ? 'reconnecting' : 'connecting' })
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined
      this.#socket.connect()
    }, spread(delay))
  }

  #enter(state: ConnectionState) {
    this.#isJoined = state.name === 'joined'
    this.#listener.connectionChanged(state)
  }
}

/** The socket as it asks by a name that is only known when it runs. */
interface Asking {
  emitWithAck(name: RequestName, payload: unknown): Promise<object | SocketError>
}

/** A refusal that may be over when we ask again. */
function isPassing(code: RefusalCode) {
  return code === 'not-ready' || code === 'too-many' || code === 'unknown'
}

/** Keeps many widgets from coming back at the same moment. */
function spread(delay: number) {
  return delay * (0.75 + Math.random() / 2)
}
