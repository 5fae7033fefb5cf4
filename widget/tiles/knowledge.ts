import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Passage } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { base } from '../ui/base.ts'
import './knowledge-hit.ts'

/** The passages that come nearest to what the customer asks, best first. */
@customElement('agent-copilot-knowledge')
export class KnowledgeTile extends LitElement {
  static override styles = base

  @property({ attribute: false }) passages: readonly Passage[] = []

  /** Brings a passage into view by its number, and the focus with it. */
  reveal(number: number): void {
    this.renderRoot.querySelectorAll('agent-copilot-knowledge-hit')[number - 1]?.reveal()
  }

  protected override render() {
    return html`<section class="section" aria-label=${texts.knowledge.heading}>
      <div class="section-head"><h2>${texts.knowledge.heading}</h2></div>
      ${this.passages.map(
        (passage, index) => html`<agent-copilot-knowledge-hit
          .passage=${passage}
          .number=${index + 1}
        ></agent-copilot-knowledge-hit>`,
      )}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-knowledge': KnowledgeTile
  }
}
