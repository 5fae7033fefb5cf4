import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Joined, Typing } from '../../server/protocol/copilot.ts'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import { type ConnectionState, CopilotClient, type CopilotListener } from './copilot-client.ts'
import type { CopilotLink } from './copilot-link.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession, type SessionView } from './session-view.ts'
import { openSignOn } from './sign-on.ts'

/** Nobody hears when a customer leaves in the middle of a word; after this they no longer count as writing. */
const writingFadesInMilliseconds = 10_000

/** Follows one session while its host is on the page, and has the host render what changed. */
export class SessionController implements ReactiveController, CopilotListener {
  /** The session as far as it is known. */
  view: SessionView = emptySession

  connection: ConnectionState = { name: 'connecting' }

  customerIsWriting = false

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  clockOffset = 0

  /** The last event that happened before this page came to the session; what follows is news. */
  historyEnd?: number

  readonly #host: ReactiveControllerHost
  #open?: () => CopilotClient
  #signOn?: () => void
  #client?: CopilotClient
  #writingTimer?: ReturnType<typeof setTimeout>

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  /** The last event that the view holds, as the client asks for it. */
  get lastSeq(): number {
    return this.view.lastSeq
  }

  /** Whether everything that was said before this page came is in the view. */
  get isCaughtUp(): boolean {
    return this.historyEnd !== undefined && this.view.lastSeq >= this.historyEnd
  }

  /** Leaves the session before and follows another. `server` is the address of the copilot's server. */
  follow(server: string, link: CopilotLink): void {
    this.leave()
    this.#open = () => new CopilotClient(server, link, this)
    this.#signOn = () => openSignOn(server, link.URLToken, this.tryAgain)
    this.hostConnected()
  }

  /** Stops following and forgets what was seen. */
  leave(): void {
    this.hostDisconnected()
    this.#open = undefined
    this.#signOn = undefined
    this.#forget()
    this.connection = { name: 'connecting' }
  }

  /** Tries again after the connection was lost. */
  readonly tryAgain = (): void => this.#client?.open()

  /** Opens the window in which the agent signs on, and joins once they have. Call it while they click. */
  readonly signOn = (): void => this.#signOn?.()

  hostConnected(): void {
    if (!this.#open || this.#client) return
    this.#client = this.#open()
    this.#client.open()
    addEventListener('online', this.#backOnline)
  }

  hostDisconnected(): void {
    this.#client?.close()
    this.#client = undefined
    this.#setWriting(false)
    removeEventListener('online', this.#backOnline)
  }

  connectionChanged(state: ConnectionState): void {
    this.connection = state
    if (state.name !== 'joined') this.#setWriting(false)
    if (state.name === 'refused') this.#forget()
    this.#host.requestUpdate()
  }

  joined({ lastSeq, serverTime }: Joined): void {
    this.clockOffset = serverTime - Date.now()
    this.historyEnd ??= lastSeq
  }

  eventsArrived(events: SessionEvent[]): void {
    this.view = foldEvents(this.view, events)
    if (events.some(event => event.type === 'message' && event.from === 'customer')) this.#setWriting(false)
    this.#host.requestUpdate()
  }

  typingChanged({ from, writing }: Typing): void {
    // The agent knows when the agent writes; a line that comes and goes meanwhile would only disturb.
    if (from === 'customer') this.#setWriting(writing)
  }

  #setWriting(writing: boolean) {
    clearTimeout(this.#writingTimer)
    if (writing) this.#writingTimer = setTimeout(() => this.#setWriting(false), writingFadesInMilliseconds)
    this.customerIsWriting = writing
    this.#host.requestUpdate()
  }

  #forget() {
    this.view = emptySession
    this.historyEnd = undefined
  }

  readonly #backOnline = () => {
    if (this.connection.name === 'lost') this.tryAgain()
  }
}
