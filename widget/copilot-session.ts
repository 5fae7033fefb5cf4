import { html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Abilities } from '../server/protocol/copilot.ts'
import { renderConnection } from './connection-notice.ts'
import { connectionStripStyles } from './connection-strip.styles.ts'
import { copilotSessionStyles } from './copilot-session.styles.ts'
import { InsertEvent } from './insert-event.ts'
import { texts } from './locales/texts.ts'
import type { ConnectionState } from './session/copilot-client.ts'
import { type CopilotLink, isSameLink } from './session/copilot-link.ts'
import type { RequestEvent } from './session/request-event.ts'
import { SessionController } from './session/session-controller.ts'
import type { SessionView } from './session/session-view.ts'
import { SessionUpdatedEvent } from './session-updated-event.ts'
import type { ReplyBox } from './tiles/reply-box.ts'
import type { RevealEvent } from './tiles/suggestion-events.ts'
import type { SuggestionsTile } from './tiles/suggestions.ts'
import { AnnouncementEvent } from './ui/announcement.ts'
import { AttentionController } from './ui/attention-controller.ts'
import { base } from './ui/base.ts'
import { CopilotElement } from './ui/copilot-element.ts'
import { copyText } from './ui/copy-text.ts'
import type { TakeEvent, Taken } from './ui/take-event.ts'
import { needChunk } from './workspace/chunks.ts'
import { placeTiles } from './workspace/place-tiles.ts'
import { renderBones, renderScreen } from './workspace/screens.ts'
import { ShortcutsController } from './workspace/shortcuts.ts'
import { renderTiles } from './workspace/tiles.ts'

/**
 * One chat, followed from when the element comes to the page until it leaves: its tiles, and what is to be said
 * of the connection. Hidden, it goes on following and is silent.
 *
 * @event {SessionUpdatedEvent} copilot-session-updated - Something of the session or its connection changed. Does not bubble.
 * @event {InsertEvent} copilot-insert - The agent uses a text; cancelable by a host that puts it at its cursor.
 */
@customElement('agent-copilot-session')
export class CopilotSession extends CopilotElement {
  static override styles = [base, connectionStripStyles, copilotSessionStyles]

  /** The address of the copilot's server. */
  @property() server = ''

  /** The chat to follow; complete. Another one replaces it. */
  @property({
    attribute: false,
    hasChanged: (one?: CopilotLink, other?: CopilotLink) => !isSameLink(one, other),
  })
  link?: CopilotLink

  /** Codes to choose from when the chat is wrapped up, where the endpoint has none. */
  @property({ attribute: false }) wrapUpCodes?: readonly { readonly code: string; readonly name: string }[]

  /** Whether the host puts texts at the cursor of its own reply box. */
  @property({ type: Boolean }) inserts = false

  @state() private lacksPart = false

  @query('agent-copilot-reply-box') private readonly replyBox?: ReplyBox

  readonly #session = new SessionController(this)
  readonly #attention = new AttentionController(this)
  #connectionName = ''

  constructor() {
    super()
    this.addController(new ShortcutsController(() => this.#shortcuts()))
    this.addEventListener('copilot-request', this.#answer)
    this.addEventListener('copilot-take', this.#take)
    this.addEventListener('copilot-reveal', this.#reveal)
    this.addEventListener('copilot-announcement', this.#hush)
    this.addEventListener('copilot-help', this.#help)
  }

  /** The session as far as it is known. */
  get view(): SessionView {
    return this.#session.view
  }

  get connection(): ConnectionState {
    return this.#session.connection
  }

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  get clockOffset(): number {
    return this.#session.clockOffset
  }

  /** What this agent may do here. */
  get abilities(): Abilities {
    return this.#session.abilities
  }

  /** Whether everything that was said before this page came is in the view. */
  get isCaughtUp(): boolean {
    return this.#session.isCaughtUp
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // While the connection is made; waiting for the first suggestion would show it later.
    needChunk('suggestions')
    addEventListener('copilot-part-missing', this.#missPart)
    addEventListener('keydown', this.#find)
  }

  override disconnectedCallback(): void {
    removeEventListener('copilot-part-missing', this.#missPart)
    removeEventListener('keydown', this.#find)
    super.disconnectedCallback()
  }

  /** Puts a text at the cursor of the copilot's own reply box; returns how to take it back, nothing where there is none. */
  insertIntoReply(text: string): (() => void) | undefined {
    return this.abilities.reply ? this.replyBox?.insert?.(text) : undefined
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'hidden']
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now)
    if (name === 'hidden') this.requestUpdate()
  }

  /** A chat that is not shown goes on in its view; what the eye would see is made up when it is shown again. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const isSeen = !this.hidden || !this.hasUpdated || changed.has('link') || changed.has('server')
    if (!isSeen) this.dispatchEvent(new SessionUpdatedEvent())
    return isSeen
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('link') && !changed.has('server')) return
    if (this.link) this.#session.follow(this.server, this.link)
    else this.#session.leave()
  }

  protected override updated(): void {
    this.#speakOfConnection()
    placeTiles(this.renderRoot.querySelector('.copilot'), this.#session.grid)
    this.dispatchEvent(new SessionUpdatedEvent())
  }

  #speakOfConnection() {
    const { name } = this.connection
    const before = this.#connectionName
    if (name === before) return
    this.#connectionName = name
    if (name === 'reconnecting') this.#say(texts.connection.reconnecting)
    if (name === 'joined' && before !== 'connecting') this.#say(texts.connection.joined)
    if (name === 'lost') this.#say(texts.connection.lost.title)
    if (name === 'refused') this.#say(texts.connection.refused.title)
  }

  #say(sentence: string) {
    this.dispatchEvent(new AnnouncementEvent(sentence))
  }

  /** Nothing is spoken of a chat that is not shown. */
  readonly #hush = (event: AnnouncementEvent) => {
    if (this.hidden) event.stopImmediatePropagation()
  }

  readonly #missPart = () => {
    this.lacksPart = true
  }

  readonly #answer = (event: RequestEvent) => {
    event.stopPropagation()
    event.answer = this.#session.request(event.name, event.payload, event.writing)
  }

  readonly #take = (event: TakeEvent) => {
    event.stopPropagation()
    event.taken = this.#bring(event)
  }

  /** To the host's cursor where the host says so, then to our own reply box, else to the clipboard. */
  async #bring({ text, suggestionId, shownBy }: TakeEvent): Promise<Taken> {
    const insertion = new InsertEvent(text, suggestionId)
    this.dispatchEvent(insertion)
    if (insertion.defaultPrevented) return { way: 'inserted', undo: insertion.undo }
    const undo = this.insertIntoReply(text)
    if (undo) return { way: 'inserted', undo }
    return { way: (await copyText(text, shownBy)) ? 'copied' : 'refused' }
  }

  readonly #reveal = (event: RevealEvent) => {
    event.stopPropagation()
    void this.#transcript?.reveal(event.seq)
  }

  /** The browser's own search finds what is in the page. */
  readonly #find = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    const isSearch = key === 'F3' || (key.toLowerCase() === 'f' && (ctrlKey || metaKey))
    if (isSearch && !this.hidden) void this.#transcript?.holdAll()
  }

  get #transcript() {
    return this.renderRoot.querySelector('agent-copilot-transcript')
  }

  #shortcuts() {
    if (this.hidden || !this.checkVisibility() || !this.isCaughtUp) return {}
    const suggestions = this.renderRoot.querySelector<SuggestionsTile>(
      'agent-copilot-suggestions:not([hidden])',
    )
    const use = (number: number) => () => void suggestions?.cardAt(number)?.use()
    return {
      1: use(1),
      2: use(2),
      3: use(3),
      e: () => suggestions?.primaryCard?.edit(),
      r: () => void suggestions?.redraft(),
      x: () => suggestions?.primaryCard?.dismiss(),
      s: () => void suggestions?.toggleSnooze(),
      '/': () => this.renderRoot.querySelector('agent-copilot-knowledge')?.focus(),
      t: () => void this.#transcript?.open(),
      w: this.abilities.reply ? () => this.replyBox?.focus() : undefined,
      h: this.#help,
      '?': this.#help,
    }
  }

  readonly #help = () => {
    needChunk('help')
    const sheet = this.renderRoot.querySelector('agent-copilot-help')
    if (sheet) sheet.isOpen = !sheet.isOpen
  }

  protected override render() {
    const place = this.#session.grid ? 'copilot custom' : 'copilot'
    return html`<div class=${place}>${this.#renderSession()}</div>`
  }

  #renderSession() {
    const { connection, isCaughtUp } = this.#session
    const notice = renderConnection(connection, isCaughtUp, this.#session)
    const isComing = connection.name === 'connecting'
    if (!isCaughtUp && !isComing && notice !== nothing) return renderScreen(connection.name, notice)
    return html`
      ${isCaughtUp ? renderTiles(this.#session, this.#frame) : renderBones()}
      <div class="state" data-testid="connection-state" data-state=${connection.name}>${notice}</div>
      ${this.lacksPart ? html`<p class="strip" role="alert">${texts.connection.partMissing}</p>` : nothing}
    `
  }

  /** The endpoint's own; where it has none, those that the host offers. */
  #codesToChoose(): Abilities['wrapUpCodes'] {
    const { abilities, wrapUpCodes: offered = [] } = this
    return abilities.wrapUpCodes.length > 0 ? abilities.wrapUpCodes : [...offered]
  }

  get #frame() {
    return {
      server: this.server,
      sessionId: this.link?.sessionId ?? '',
      held: this.#attention.isBusy,
      inserts: this.inserts || this.abilities.reply,
      wrapUpCodes: this.#codesToChoose(),
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-session': CopilotSession
  }
}
