import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Quote } from '../../server/protocol/assists.ts'
import type { Abilities } from '../../server/protocol/copilot.ts'
import { isolate } from '../locales/isolate.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'
import { RevealEvent } from './suggestion-events.ts'

/** So many codes are shown at a time; where there are more, there is a box to find one. */
const mostShown = 6

/**
 * The codes to wrap a chat up with, the suggested one first.
 *
 * @event {CustomEvent<string>} copilot-code - The agent chose this code.
 */
@customElement('agent-copilot-wrap-up-codes')
export class WrapUpCodes extends CopilotElement {
  static override styles = [
    base,
    fieldStyles,
    css`
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s1);
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }

      legend {
        padding: 0;
        margin-block-end: var(--s1);
        font: var(--text-label);
      }

      .choices {
        background: var(--surface);
        border: 1px solid var(--hairline);
        border-radius: var(--r-card);
      }

      .choice {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 0 var(--s2);
        align-items: start;
        padding: var(--s2) var(--s3);
        font: var(--text-ui);
        overflow-wrap: anywhere;
        cursor: pointer;
      }

      .choice + .choice {
        border-block-start: 1px solid var(--hairline);
      }

      .choice input {
        inline-size: 16px;
        block-size: 16px;
        margin: 2px 0 0;
        appearance: none;
        background: var(--surface);
        border: 1.5px solid var(--outline);
        border-radius: 50%;
      }

      .choice input:checked {
        border: 5px solid var(--action);
      }

      .quote {
        padding: 0;
        font: inherit;
        color: inherit;
        text-align: start;
        text-decoration: underline var(--outline);
        text-underline-offset: 2px;
        overflow-wrap: anywhere;
        background: none;
        border: 0;
        cursor: pointer;
      }

      @media (forced-colors: active) {
        .choice input:checked {
          forced-color-adjust: none;
          border-color: CanvasText;
        }
      }
    `,
  ]

  @property({ attribute: false }) codes: Abilities['wrapUpCodes'] = []

  @property() chosen?: string

  @property() suggested?: string

  /** The words that speak for the suggested code. */
  @property({ attribute: false }) because?: Quote

  @state() private words = ''

  protected override render() {
    const { code, findCode, noCode, suggestedWas } = moreTexts.wrapUp
    const shown = this.#shown
    const suggestedName = this.codes.find(one => one.code === this.suggested)?.name
    const isChanged = suggestedName && this.chosen !== undefined && this.chosen !== this.suggested
    return html`<fieldset>
      <legend>${code}</legend>
      ${
        this.codes.length > mostShown
          ? html`<input type="search" dir="auto" autocomplete="off" aria-label=${findCode} placeholder=${findCode} .value=${this.words} @input=${this.#find} />`
          : nothing
      }
      ${shown.length > 0 ? html`<div class="choices">${shown.map(one => this.#renderChoice(one))}</div>` : html`<p class="meta">${noCode}</p>`}
      ${suggestedName && this.because ? this.#renderBecause(this.because) : nothing}
      ${isChanged ? html`<p class="meta">${suggestedWas(isolate(suggestedName))}</p>` : nothing}
    </fieldset>`
  }

  #renderBecause({ seq, sentence }: Quote) {
    return html`<p class="meta">
      ${moreTexts.wrapUp.suggested}:
      <button class="quote" type="button" title=${texts.mood.show} @click=${() => this.dispatchEvent(new RevealEvent(seq))}>
        <bdi>“${sentence}”</bdi>
      </button>
    </p>`
  }

  #renderChoice({ code, name }: Abilities['wrapUpCodes'][number]) {
    return html`<label class="choice">
      <input type="radio" name="code" value=${code} .checked=${code === this.chosen} @change=${() => this.#choose(code)} />
      <bdi>${name}</bdi>
      ${code === this.suggested ? html`<span class="tag">${moreTexts.wrapUp.suggested}</span>` : nothing}
    </label>`
  }

  readonly #find = ({ target }: Event) => {
    this.words = (target as HTMLInputElement).value
  }

  #choose(code: string) {
    this.dispatchEvent(new CustomEvent('copilot-code', { detail: code }))
  }

  /** Those that fit the words, the suggested one first; the chosen one is always there, and choosing moves nothing. */
  get #shown() {
    const words = this.words.trim().toLowerCase()
    const isSuggested = ({ code }: { code: string }) => Number(code === this.suggested)
    const fitting = this.codes
      .filter(({ code, name }) => !words || `${code} ${name}`.toLowerCase().includes(words))
      .toSorted((one, other) => isSuggested(other) - isSuggested(one))
    const hidden = fitting.slice(mostShown).filter(({ code }) => code === this.chosen)
    return [...fitting.slice(0, mostShown), ...hidden]
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-wrap-up-codes': WrapUpCodes
  }
}
