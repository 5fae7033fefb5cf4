import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { agentCopilotStyles } from './agent-copilot.styles.ts'
import { renderConnection, renderMissing } from './connection-notice.ts'
import { texts } from './locales/texts.ts'
import { type CopilotLink, missingFrom } from './session/copilot-link.ts'
import { SessionController } from './session/session-controller.ts'
import { SessionChangeEvent } from './session-change-event.ts'
import './tiles/assistance.ts'
import './tiles/customer.ts'
import './tiles/transcript.ts'
import type { AnnouncementEvent } from './ui/announcement.ts'
import { base } from './ui/base.ts'
import './ui/live-region.ts'
import type { LiveRegion } from './ui/live-region.ts'
import { tokens } from './ui/tokens.ts'

const linkProperties = ['userId', 'sessionId', 'URLToken', 'server'] as const

/**
 * The copilot for one chat: who the customer is, what was said, replies worth sending and the knowledge behind
 * them. It fills the box that it is given and arranges itself by that box's width, from 280 pixels.
 *
 * @event {SessionChangeEvent} copilot-session-change - The customer's name or the state of the handover changed.
 */
@customElement('agent-copilot')
export class AgentCopilot extends LitElement {
  static override styles = [tokens, base, agentCopilotStyles]

  /** The customer, as the copilot link names them. */
  @property({ attribute: 'user-id' }) userId = ''

  /** The session, as the copilot link names it. */
  @property({ attribute: 'session-id' }) sessionId = ''

  /** The endpoint's token, as the copilot link names it. */
  @property({ attribute: 'url-token' }) URLToken = ''

  /** The address of the copilot's server; where this module came from unless told otherwise. */
  @property() server = new URL(/* @vite-ignore */ '.', import.meta.url).href

  /** Light or dark against the system's wish. */
  @property({ reflect: true }) theme?: 'light' | 'dark'

  @query('agent-copilot-live-region') private readonly liveRegion!: LiveRegion

  readonly #session = new SessionController(this)
  #customerName = ''
  #handoverStatus = 'none'
  #connectionName = ''

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOtherLink = linkProperties.some(name => changed.has(name))
    if (!isOtherLink) return
    if (missingFrom(this.#link).length > 0) this.#session.leave()
    else this.#session.follow(this.server, this.#link)
  }

  protected override updated(): void {
    this.#tellHost()
    this.#speakOfConnection()
  }

  #tellHost() {
    const { profile, handover } = this.#session.view
    const name = profile.name ?? ''
    if (name === this.#customerName && handover.status === this.#handoverStatus) return
    this.#customerName = name
    this.#handoverStatus = handover.status
    this.dispatchEvent(new SessionChangeEvent(name, handover.status))
  }

  #speakOfConnection() {
    const { name } = this.#session.connection
    const before = this.#connectionName
    if (name === before) return
    this.#connectionName = name
    if (name === 'reconnecting') this.liveRegion.say(texts.connection.reconnecting)
    if (name === 'joined' && before !== 'connecting') this.liveRegion.say(texts.connection.joined)
    if (name === 'lost') this.liveRegion.say(texts.connection.lost.title)
    if (name === 'refused') this.liveRegion.say(texts.connection.refused.title)
  }

  readonly #announce = (event: AnnouncementEvent) => {
    event.stopPropagation()
    this.liveRegion.say(event.sentence)
  }

  protected override render() {
    const missing = missingFrom(this.#link)
    return html`
      <div class="copilot" @copilot-announcement=${this.#announce}>
        ${missing.length > 0 ? this.#renderScreen('missing', renderMissing(missing)) : this.#renderSession()}
      </div>
      <agent-copilot-live-region></agent-copilot-live-region>
    `
  }

  #renderSession() {
    const { connection, isCaughtUp, tryAgain } = this.#session
    const notice = renderConnection(connection, isCaughtUp, tryAgain)
    const isComing = connection.name === 'connecting'
    if (!isCaughtUp && !isComing && notice !== nothing) return this.#renderScreen(connection.name, notice)
    return html`
      ${isCaughtUp ? this.#renderTiles() : renderBones()}
      <div class="state" data-testid="connection-state" data-state=${connection.name}>${notice}</div>
    `
  }

  #renderScreen(state: string, notice: unknown) {
    return html`<div class="screen" data-testid="connection-state" data-state=${state}>${notice}</div>`
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

  get #link(): CopilotLink {
    return { userId: this.userId, sessionId: this.sessionId, URLToken: this.URLToken }
  }
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
    'agent-copilot': AgentCopilot
  }
}
