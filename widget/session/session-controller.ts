import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Grid } from '../../server/protocol/assists.ts'
import type { Abilities, DraftStart, Joined, Typing } from '../../server/protocol/copilot.ts'
import type { EventOf, SessionEvent } from '../../server/protocol/session-events.ts'
import {
  type AnswerTo,
  type ConnectionState,
  CopilotClient,
  type CopilotListener,
  type Payload,
  RequestError,
  type RequestName,
} from './copilot-client.ts'
import type { CopilotLink } from './copilot-link.ts'
import { Drafts, type SuggestionDraft } from './drafts.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession, type SessionView } from './session-view.ts'
import { openSignOn, SIGNED_ON } from './sign-on.ts'
import { withEarlier, withoutOld } from './transcript-window.ts'

/** Nobody hears when a customer leaves in the middle of a word; after this they no longer count as writing. */
const writingFadesInMilliseconds = 10_000

const noAbilities: Abilities = { reply: false, model: false, wrapUpCodes: [], wrapUpFields: [], language: '' }

/** Follows one session while its host is on the page, and has the host render what changed. */
export class SessionController implements ReactiveController, CopilotListener {
  /** The session as far as it is known. */
  view: SessionView = emptySession

  connection: ConnectionState = { name: 'connecting' }

  customerIsWriting = false

  /** What this agent may do here; nothing until the session was joined. */
  abilities: Abilities = noAbilities

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  clockOffset = 0

  /** The last event that happened before this page came to the session; what follows is news. */
  historyEnd?: number

  readonly #host: ReactiveControllerHost
  readonly #drafts = new Drafts()
  #open?: () => CopilotClient
  #signOn?: () => void
  #client?: CopilotClient
  #writingTimer?: ReturnType<typeof setTimeout>
  #isReadBack = false
  #loading?: Promise<void>

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

  /** Suggestions that are being written, in the order in which they began. */
  get drafts(): readonly SuggestionDraft[] {
    return this.#drafts.suggestions
  }

  /** Where the tiles stand: as a bot or a program said, else as the endpoint does. */
  get grid(): Grid | undefined {
    return this.view.grid ?? this.abilities.grid
  }

  /**
   * Asks something of the session. `writing` hears the answer's text while it grows, where the request has an id.
   * Rejects with RequestError.
   */
  async request<Name extends RequestName>(
    name: Name,
    payload: Payload<Name>,
    writing?: (text: string) => void,
  ): Promise<AnswerTo<Name>> {
    if (!this.#client) throw new RequestError('offline')
    const requestId = 'requestId' in payload ? payload.requestId : undefined
    const stop = requestId && writing ? this.#drafts.follow(requestId, writing) : undefined
    try {
      return await this.#client.request(name, payload)
    } finally {
      stop?.()
    }
  }

  /** Tells the customer that the agent writes here, or has stopped. */
  readonly tellTyping = (writing: boolean): void => this.#client?.tellTyping(writing)

  /** Adds to the view what was said before what it holds. Rejects with RequestError. */
  readonly loadEarlier = (): Promise<void> => {
    this.#loading ??= this.#loadEarlier().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  /** Hears whether somebody reads further up than the end; only then more than the end is held. */
  readonly readBack = (isRead: boolean): void => {
    this.#isReadBack = isRead
    this.#letGo()
    this.#host.requestUpdate()
  }

  /** Leaves the session before and follows another. `server` is the address of the copilot's server. */
  follow(server: string, link: CopilotLink): void {
    this.leave()
    this.#open = () => new CopilotClient(server, link, this)
    this.#signOn = () => openSignOn(server, link.URLToken)
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
    addEventListener(SIGNED_ON, this.#signedOn)
  }

  hostDisconnected(): void {
    this.#client?.close()
    this.#client = undefined
    this.#setWriting(false)
    removeEventListener('online', this.#backOnline)
    removeEventListener(SIGNED_ON, this.#signedOn)
  }

  connectionChanged(state: ConnectionState): void {
    this.connection = state
    if (state.name !== 'joined') {
      this.#setWriting(false)
      this.#drafts.clear()
    }
    if (state.name === 'refused') this.#forget()
    this.#host.requestUpdate()
  }

  joined({ lastSeq, serverTime, abilities }: Joined): void {
    this.abilities = abilities
    this.clockOffset = serverTime - Date.now()
    this.historyEnd ??= lastSeq
  }

  eventsArrived(events: SessionEvent[]): void {
    this.view = foldEvents(this.view, events)
    this.#letGo()
    if (events.some(event => event.type === 'message' && event.from === 'customer')) this.#setWriting(false)
    for (const event of events) if (event.type === 'suggestions-made') this.#settle(event)
    this.#host.requestUpdate()
  }

  typingChanged({ from, writing }: Typing): void {
    // The agent knows when the agent writes; a line that comes and goes meanwhile would only disturb.
    if (from === 'customer') this.#setWriting(writing)
  }

  draftStarted(draft: DraftStart): void {
    this.#drafts.start(draft)
    this.#host.requestUpdate()
  }

  draftGrew(draftId: string, text: string): void {
    this.#drafts.grow(draftId, text)
    this.#host.requestUpdate()
  }

  draftEnded(draftId: string, isComplete: boolean): void {
    this.#drafts.end(draftId, isComplete)
    this.#host.requestUpdate()
  }

  async #loadEarlier() {
    const { heldFrom } = this.view
    if (heldFrom === 0) return
    const stretch = await this.request('history', { before: heldFrom })
    if (this.view.heldFrom === heldFrom) this.view = withEarlier(this.view, stretch)
    this.#host.requestUpdate()
    await this.#host.updateComplete
  }

  #letGo() {
    if (!this.#isReadBack) this.view = withoutOld(this.view)
  }

  /** Knowledge answers at once, while a model goes on drafting for the same message. */
  #settle({ for: seq, by, modelTrouble }: EventOf<'suggestions-made'>) {
    this.#drafts.settle(by === 'model' || modelTrouble ? seq : seq - 1)
  }

  #setWriting(writing: boolean) {
    clearTimeout(this.#writingTimer)
    if (writing) this.#writingTimer = setTimeout(() => this.#setWriting(false), writingFadesInMilliseconds)
    this.customerIsWriting = writing
    this.#host.requestUpdate()
  }

  #forget() {
    this.#drafts.clear()
    this.abilities = noAbilities
    this.view = emptySession
    this.historyEnd = undefined
  }

  /** The agent has signed on, perhaps for another chat. */
  readonly #signedOn = () => {
    if (this.connection.name === 'refused' && this.connection.code === 'sign-on') this.tryAgain()
  }

  readonly #backOnline = () => {
    if (this.connection.name === 'lost') this.tryAgain()
  }
}
