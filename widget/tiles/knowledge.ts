import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Answer, Passage } from '../../server/protocol/assists.ts'
import { isolate } from '../locales/isolate.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { RequestError } from '../session/copilot-client.ts'
import { request, requestQuietly } from '../session/request-event.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'
import { icon } from '../ui/icon.ts'
import '../ui/status-notice.ts'
import './knowledge-answer.ts'
import './knowledge-hit.ts'

/** So long after the last key the search begins, in milliseconds. */
const searchesAfter = 250

const most = 5

/** What is shown of a search or a question. */
type Finding =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching' | 'failed' | 'offline'; readonly passages: readonly Passage[] }
  | { readonly kind: 'hits'; readonly words: string; readonly passages: readonly Passage[] }
  | { readonly kind: 'writing'; readonly id: string; readonly text: string }
  | { readonly kind: 'answer'; readonly id: string; readonly answer: Answer }

/**
 * The passages that come nearest to what the customer asks, best first, and a box to search for others: hits
 * while the agent types, an answer with its sources on Enter.
 */
@customElement('agent-copilot-knowledge')
export class KnowledgeTile extends CopilotElement {
  static override styles = [
    base,
    fieldStyles,
    css`
      :host {
        display: block;
      }

      .search {
        position: relative;
      }

      .search > .icon {
        position: absolute;
        inset-block-start: 8px;
        inset-inline-start: 10px;
        color: var(--ink-soft);
        pointer-events: none;
      }

      input[type='search'] {
        padding-inline: 34px 64px;
        appearance: none;
        text-overflow: ellipsis;
      }

      /* Nothing is typed, so that the buttons leave their room to the words. */
      input:placeholder-shown {
        padding-inline-end: var(--s2);
      }

      input::-webkit-search-cancel-button {
        display: none;
      }

      .ends {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 2px;
        display: flex;
      }

      .none {
        padding: 0 2px;
      }
    `,
  ]

  /** What comes near to the customer's message. */
  @property({ attribute: false }) passages: readonly Passage[] = []

  /** Whether nothing may move: the agent points or types. */
  @property({ type: Boolean }) held = false

  /** Whether there is a reply box to insert into. */
  @property({ type: Boolean }) inserts = false

  /** Whether a language model can answer questions about the chat too. */
  @property({ type: Boolean }) answers = false

  /** Whether the server can be asked. */
  @property({ type: Boolean }) connected = false

  @state() private words = ''
  @state() private finding: Finding = { kind: 'none' }
  @state() private shown: readonly Passage[] = []

  @query('input') private readonly field?: HTMLInputElement

  #timer?: ReturnType<typeof setTimeout>
  #turn = 0

  override disconnectedCallback(): void {
    this.#stop()
    super.disconnectedCallback()
  }

  override focus(options?: FocusOptions): void {
    this.field?.focus(options)
    this.field?.select()
  }

  protected override willUpdate(): void {
    if (!this.held || this.shown.length === 0) this.shown = this.passages
  }

  /** What could not be searched for is, once that is possible again. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('connected') && this.connected && this.finding.kind === 'offline') void this.#search()
  }

  readonly #type = ({ target }: Event) => {
    this.words = (target as HTMLInputElement).value
    this.#stop()
    if (this.words.trim() === '') this.finding = { kind: 'none' }
    else this.#timer = setTimeout(() => void this.#search(), searchesAfter)
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Enter') void this.#ask(this.words)
    if (event.key === 'Escape' && this.words !== '') {
      event.preventDefault()
      this.#clear()
    }
  }

  readonly #clear = () => {
    this.#stop()
    this.words = ''
    this.finding = { kind: 'none' }
    this.field?.focus()
  }

  /** What was asked before is not shown any more when it comes. */
  #stop() {
    clearTimeout(this.#timer)
    if (this.finding.kind === 'writing') requestQuietly(this, 'cancel', { requestId: this.finding.id })
    this.#turn++
  }

  async #search() {
    const turn = ++this.#turn
    const words = this.words.trim()
    try {
      const { passages } = await request(this, 'search', { text: words, limit: most })
      if (turn !== this.#turn) return
      this.finding = { kind: 'hits', words, passages }
      const { nothing: none, found } = moreTexts.knowledge
      this.#say(passages.length > 0 ? found(passages.length) : none(isolate(words)))
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  async #ask(question: string) {
    this.words = question
    const words = question.trim()
    if (words === '') return
    this.#stop()
    const turn = this.#turn
    const id = crypto.randomUUID()
    this.finding = { kind: 'writing', id, text: '' }
    const write = (text: string) => {
      if (turn === this.#turn) this.finding = { kind: 'writing', id, text }
    }
    try {
      const answer = await request(this, 'ask', { requestId: id, question: words }, write)
      if (turn !== this.#turn) return
      this.finding = answer.text
        ? { kind: 'answer', id, answer }
        : { kind: 'hits', words, passages: answer.passages }
      this.#say(answer.text || moreTexts.knowledge.nothing(isolate(words)))
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  #fail(error: unknown) {
    const isOffline = error instanceof RequestError && error.code === 'offline'
    this.finding = { kind: isOffline ? 'offline' : 'failed', passages: [] }
  }

  #say(sentence: string) {
    this.dispatchEvent(new AnnouncementEvent(sentence))
  }

  protected override render() {
    return html`<section class="section" aria-label=${texts.knowledge.heading} data-testid="knowledge">
      <div class="section-head"><h2>${texts.knowledge.heading}</h2></div>
      ${this.#renderBox()} ${this.#renderFinding()}
    </section>`
  }

  #renderBox() {
    const { ask, send, clear } = moreTexts.knowledge
    const words = this.answers ? ask : texts.knowledge.search
    return html`<div class="search" role="search">
      ${icon('search')}
      <input
        type="search"
        dir="auto"
        maxlength="1000"
        autocomplete="off"
        aria-label=${words}
        placeholder=${words}
        data-testid="search"
        .value=${this.words}
        @input=${this.#type}
        @keydown=${this.#key}
      />
      ${
        this.words === ''
          ? nothing
          : html`<span class="ends">
              <button class="button quiet" type="button" aria-label=${clear} @click=${this.#clear}>${icon('close')}</button>
              <button class="button quiet" type="button" aria-label=${send} data-testid="ask" @click=${() => void this.#ask(this.words)}>${icon('send')}</button>
            </span>`
      }
    </div>`
  }

  #renderFinding() {
    const { finding } = this
    const { knowledge } = moreTexts
    switch (finding.kind) {
      case 'writing':
      case 'answer':
        return html`<agent-copilot-answer
          .answerId=${finding.id}
          .draft=${finding.kind === 'writing' ? finding.text : undefined}
          .answer=${finding.kind === 'answer' ? finding.answer : undefined}
          ?inserts=${this.inserts}
          @copilot-follow-up=${({ detail }: CustomEvent<string>) => void this.#ask(detail)}
          @copilot-stop=${this.#clear}
        ></agent-copilot-answer>`
      case 'failed':
      case 'offline':
        return html`<p class="trouble" role="alert">${knowledge[finding.kind]}</p>`
      case 'hits':
        return finding.passages.length > 0
          ? renderHits(finding.passages)
          : html`<p class="none meta" data-testid="nothing-found">${knowledge.nothing(isolate(finding.words))}</p>`
      default:
        return this.shown.length > 0
          ? renderHits(this.shown)
          : html`<p class="none meta">${knowledge.empty}</p>`
    }
  }
}

function renderHits(passages: readonly Passage[]) {
  return passages.map(
    (passage, index) => html`<agent-copilot-knowledge-hit
      .passage=${passage}
      .number=${index + 1}
    ></agent-copilot-knowledge-hit>`,
  )
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-knowledge': KnowledgeTile
  }
}
