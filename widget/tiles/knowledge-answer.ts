import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Answer, Suggestion } from '../../server/protocol/assists.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { requestQuietly } from '../session/request-event.ts'
import { piecesOf, sourcesOf } from '../session/suggestion-text.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import { type Taken, take } from '../ui/take-event.ts'
import { renderUnlinked, renderWriting } from './suggestion-parts.ts'
import './suggestion-sources.ts'

/**
 * The answer to the agent's own question, with its sources and what may be asked next.
 *
 * @event {CustomEvent<string>} copilot-follow-up - The agent asks this next.
 * @event copilot-stop - The agent does not want the answer any more.
 */
@customElement('agent-copilot-answer')
export class KnowledgeAnswer extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .card {
        padding-block-start: var(--s3);
      }

      .arriving {
        color: var(--ink-soft);
      }

      .nib {
        display: inline-block;
        inline-size: 2px;
        block-size: 14px;
        background: var(--action-ink);
      }

      [aria-busy='true'] .card-text {
        min-block-size: 60px;
      }

      .ref {
        margin-inline: 2px 0;
        vertical-align: 1px;
      }

      /* Its part tells the sources of one article apart, however narrow it is. */
      agent-copilot-sources::part(source) {
        block-size: auto;
        min-block-size: 24px;
      }

      agent-copilot-sources::part(where) {
        display: flex;
      }

      .follow-ups {
        display: grid;
        margin: 0 calc(-1 * var(--s3)) calc(-1 * var(--s3));
        padding: var(--s1) var(--s3);
        border-block-start: 1px solid var(--hairline);
      }

      .follow-up {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2);
        inline-size: 100%;
        min-block-size: 28px;
        padding: 4px 0;
        font: var(--text-ui);
        color: var(--action-ink);
        text-align: start;
        background: none;
        border: 0;
        border-radius: 2px;
        cursor: pointer;
      }

      .follow-up:hover {
        text-decoration: underline;
      }
    `,
  ]

  @property() answerId = ''

  /** What is written so far. */
  @property() draft?: string

  @property({ attribute: false }) answer?: Answer

  /** Whether there is a reply box to insert into; else texts are copied. */
  @property({ type: Boolean }) inserts = false

  @state() private taken?: Taken['way']

  @query('.card-text') private readonly words!: HTMLElement

  readonly #use = async () => {
    if (!this.answer) return
    const { way } = await take(this, this.answer.text, this.words)
    this.taken = way
    const { insertedSpoken, copiedSpoken, copyByHand } = texts.replies
    const spoken = { inserted: insertedSpoken, copied: copiedSpoken, refused: copyByHand }
    this.dispatchEvent(new AnnouncementEvent(spoken[way]))
    if (way === 'refused') return
    const feedback = { assist: 'answer', id: this.answerId, act: 'used', way } as const
    requestQuietly(this, 'feedback', { feedback })
  }

  protected override render() {
    const isWriting = this.answer === undefined
    return html`<article class="card" aria-busy=${isWriting} data-testid="answer">
      ${this.answer ? this.#renderAnswer(this.answer) : this.#renderDraft()}
    </article>`
  }

  #renderDraft() {
    const words = this.draft
      ? renderWriting(this.draft)
      : html`<span class="arriving">${moreTexts.knowledge.searching}</span>`
    return html`<p class="card-text" dir="auto">${words}</p>
      <div class="actions">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new Event('copilot-stop'))}>${texts.replies.stop}</button>
      </div>`
  }

  #renderAnswer({ text, claims, passages, followUps }: Answer) {
    const cited: Pick<Suggestion, 'passageIds' | 'claims'> = {
      claims,
      passageIds: passages.map(({ passageId }) => passageId),
    }
    const sources = sourcesOf(cited, passages)
    const { use, followUps: heading } = moreTexts.knowledge
    const outcome = this.taken ?? 'none'
    const now = (name: string) => (outcome === name ? 'now' : '')
    return html`
      <p class="card-text" dir="auto">${piecesOf(text, claims, sources).map(piece =>
        piece.kind === 'refs'
          ? piece.numbers.map(number => html`<span class="ref">${number}</span>`)
          : piece.kind === 'gap'
            ? `[${piece.name}]`
            : piece.kind === 'unlinked'
              ? html`<span class="unlinked">${piece.text}</span>`
              : piece.text,
      )}</p>
      ${renderUnlinked(text, claims, sources)}
      ${sources.length > 0 ? html`<agent-copilot-sources .sources=${sources}></agent-copilot-sources>` : nothing}
      <div class="actions">
        <button class="button" type="button" data-testid="use-answer" @click=${this.#use}>
          <span class="words">
            <span class=${now('none')}>${this.inserts ? use : texts.replies.copy}</span>
            <span class="done ${now('copied')}">${icon('check')}${texts.replies.copied}</span>
            <span class="done ${now('inserted')}">${icon('check')}${texts.replies.used}</span>
            ${outcome === 'refused' ? html`<span class="now">${texts.replies.copyByHand}</span>` : nothing}
          </span>
        </button>
      </div>
      ${
        followUps.length > 0
          ? html`<ul class="follow-ups" aria-label=${heading}>
              ${followUps.map(
                question => html`<li>
                  <button class="follow-up" type="button" @click=${() => this.dispatchEvent(new CustomEvent('copilot-follow-up', { detail: question }))}>
                    <bdi>${question}</bdi>${icon('next')}
                  </button>
                </li>`,
              )}
            </ul>`
          : nothing
      }
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-answer': KnowledgeAnswer
  }
}
