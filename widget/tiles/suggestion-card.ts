import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Passage } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { base } from '../ui/base.ts'
import '../ui/copy-button.ts'
import { icon } from '../ui/icon.ts'
import { suggestionCardStyles } from './suggestion-card.styles.ts'

/** A passage with its number beside the knowledge. */
export interface Source {
  readonly number: number
  readonly passage: Passage
}

/** The agent wants to see a source; the knowledge tile shows it. Never leaves the widget. */
export class SourceRequestEvent extends Event {
  readonly number: number

  constructor(number: number) {
    super('copilot-source-request', { bubbles: true, composed: true })
    this.number = number
  }
}

const lineHeightInPixels = 20

/** One reply: its text, the sources that it rests on by their numbers, and a way to take it along. */
@customElement('agent-copilot-suggestion')
export class SuggestionCard extends LitElement {
  static override styles = [base, suggestionCardStyles]

  @property() text = ''

  @property({ attribute: false }) sources: readonly Source[] = []

  /** Why the reply may not fit any more; empty while it does. */
  @property() doubt = ''

  /** The one card whose button is filled. */
  @property({ type: Boolean }) primary = false

  @state() private showsAll = false
  @state() private lines = 0
  @state() private overflows = false

  @query('.card-text') private readonly words!: HTMLElement

  readonly #resizes = new ResizeObserver(() => this.#measure())

  override disconnectedCallback(): void {
    this.#resizes.disconnect()
    super.disconnectedCallback()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#resizes.observe(this.words)
  }

  protected override firstUpdated(): void {
    this.#resizes.observe(this.words)
    this.requestUpdate()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.showsAll = false
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.#measure()
  }

  #measure() {
    this.lines = Math.round(this.words.scrollHeight / lineHeightInPixels)
    if (!this.showsAll) this.overflows = this.words.scrollHeight > this.words.clientHeight + 1
  }

  readonly #toggle = () => {
    this.showsAll = !this.showsAll
  }

  protected override render() {
    return html`<article class="card ${this.doubt ? 'stale' : ''}" data-testid="suggestion">
      ${this.#renderHead()}
      <p class="card-text ${this.showsAll ? '' : 'clamp'}" dir="auto" data-testid="suggestion-text">${this.text}</p>
      ${this.#renderToggle()} ${this.#renderSources()}
      <div class="actions">
        <agent-copilot-copy
          .text=${this.text}
          .shownBy=${this.words ?? undefined}
          ?primary=${this.primary && !this.doubt}
        ></agent-copilot-copy>
      </div>
    </article>`
  }

  #renderHead() {
    if (this.doubt) {
      return html`<header class="card-head">
        <h3 class="stale-note">${icon('earlier')}${this.doubt}</h3>
      </header>`
    }
    const articles = new Set(this.sources.map(({ passage }) => passage.title)).size
    return html`<header class="card-head">
      <h3>${texts.replies.reply}</h3>
      ${articles > 0 ? html`<span>${texts.replies.from(articles)}</span>` : nothing}
    </header>`
  }

  #renderToggle() {
    if (!this.overflows) return nothing
    const words = this.showsAll ? texts.replies.showLess : texts.replies.showAll(this.lines)
    return html`<button class="text-button" type="button" aria-expanded=${this.showsAll} @click=${this.#toggle}>
      ${words}
    </button>`
  }

  #renderSources() {
    if (this.sources.length === 0) return nothing
    return html`<ul class="sources" aria-label=${texts.replies.sources}>
      ${this.sources.map(
        ({ number, passage }) => html`<li>
          <button class="source" type="button" @click=${() => this.dispatchEvent(new SourceRequestEvent(number))}>
            <span class="ref">${number}</span>${icon('article')}
            <bdi class="name">${passage.title}</bdi>
            <span class="where"><bdi>${passage.headings.at(-1) ?? ''}</bdi></span>
          </button>
        </li>`,
      )}
    </ul>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-suggestion': SuggestionCard
  }
  interface HTMLElementEventMap {
    'copilot-source-request': SourceRequestEvent
  }
}
