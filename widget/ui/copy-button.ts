import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { texts } from '../locales/texts.ts'
import { AnnouncementEvent } from './announcement.ts'
import { base } from './base.ts'
import { CopilotElement } from './copilot-element.ts'
import { copyText } from './copy-text.ts'
import { icon } from './icon.ts'

type Outcome = 'none' | 'copied' | 'refused'

/** So long the button says what came of it. */
const saysSoForInMilliseconds = 2000

/** Copies a text, and says so in its own place and in the live region. */
@customElement('agent-copilot-copy')
export class CopyButton extends CopilotElement {
  static override shadowRootOptions = { ...CopilotElement.shadowRootOptions, delegatesFocus: true }

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }

    `,
  ]

  /** What is copied. */
  @property() text = ''

  /** The element that shows it, for browsers that only copy what is selected. */
  @property({ attribute: false }) shownBy?: HTMLElement

  /** Names the button where its word alone would not say what it copies. */
  @property() name = ''

  @property({ type: Boolean }) primary = false

  /** Without words, where room is short. */
  @property({ type: Boolean }) small = false

  @state() private outcome: Outcome = 'none'

  #timer?: ReturnType<typeof setTimeout>

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) this.outcome = 'none'
  }

  readonly #copy = async () => {
    const isCopied = await copyText(this.text, this.shownBy ?? this)
    this.outcome = isCopied ? 'copied' : 'refused'
    this.dispatchEvent(
      new AnnouncementEvent(isCopied ? texts.replies.copiedSpoken : texts.replies.copyByHand),
    )
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.outcome = 'none'
    }, saysSoForInMilliseconds)
  }

  protected override render() {
    const kind = this.small ? 'quiet' : this.primary ? 'primary' : ''
    return html`<button
      class="button ${kind}"
      type="button"
      aria-label=${this.name || nothing}
      data-testid="copy"
      data-outcome=${this.outcome}
      @click=${this.#copy}
    >
      ${this.small ? this.#renderMark() : this.#renderWords()}
    </button>`
  }

  #renderWords() {
    const { copy, copied, copyByHand } = texts.replies
    const now = (outcome: Outcome) => (this.outcome === outcome ? 'now' : '')
    return html`<span class="words">
      <span class=${now('none')}>${copy}</span>
      <span class="done ${now('copied')}">${icon('check')}${copied}</span>
      ${this.outcome === 'refused' ? html`<span class="now">${copyByHand}</span>` : nothing}
    </span>`
  }

  #renderMark() {
    if (this.outcome === 'refused') return texts.replies.copyByHand
    return icon(this.outcome === 'copied' ? 'check' : 'copy')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-copy': CopyButton
  }
}
