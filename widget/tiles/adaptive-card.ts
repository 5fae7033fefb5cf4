import { type Action, AdaptiveCard, OpenUrlAction, SubmitAction } from 'adaptivecards'
import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Data } from '../../server/protocol/values.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import '../ui/status-notice.ts'
import { adaptiveCardStyles } from './adaptive-card.styles.ts'
import { cardConfig } from './card-config.ts'
import { PostbackEvent } from './postback-event.ts'

/** Marks of Markdown are shown as they are: turned into HTML they would have to be trusted. */
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false
}

/** An Adaptive Card (schema 1.5). What the agent submits goes out as a postback; links open beside. */
@customElement('agent-copilot-card')
export class CardElement extends CopilotElement {
  static override styles = [
    base,
    adaptiveCardStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ attribute: false }) card: Data = {}

  /** Whether it can be filled in and sent; else it only shows. */
  @property({ type: Boolean }) readonly = false

  @state() private shown?: HTMLElement

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('card')) this.shown = this.#build()
  }

  #build(): HTMLElement | undefined {
    try {
      const card = new AdaptiveCard()
      card.hostConfig = cardConfig()
      card.onExecuteAction = action => this.#execute(action)
      card.parse({ type: 'AdaptiveCard', version: '1.5', ...this.card })
      if (card.getItemCount() === 0 && card.getActionCount() === 0) return undefined
      return card.render()
    } catch {
      return undefined
    }
  }

  #execute(action: Action) {
    if (action instanceof OpenUrlAction) {
      if (/^https?:/i.test(action.url ?? '')) open(action.url, '_blank', 'noopener,noreferrer')
    } else if (action instanceof SubmitAction && !this.readonly) {
      const given = Object(action.data) === action.data ? (action.data as Data) : {}
      this.dispatchEvent(new PostbackEvent(given))
    }
  }

  protected override render() {
    if (this.shown) return this.shown
    const { title, text } = moreTexts.tiles.cardFailed
    return this.card
      ? html`<agent-copilot-notice heading=${title} text=${text}></agent-copilot-notice>`
      : nothing
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-card': CardElement
  }
}
