import { html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { agentCopilotStyles } from './agent-copilot.styles.ts'
import {
  type Chat,
  type ChatSummary,
  type ChatToOpen,
  isSwitcherNeeded,
  nameOf,
  summarise,
} from './chats/chat.ts'
import { renderChat, renderNothingShown } from './chats/chat-frame.ts'
import { chatStep } from './chats/chat-keys.ts'
import * as list from './chats/chat-list.ts'
import { renderProblem } from './chats/chat-notice.ts'
import type { ChatChoiceEvent, ChatSwitcher } from './chats/chat-switcher.ts'
import './copilot-session.ts'
import type { CopilotSession } from './copilot-session.ts'
import { HostNews } from './embed/host-news.ts'
import { direction, getLocale, speakIn } from './locales/locale.ts'
import { texts } from './locales/texts.ts'
import { type CopilotLink, missingFrom } from './session/copilot-link.ts'
import type { AnnouncementEvent } from './ui/announcement.ts'
import { base } from './ui/base.ts'
import './ui/live-region.ts'
import { CopilotElement } from './ui/copilot-element.ts'
import type { LiveRegion } from './ui/live-region.ts'
import { PageShownController } from './ui/page-shown-controller.ts'
import { tokens } from './ui/tokens.ts'
import { needChunk } from './workspace/chunks.ts'

/** The chat that the attributes name. */
const LINK_CHAT = 'link'

/**
 * The copilot beside an agent's chats: who the customer is, what was said, replies worth sending and the knowledge
 * behind them. It shows the chat that its attributes name, and those that the page opens by `openChat`; each goes on
 * by itself while another one is shown. It fills the box that it is given, from 280 pixels.
 *
 * @event {ReadyEvent} copilot-ready - The first chat is on the screen.
 * @event {SessionChangeEvent} copilot-session-change - Another chat is shown, or its customer's name or handover changed.
 * @event {ChatsChangeEvent} copilot-chats-change - The chats, or how they stand, changed.
 * @event {InsertEvent} copilot-insert - The agent uses a text. Cancel it where the page has put it into its reply box.
 * @event {WrapUpEvent} copilot-wrap-up - An agent has saved a chat's wrap-up.
 * @event {CopilotErrorEvent} copilot-error - A chat cannot be shown.
 *
 * @cssproperty --paper - The ground.
 * @cssproperty --surface - Cards and the header.
 * @cssproperty --ink - Words.
 * @cssproperty --action - The filled button.
 * @cssproperty --action-ink - Links and what the agent can do next.
 * @cssproperty --font - The fonts.
 * @csspart chats - The switcher of several chats.
 * @csspart session - The chat that is shown.
 */
@customElement('agent-copilot')
export class AgentCopilot extends CopilotElement {
  static override styles = [tokens, base, agentCopilotStyles]

  /** The customer, as the copilot link names them. */
  @property({ attribute: 'user-id' }) userId = ''

  /** The session, as the copilot link names it. */
  @property({ attribute: 'session-id' }) sessionId = ''

  /** The endpoint's token, as the copilot link names it. */
  @property({ attribute: 'url-token' }) URLToken = ''

  /** A token for this chat, where the endpoint asks for a signed link. */
  @property() auth = ''

  /** The address of the copilot's server; where this module came from unless told otherwise. */
  @property() server = new URL(/* @vite-ignore */ '.', import.meta.url).href

  /** Light or dark against the system's wish. */
  @property({ reflect: true }) theme?: 'light' | 'dark'

  /** Shows no complaint of missing attributes: the page opens its chats by `openChat`. */
  @property({ type: Boolean }) many = false

  /** Why nothing can be shown, in words for the agent; shown instead of any chat. */
  @property({ attribute: false }) problem?: { readonly title: string; readonly text: string }

  /** The language of the texts, BCP 47; the endpoint's where nothing is said. */
  @property() language = ''

  /** Whether the page puts texts at the cursor of its reply box, by `copilot-insert`; the buttons say so then. */
  @property({ type: Boolean, attribute: 'can-insert' }) canInsert = false

  /** Called when the agent asks to look for a chat again that has no session. */
  @property({ attribute: false }) lookAgain?: (chatId: string) => void

  @state() private list = list.noChats
  @state() private hint = ''

  @query('agent-copilot-live-region') private readonly liveRegion!: LiveRegion
  @query('agent-copilot-chats') private readonly switcher!: ChatSwitcher | null

  readonly #news = new HostNews(this)
  #focusAfterUpdate?: 'chat' | 'session'

  /** How the chats stand, in the order in which they were opened. */
  get chats(): readonly ChatSummary[] {
    return summarise(this.list.chats, this.list.selectedId, id => this.#sessionOf(id))
  }

  /** The chat that is shown. */
  get selectedChatId(): string | undefined {
    return this.list.selectedId
  }

  /** How high the notice is that is shown in place of a chat, in pixels; 0 while a chat is shown. */
  get noticeHeight(): number {
    const notice = this.renderRoot.querySelector('.screen:not([hidden] *) agent-copilot-notice')
    return notice ? Math.ceil(notice.getBoundingClientRect().height) + 24 : 0
  }

  /**
   * Opens a chat at the end of the list, or tells more of one: its link once it is known, a new `auth` for it. The
   * first chat is shown, the others wait to be chosen.
   */
  openChat(chat: ChatToOpen): void {
    this.list = list.opened(this.list, chat)
  }

  /** Shows a chat, or none; one that is not open changes nothing. */
  selectChat(chatId: string | undefined): void {
    this.#markSeen()
    this.list = list.selected(this.list, chatId)
  }

  /** Says that a chat is over: it stays readable until the agent dismisses it. */
  closeChat(chatId: string): void {
    this.list = list.closed(this.list, chatId)
  }

  /** Puts a chat away. */
  dismissChat(chatId: string): void {
    this.list = list.dismissed(this.list, chatId)
  }

  /** The agent has seen what was said in a chat, for instance by answering it elsewhere. */
  markSeen(chatId: string): void {
    const session = this.#sessionOf(chatId)
    if (session) this.list = list.seen(this.list, chatId, session.view.lastSeq)
  }

  /** Says something to the agent, to the eye and to the ear, until another chat is shown or a text is used. */
  tell(sentence: string): void {
    this.hint = sentence
    this.liveRegion.say(sentence)
  }

  /** Does what a key stands for, and says whether it did. Keys inside the element need no help; a page's own may. */
  handleKey(event: KeyboardEvent): boolean {
    const step = chatStep(event)
    if (!step || this.list.chats.length < 2) return false
    event.preventDefault()
    this.#focusAfterUpdate = this.switcher?.matches(':focus-within') ? 'chat' : 'session'
    this.#markSeen()
    this.list = list.selectedNext(this.list, step)
    return true
  }

  constructor() {
    super()
    this.addEventListener('keydown', event => void this.handleKey(event))
    this.addEventListener('copilot-insert', () => {
      this.hint = ''
    })
    this.addController(new PageShownController(() => this.#markSeen()))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (linkProperties.some(name => changed.has(name))) this.#openLink()
    if (changed.has('language')) this.#speak()
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('list')) this.#afterChange(changed.get('list') as list.ChatList | undefined)
    this.#news.tell(this.chats, this.list.selectedId)
  }

  #openLink() {
    const { userId, sessionId, URLToken, auth } = this
    const link: CopilotLink = { userId, sessionId, URLToken, ...(auth && { auth }) }
    const isComplete = missingFrom(link).length === 0
    this.list = isComplete
      ? list.opened(this.list, { id: LINK_CHAT, link })
      : list.dismissed(this.list, LINK_CHAT)
  }

  /** In the page's language, else in the endpoint's, as soon as a chat has told it. */
  #speak(endpoints = '') {
    if (this.language || endpoints) void speakIn(this.language, endpoints)
  }

  #afterChange(before: list.ChatList | undefined) {
    const { selectedId } = this.list
    if (before?.selectedId !== undefined && before.selectedId !== selectedId) {
      this.#speakOfChoice()
      this.hint = ''
    }
    if (this.#focusAfterUpdate === 'chat')
      void this.switcher?.updateComplete.then(() => this.switcher?.focus())
    if (this.#focusAfterUpdate === 'session' && selectedId) this.#frameOf(selectedId)?.focus()
    this.#focusAfterUpdate = undefined
  }

  #speakOfChoice() {
    const chat = this.chats.find(({ isSelected }) => isSelected)
    if (chat) this.liveRegion.say(texts.chats.switched(nameOf(chat)))
  }

  #markSeen() {
    if (this.list.selectedId && !document.hidden) this.markSeen(this.list.selectedId)
  }

  #frameOf(chatId: string) {
    return this.renderRoot.querySelector<HTMLElement>(`.chat[data-chat="${CSS.escape(chatId)}"]`)
  }

  #sessionOf(chatId: string): CopilotSession | undefined {
    return this.hasUpdated
      ? (this.#frameOf(chatId)?.querySelector('agent-copilot-session') ?? undefined)
      : undefined
  }

  readonly #sessionUpdated = ({ currentTarget }: Event) => {
    const session = currentTarget as CopilotSession
    const { chat = '' } = (session.parentElement as HTMLElement).dataset
    this.#news.tellConnection(chat, session.connection)
    if (session.isCaughtUp) this.#news.tellWrapUp(chat, session.view.wrapUp.saved)
    this.#speak(session.abilities.language)
    this.#markSeen()
    this.requestUpdate()
  }

  readonly #announce = (event: AnnouncementEvent) => {
    event.stopPropagation()
    this.liveRegion.say(event.sentence)
  }

  readonly #select = ({ chatId }: ChatChoiceEvent) => this.selectChat(chatId)

  readonly #dismiss = ({ chatId }: ChatChoiceEvent) => {
    this.#focusAfterUpdate = 'chat'
    this.dismissChat(chatId)
  }

  protected override render() {
    const { chats, problem } = this
    if (problem) return renderProblem(problem)
    return html`
      <div class="frame" lang=${getLocale()} dir=${direction() ?? nothing}>
        ${isSwitcherNeeded(chats, this.many) ? this.#renderSwitcher(chats) : nothing}
        ${this.list.selectedId === undefined ? renderNothingShown(this.many ? [] : missingFrom(this)) : nothing}
        ${repeat(
          this.list.chats,
          ({ id }) => id,
          chat => this.#renderChat(chat),
        )}
        ${this.hint ? html`<p class="hint" data-testid="hint">${this.hint}</p>` : nothing}
      </div>
      <agent-copilot-live-region></agent-copilot-live-region>
    `
  }

  #renderSwitcher(chats: readonly ChatSummary[]) {
    needChunk('chats')
    return html`<agent-copilot-chats
      part="chats"
      .chats=${chats}
      @copilot-chat-select=${this.#select}
      @copilot-chat-dismiss=${this.#dismiss}
    ></agent-copilot-chats>`
  }

  #renderChat(chat: Chat) {
    return renderChat(chat, {
      server: this.server,
      canInsert: this.canInsert,
      isHidden: chat.id !== this.list.selectedId,
      lookAgain: this.lookAgain,
      updated: this.#sessionUpdated,
      announced: this.#announce,
    })
  }
}

const linkProperties = ['userId', 'sessionId', 'URLToken', 'auth'] as const

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot': AgentCopilot
  }
}
