import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { texts } from '../locales/texts.ts'
import type { Assistance } from '../session/session-view.ts'
import { base } from '../ui/base.ts'
import '../ui/status-notice.ts'
import { quietReason } from './quiet-reason.ts'
import './suggestion-card.ts'

/** Replies worth sending, or one sentence that says why there is none. */
@customElement('agent-copilot-replies')
export class RepliesTile extends LitElement {
  static override styles = base

  @property({ attribute: false }) assistance?: Assistance

  /** Whether the customer has written at all. */
  @property({ type: Boolean }) hasQuestion = false

  /** Whether the session is followed; what is shown may be out of date otherwise. */
  @property({ type: Boolean }) followed = false

  protected override render() {
    const suggestions = this.assistance?.suggestions ?? []
    return html`<section class="section" aria-label=${texts.replies.heading}>
      <div class="section-head"><h2>${texts.replies.heading}</h2></div>
      ${suggestions.length > 0 ? suggestions.map((_, index) => this.#renderCard(index)) : this.#renderQuiet()}
    </section>`
  }

  #renderCard(index: number) {
    const { suggestions, passages, stale } = this.assistance as Assistance
    const passageIds = new Set(suggestions[index]?.passageIds)
    const sources = passages
      .map((passage, place) => ({ number: place + 1, passage }))
      .filter(({ passage }) => passageIds.has(passage.passageId))
    return html`<agent-copilot-suggestion
      .text=${suggestions[index]?.text ?? ''}
      .sources=${sources}
      .doubt=${this.#doubt(stale)}
      ?primary=${index === 0}
    ></agent-copilot-suggestion>`
  }

  #doubt(isStale: boolean) {
    if (isStale) return texts.replies.stale
    return this.followed ? '' : texts.replies.uncertain
  }

  #renderQuiet() {
    const { title, text } = quietReason(this.assistance, this.hasQuestion)
    return html`<agent-copilot-notice heading=${title} text=${text} data-testid="quiet"></agent-copilot-notice>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-replies': RepliesTile
  }
}
