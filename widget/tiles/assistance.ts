import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { texts } from '../locales/texts.ts'
import type { Assistance } from '../session/session-view.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { AttentionController } from '../ui/attention-controller.ts'
import './knowledge.ts'
import type { KnowledgeTile } from './knowledge.ts'
import './replies.ts'
import type { SourceRequestEvent } from './suggestion-card.ts'

/** Replies and the knowledge that they rest on. While the agent points or types here nothing is swapped. */
@customElement('agent-copilot-assistance')
export class AssistanceColumn extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: var(--s4);
    }

    [hidden] {
      display: none;
    }
  `

  /** The newest that the session has. */
  @property({ attribute: false }) assistance?: Assistance

  /** Whether the customer has written at all. */
  @property({ type: Boolean }) hasQuestion = false

  /** Whether the session is followed; what is shown may be out of date otherwise. */
  @property({ type: Boolean }) followed = false

  /** Whether what arrives now is news, to be spoken. */
  @property({ type: Boolean }) live = false

  @state() private shown?: Assistance

  @query('agent-copilot-knowledge') private readonly knowledge!: KnowledgeTile

  readonly #attention = new AttentionController(this)

  protected override willUpdate(): void {
    const isHeld = this.#attention.isBusy && this.shown && this.shown.for !== this.assistance?.for
    if (isHeld && this.shown) {
      if (!this.shown.stale) this.shown = { ...this.shown, stale: true }
      return
    }
    this.shown = this.assistance
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('shown') as Assistance | undefined
    const isNew = changed.has('shown') && before?.for !== this.shown?.for
    if (isNew && this.live && this.shown?.suggestions.length)
      this.dispatchEvent(new AnnouncementEvent(texts.replies.ready))
  }

  readonly #reveal = ({ number }: SourceRequestEvent) => this.knowledge.reveal(number)

  protected override render() {
    const passages = this.shown?.passages ?? []
    return html`
      <agent-copilot-replies
        .assistance=${this.shown}
        ?hasQuestion=${this.hasQuestion}
        ?followed=${this.followed}
        @copilot-source-request=${this.#reveal}
      ></agent-copilot-replies>
      <agent-copilot-knowledge .passages=${passages} ?hidden=${passages.length === 0}></agent-copilot-knowledge>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-assistance': AssistanceColumn
  }
}
