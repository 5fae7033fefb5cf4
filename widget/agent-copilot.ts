import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { renderMissing } from './connection-notice.ts'
import './copilot-session.ts'
import type { CopilotSession } from './copilot-session.ts'
import { type CopilotLink, missingFrom } from './session/copilot-link.ts'
import { SessionChangeEvent } from './session-change-event.ts'
import type { AnnouncementEvent } from './ui/announcement.ts'
import { base } from './ui/base.ts'
import './ui/live-region.ts'
import type { LiveRegion } from './ui/live-region.ts'
import { tokens } from './ui/tokens.ts'

/**
 * The copilot for one chat: who the customer is, what was said, replies worth sending and the knowledge behind
 * them. It fills the box that it is given and arranges itself by that box's width, from 280 pixels.
 *
 * @event {SessionChangeEvent} copilot-session-change - The customer's name or the state of the handover changed.
 */
@customElement('agent-copilot')
export class AgentCopilot extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
        min-inline-size: 0;
        font: var(--text-body);
        color: var(--ink);
        background: var(--paper);
      }

      .screen {
        inline-size: min(100%, 480px);
        margin-inline: auto;
        padding: var(--s3);
      }
    `,
  ]

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

  #customerName = ''
  #handoverStatus = 'none'

  readonly #tellHost = ({ currentTarget }: Event) => {
    const { profile, handover } = (currentTarget as CopilotSession).view
    const name = profile.name ?? ''
    if (name === this.#customerName && handover.status === this.#handoverStatus) return
    this.#customerName = name
    this.#handoverStatus = handover.status
    this.dispatchEvent(new SessionChangeEvent(name, handover.status))
  }

  readonly #announce = (event: AnnouncementEvent) => {
    event.stopPropagation()
    this.liveRegion.say(event.sentence)
  }

  protected override render() {
    const link: CopilotLink = { userId: this.userId, sessionId: this.sessionId, URLToken: this.URLToken }
    const missing = missingFrom(link)
    return html`
      ${missing.length > 0 ? renderScreen(renderMissing(missing)) : this.#renderSession(link)}
      <agent-copilot-live-region></agent-copilot-live-region>
    `
  }

  #renderSession(link: CopilotLink) {
    return html`<agent-copilot-session
      .server=${this.server}
      .link=${link}
      @copilot-session-updated=${this.#tellHost}
      @copilot-announcement=${this.#announce}
    ></agent-copilot-session>`
  }
}

function renderScreen(notice: unknown) {
  return html`<div class="screen" data-testid="connection-state" data-state="missing">${notice}</div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot': AgentCopilot
  }
}
