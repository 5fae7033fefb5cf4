import type {
  CopilotClientEvents,
  CopilotServerEvents,
  DraftStart,
  Join,
  Joined,
  Typing,
} from '../../server/protocol/copilot.ts'
import type { PROTOCOL_VERSION } from '../../server/protocol/limits.ts'
import type { RefusalCode, SocketError } from '../../server/protocol/problem.ts'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import type { CopilotLink } from './copilot-link.ts'
import { badgeFor } from './sign-on.ts'
import { openWebSocketWire, type Wire } from './wire.ts'

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
  readonly #server: string
  readonly #link: CopilotLink
  readonly #listener: CopilotListener
  readonly #retryDelays: readonly number[]
  #failures = 0
  #hasJoined = false
  #isJoined = false
  #isClosed = false
  #retryTimer?: ReturnType<typeof setTimeout>
  #wire?: Wire
  /** The way that led to the server before. */
  #openWire?: typeof openWebSocketWire

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
  }

  /** Connects, at once and with all its attempts, also after the connection was lost. */
  open(): void {
    this.#failures = 0
    clearTimeout(this.#retryTimer)
    this.#retryTimer = undefined
    this.#enter({ name: this.#hasJoined ? 'reconnecting' : 'connecting' })
    this.#connect()
  }

  /** Leaves for good. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retryTimer)
    this.#wire?.close()
  }

  /** Asks something of the session. Rejects with RequestError, at once where the session is not joined now. */
  async request<Name extends RequestName>(name: Name, payload: Payload<Name>): Promise<AnswerTo<Name>> {
    if (!this.#isJoined || !this.#wire) throw new RequestError('offline')
    const answer = await this.#wire.ask(name, payload, requestTimeoutInMilliseconds).catch(() => {
      throw new RequestError('offline')
    })
    if (isRefusal(answer)) throw new RequestError(answer.error.code, answer.error.message)
    return answer as AnswerTo<Name>
  }

  /** Tells that the agent writes or has stopped; nobody waits for it. */
  tellTyping(writing: boolean): void {
    if (this.#isJoined) this.#wire?.tell('typing', { writing })
  }

  /** By WebSocket; where none has ever come about, every second time by what any network lets through. */
  #connect() {
    this.#wire?.close()
    this.#wire = undefined
    if (this.#openWire) this.#use(this.#openWire)
    else if (this.#failures % 2 === 0) this.#use(openWebSocketWire)
    else
      import('./polling-wire.ts').then(
        ({ openPollingWire }) => this.#use(openPollingWire),
        () => this.#retry(),
      )
  }

  #use(openWire: typeof openWebSocketWire) {
    if (this.#isClosed) return
    const wire = openWire(this.#server, {
      opened: () => {
        this.#openWire = openWire
        void this.#join(wire)
      },
      heard: (name, payload) => this.#hear(name, payload),
      ended: () => this.#retry(),
    })
    this.#wire = wire
  }

  /** What a later server may say beyond this is passed over. */
  #hear(name: string, payload: unknown) {
    if (!Object.hasOwn(this.#hearing, name)) return
    const hear = this.#hearing[name as keyof CopilotServerEvents] as (payload: unknown) => void
    hear(payload)
  }

  readonly #hearing: { [Name in keyof CopilotServerEvents]: CopilotServerEvents[Name] } = {
    events: events => this.#listener.eventsArrived(events),
    typing: typing => this.#listener.typingChanged(typing),
    'draft-start': draft => this.#listener.draftStarted(draft),
    'draft-delta': ({ draftId, text }) => this.#listener.draftGrew(draftId, text),
    'draft-end': ({ draftId, complete }) => this.#listener.draftEnded(draftId, complete),
    closed: error => this.#refuse(error),
  }

  async #join(wire: Wire) {
    const badge = badgeFor(this.#server)
    const join: Join = { protocolVersion, ...this.#link, badge, after: this.#listener.lastSeq }
    const answer = await wire.ask('join', join, joinTimeoutInMilliseconds).catch(() => undefined)
    if (wire !== this.#wire || this.#isClosed) return
    if (!answer) this.#retryFromAnew()
    else if (isRefusal(answer)) this.#answerRefusal(answer)
    else this.#enterSession(answer as Joined)
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
    this.#wire?.close()
    this.#enter({ name: 'refused', code: error.code })
  }

  #retryFromAnew() {
    this.#wire?.close()
    this.#retry()
  }

  #retry() {
    if (this.#isClosed || this.#retryTimer !== undefined) return
    const delay = this.#retryDelays[this.#failures++]
    if (delay === undefined) return this.#enter({ name: 'lost' })
    this.#enter({ name: this.#hasJoined ? 'reconnecting' : 'connecting' })
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined
      this.#connect()
    }, spread(delay))
  }

  #enter(state: ConnectionState) {
    this.#isJoined = state.name === 'joined'
    this.#listener.connectionChanged(state)
  }
}

function isRefusal(answer: object): answer is SocketError {
  return 'error' in answer
}

/** A refusal that may be over when we ask again. */
function isPassing(code: RefusalCode) {
  return code === 'not-ready' || code === 'too-many' || code === 'unknown'
}

/** Keeps many widgets from coming back at the same moment. */
function spread(delay: number) {
  return delay * (0.75 + Math.random() / 2)
}
