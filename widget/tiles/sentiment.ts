import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Sentiment } from '../../server/protocol/assists.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import '../ui/status-notice.ts'
import { moodStyles, renderMood } from './mood.ts'

/** The customer's mood with the sentence that shows it, as a tile of its own. */
@customElement('agent-copilot-sentiment')
export class SentimentTile extends CopilotElement {
  static override styles = [
    base,
    moodStyles,
    css`
      :host {
        display: block;
      }

      .mood {
        margin: 0;
        padding: 0;
        border: 0;
      }
    `,
  ]

  @property({ attribute: false }) sentiment?: Sentiment

  protected override render() {
    const { heading, empty } = moreTexts.mood
    return html`<section class="section" aria-label=${heading} data-testid="sentiment">
      <div class="section-head"><h2>${heading}</h2></div>
      ${
        this.sentiment
          ? html`<div class="card">${renderMood(this.sentiment, this)}</div>`
          : html`<agent-copilot-notice heading=${empty.title} text=${empty.text}></agent-copilot-notice>`
      }
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-sentiment': SentimentTile
  }
}
