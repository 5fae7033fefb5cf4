import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { texts } from '../locales/texts.ts'
import { clock } from '../locales/times.ts'
import type { MessageEntry, TranscriptEntry } from '../session/session-view.ts'
import type { Source } from '../session/suggestion-text.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import { excerpt } from './passage-excerpt.ts'
import { RevealEvent } from './suggestion-events.ts'

/** So much of a passage is shown where it opens, in characters. */
const excerptLength = 320

/** The sources of a suggestion by their numbers; one opens where it stands. */
@customElement('agent-copilot-sources')
export class SuggestionSources extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        font: var(--text-meta);
      }

      .source {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        overflow: hidden;
        inline-size: 100%;
        block-size: 24px;
        padding: 0;
        font: inherit;
        color: var(--ink-soft);
        text-align: start;
        background: none;
        border: 0;
        border-radius: 2px;
        cursor: pointer;
      }

      .source .icon {
        inline-size: 14px;
        block-size: 14px;
      }

      .name,
      .cut {
        overflow: hidden;
        min-inline-size: 0;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      /* The article comes first; its part takes what is left, and falls into a hidden line where that is next to nothing. */
      .name {
        flex: none;
        max-inline-size: calc(100% - 48px);
        color: var(--ink);
      }

      .source:hover .name {
        text-decoration: underline;
        text-underline-offset: 2px;
      }

      .where {
        display: flex;
        flex: 1 0 6ch;
        justify-content: end;
        min-inline-size: 0;
        line-height: 24px;
      }

      .opened {
        display: grid;
        gap: var(--s1);
        margin-block: 2px var(--s2);
        padding: var(--s2);
        font: var(--text-ui);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
        white-space: pre-line;
        background: var(--paper);
        border-radius: var(--r-control);
      }

      mark {
        color: var(--ink);
        background: var(--action-wash);
        border-radius: 2px;
        box-decoration-break: clone;
      }

      @container (width < 340px) {
        .where {
          display: none;
        }
      }

      @media (forced-colors: active) {
        .opened {
          border: 1px solid;
        }
      }
    `,
  ]

  @property({ attribute: false }) sources: readonly Source[] = []

  /** What was said, for sources that are messages. */
  @property({ attribute: false }) transcript: readonly TranscriptEntry[] = []

  @state() private openNumber?: number

  protected override render() {
    return html`<ul aria-label=${texts.replies.sources}>
      ${this.sources.map(source => this.#renderSource(source))}
    </ul>`
  }

  #renderSource(source: Source) {
    const { number, passage, seq } = source
    const message = seq === undefined ? undefined : this.#messageAt(seq)
    if (!passage && !message) return this.#renderEarlier(source)
    const isOpen = this.openNumber === number
    return html`<li>
      <button
        class="source"
        part="source"
        type="button"
        aria-expanded=${isOpen}
        data-testid="source"
        @click=${() => (this.openNumber = isOpen ? undefined : number)}
      >
        <span class="ref">${number}</span>${icon(passage ? 'article' : 'message')}
        <span class="name" dir="auto">${passage?.title ?? message?.text}</span>
        <span class="where" part="where"><span class="cut" dir="auto">${passage ? (passage.headings.at(-1) ?? '') : clock(message?.at ?? 0)}</span></span>
      </button>
      ${isOpen ? (passage ? renderPassage(passage.text, passage.answer) : message && this.#renderMessage(message)) : nothing}
    </li>`
  }

  /** A message from before what is held: the transcript can still show it. */
  #renderEarlier({ number, seq }: Source) {
    const [first] = this.transcript
    if (seq === undefined || !first || seq >= first.seq) return nothing
    return html`<li>
      <button class="source" type="button" data-testid="source" @click=${() => this.dispatchEvent(new RevealEvent(seq))}>
        <span class="ref">${number}</span>${icon('message')}<span class="name">${texts.transcript.earlierHere}</span>
      </button>
    </li>`
  }

  #renderMessage(message: MessageEntry) {
    return html`<div class="opened" data-testid="opened-source">
      <p dir="auto">${message.text}</p>
      <button class="text-button" type="button" @click=${() => this.dispatchEvent(new RevealEvent(message.seq))}>
        ${texts.replies.seeInTranscript}
      </button>
    </div>`
  }

  #messageAt(seq: number) {
    return this.transcript.findLast(
      (entry): entry is MessageEntry => entry.kind === 'message' && entry.seq === seq,
    )
  }
}

/** On one line: white space counts here. */
function renderPassage(text: string, answer: string) {
  const shown = excerpt(text, answer, excerptLength)
  return html`<div class="opened" data-testid="opened-source"><p dir="auto">${shown.before}${shown.answer ? html`<mark>${shown.answer}</mark>` : nothing}${shown.after}</p></div>`
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-sources': SuggestionSources
  }
}
