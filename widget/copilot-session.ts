import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { renderConnection } from './connection-notice.ts'
import { copilotSessionStyles } from './copilot-session.styles.ts'
import { texts } from './locales/texts.ts'
import type { ConnectionState } from './session/copilot-client.ts'
import { type CopilotLink, isSameLink } from './session/copilot-link.ts'
import { SessionController } from './session/session-controller.ts'
import type { SessionView } from './session/session-view.ts'
import './tiles/assistance.ts'
import './tiles/customer.ts'
import './tiles/transcript.ts'
import { AnnouncementEvent } from './ui/announcement.ts'
import { base } from './ui/base.ts'

/**
 * One chat, followed from when the element comes to the page until it leaves: its tiles, and what is to be said
 * of the connection. Hidden, it goes on following and is silent.
 *
 * @event {SessionUpdatedEvent} copilot-session-updated - Something of the session or its connection changed. Does not bubble.
 */
@customElement('agent-copilot-session')
export class CopilotSession extends LitElement {
  static override styles = [base, copilotSessionStyles]

  /** The address of the copilot's server. */
  @property() server = ''

  /** The chat to follow; complete. Another one replaces it. */
  @property({
    attribute: false,
    hasChanged: (one?: CopilotLink, other?: CopilotLink) => !isSameLink(one, other),
  })
  link?: CopilotLink

  /** Codes to choose from when the chat is wrapped up, instead of the endpoint's. */
  @property({ attribute: false }) wrapUpCodes?: readonly { readonly code: string; readonly name: string }[]

  readonly #session = new SessionController(this)
  #connectionName = ''

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

  /** Whether everything that was said before this page came is in the view. */
  get isCaughtUp(): boolean {
    return this.#session.isCaughtUp
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('link') && !changed.has('server')) return
    if (this.link) this.#session.follow(this.server, this.link)
    else this.#session.leave()
  }

  protected override updated(): void {
    this.#speakOfConnection()
    this.dispatchEvent(new SessionUpdatedEvent())
  }

  #speakOfConnection() {
    const { name } = this.#session.connection
    const before = this.#connectionName
    if (name === before) return
    this.#connectionName = name
    if (name === 'reconnecting') this.#say(texts.connection.reconnecting)
    if (name === 'joined' && before !== 'connecting') this.#say(texts.connection.joined)
    if (name === 'lost') this.#say(texts.connection.lost.title)
    if (name === 'refused') this.#say(texts.connection.refused.title)
  }

  #say(sentence: string) {
    if (!this.hidden) this.dispatchEvent(new AnnouncementEvent(sentence))
  }

  readonly #hush = (event: AnnouncementEvent) => {
    if (this.hidden) event.stopPropagation()
  }

  protected override render() {
    return html`<div class="copilot" @copilot-announcement=${this.#hush}>${this.#renderSession()}</div>`
  }

  #renderSession() {
    const { connection, isCaughtUp } = this.#session
    const notice = renderConnection(connection, isCaughtUp, this.#session)
    const isComing = connection.name === 'connecting'
    if (!isCaughtUp && !isComing && notice !== nothing) return renderScreen(connection.name, notice)
    return html`
      ${isCaughtUp ? this.#renderTiles() : renderBones()}
      <div class="state" data-testid="connection-state" data-state=${connection.name}>${notice}</div>
    `
  }

  #renderTiles() {
    const { view, connection, clockOffset, customerIsWriting, historyEnd = 0 } = this.#session
    const isFollowed = connection.name !== 'lost'
    return html`
      <agent-copilot-customer
        class="customer"
        .profile=${view.profile}
        .handover=${view.handover}
        .unansweredSince=${isFollowed ? view.unansweredSince : undefined}
        .clockOffset=${clockOffset}
      ></agent-copilot-customer>
      <div class="body">
        <agent-copilot-assistance
          class="assistance"
          .assistance=${view.assistance}
          ?hasQuestion=${view.newestCustomerMessage !== undefined}
          ?followed=${isFollowed}
          ?live=${view.lastSeq > historyEnd}
        ></agent-copilot-assistance>
        <agent-copilot-transcript
          class="transcript"
          .entries=${view.transcript}
          .customerName=${view.profile.name || texts.customer.unnamed}
          .agentId=${view.handover.agentId}
          .server=${this.server}
          .historyEnd=${historyEnd}
          ?customerIsWriting=${customerIsWriting}
        ></agent-copilot-transcript>
      </div>
    `
  }
}

/** Something of the session or its connection changed; the element's `view` and `connection` tell what. */
export class SessionUpdatedEvent extends Event {
  constructor() {
    super('copilot-session-updated')
  }
}

function renderScreen(state: string, notice: unknown) {
  return html`<div class="screen" data-testid="connection-state" data-state=${state}>${notice}</div>`
}

function renderBones() {
  const bones = html`<i></i><i></i><i></i><i></i>`
  return html`
    <div class="bones band" aria-hidden="true">${bones}</div>
    <div class="body" aria-busy="true">
      <div class="assistance"><div class="bones" aria-hidden="true">${bones}</div></div>
      <div class="bones transcript" aria-hidden="true">${bones}</div>
    </div>
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-session': CopilotSession
  }
  interface HTMLElementEventMap {
    'copilot-session-updated': SessionUpdatedEvent
  }
}
