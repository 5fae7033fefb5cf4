import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Passage } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { base } from '../ui/base.ts'
import '../ui/copy-button.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { excerpt, type PassageExcerpt } from './passage-excerpt.ts'

/** So much of a passage is shown at first, in characters. */
const excerptLength = 260

/** One passage with where it stands in its article; the sentence that answers is marked in it. */
@customElement('agent-copilot-knowledge-hit')
export class KnowledgeHit extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .card {
        padding-block-start: var(--s2);
      }

      .head {
        display: flex;
        align-items: start;
        gap: var(--s2);
      }

      .head .ref {
        margin-block-start: 7px;
      }

      .titles {
        flex: 1;
        min-inline-size: 0;
        padding-block-start: 4px;
      }

      h3 {
        font: var(--text-ui-strong);
        overflow-wrap: anywhere;
      }

      h3:focus-visible {
        border-radius: 2px;
      }

      agent-copilot-copy {
        margin-inline-end: -6px;
      }

      .path {
        font: var(--text-meta);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      .card-text {
        font: var(--text-ui);
        color: var(--ink-soft);
      }

      mark {
        padding-block: 1px;
        color: var(--ink);
        background: var(--action-wash);
        border-radius: 2px;
        box-decoration-break: clone;
      }

      .text-button {
        margin-block: -2px -4px;
      }

      @media (forced-colors: active) {
        mark {
          color: CanvasText;
          text-decoration: underline;
          background: none;
        }
      }
    `,
  ]

  @property({ attribute: false }) passage!: Passage

  /** Its place among the hits, as the sources of a reply name it. */
  @property({ type: Number }) number = 0

  @state() private showsAll = false

  @query('.card-text') private readonly words!: HTMLElement
  @query('h3') private readonly heading!: HTMLElement

  /** Brings the passage into view, and the focus with it. */
  reveal(): void {
    this.scrollIntoView({ block: 'nearest' })
    this.heading.focus()
  }

  readonly #toggle = () => {
    this.showsAll = !this.showsAll
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('passage')) this.showsAll = false
  }

  protected override render() {
    const { title, headings, text, answer } = this.passage
    const short = excerpt(text, answer, excerptLength)
    const shown = this.showsAll ? excerpt(text, answer, text.length) : short
    return html`<article class="card" data-testid="knowledge-hit">
      <div class="head">
        <span class="ref">${this.number}</span>
        <div class="titles">
          <h3 tabindex="-1" dir="auto">${title}</h3>
          ${headings.length > 0 ? html`<p class="path" dir="auto">${headings.join(' › ')}</p>` : nothing}
        </div>
        <agent-copilot-copy
          small
          .text=${text}
          .name=${texts.knowledge.copy(title)}
          .shownBy=${this.words ?? undefined}
        ></agent-copilot-copy>
      </div>
      ${renderWords(shown)}
      ${short.isWhole ? nothing : this.#renderToggle()}
    </article>`
  }

  #renderToggle() {
    return html`<button class="text-button" type="button" aria-expanded=${this.showsAll} @click=${this.#toggle}>
      ${this.showsAll ? texts.knowledge.showLess : texts.knowledge.showAll}
    </button>`
  }
}

/** On one line: white space counts here. */
function renderWords({ before, answer, after }: PassageExcerpt) {
  const marked = answer ? html`<mark>${answer}</mark>` : nothing
  return html`<p class="card-text" dir="auto">${before}${marked}${after}</p>`
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-knowledge-hit': KnowledgeHit
  }
}
