import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FormField, SummaryItem } from '../../server/protocol/assists.ts'
import type { Abilities } from '../../server/protocol/copilot.ts'
import type { EventOf } from '../../server/protocol/session-events.ts'
import { isolate } from '../locales/isolate.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { clock } from '../locales/times.ts'
import { request } from '../session/request-event.ts'
import {
  emptySession,
  type HandoverView,
  type TranscriptEntry,
  type WrapUpView,
} from '../session/session-view.ts'
import { isUnlinked, piecesOf } from '../session/suggestion-text.ts'
import { wrapsUp } from '../session/wraps-up.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import '../ui/status-notice.ts'
import { RevealEvent } from './suggestion-events.ts'
import { summaryStyles } from './summary.styles.ts'
import './wrap-up.ts'

const parts = ['topic', 'asked', 'done', 'promised', 'open'] as const

/** More times beside one sentence say nothing more. */
const mostTimes = 3

/** What the chat was about and what came of it, each sentence with when it was said; then what is left behind. */
@customElement('agent-copilot-summary')
export class SummaryTile extends CopilotElement {
  static override styles = [base, summaryStyles]

  @property({ attribute: false }) summary?: EventOf<'summary-made'>

  @property({ attribute: false }) transcript: readonly TranscriptEntry[] = []

  @property({ attribute: false }) handover: HandoverView = emptySession.handover

  @property({ attribute: false }) wrapUp: WrapUpView = {}

  @property({ attribute: false }) codes: Abilities['wrapUpCodes'] = []

  @property({ attribute: false }) fields: readonly FormField[] = []

  @state() private isAsking = false
  @state() private failed = false

  readonly #summarise = async () => {
    if (this.isAsking) return
    this.isAsking = true
    this.failed = false
    try {
      await request(this, 'summarise', {})
    } catch {
      this.failed = true
    }
    this.isAsking = false
  }

  protected override render() {
    const { heading, headingWithWrapUp } = moreTexts.summary
    const isFiled = this.#isFiled
    return html`<section class="section" aria-label=${isFiled ? headingWithWrapUp : heading} data-testid="summary">
      <div class="section-head">
        <h2>${isFiled ? headingWithWrapUp : heading}</h2>
        ${this.#renderState()}
      </div>
      ${this.summary ? this.#renderSummary(this.summary) : this.#renderEmpty()}
      ${this.failed ? html`<p class="trouble" role="alert">${moreTexts.summary.failed}</p>` : nothing}
      ${
        isFiled
          ? html`<agent-copilot-wrap-up .wrapUp=${this.wrapUp} .codes=${this.codes} .fields=${this.fields}></agent-copilot-wrap-up>`
          : nothing
      }
    </section>`
  }

  /** The chat is over, or its wrap-up is there before. */
  get #isFiled() {
    return this.wrapUp.made !== undefined || wrapsUp(this.handover)
  }

  #renderState() {
    if (!this.summary) return nothing
    const { soFar, atEnd, older, linked } = moreTexts.summary
    const { through, purpose, summary } = this.summary
    const since = this.transcript.filter(entry => entry.kind === 'message' && entry.seq > through).length
    const claims = parts.flatMap(part => itemsOf(summary[part])).flatMap(item => item.claims)
    const words = purpose === 'final' ? atEnd : since > 0 ? older(since) : soFar
    const evidence = linked(claims.filter(claim => !isUnlinked(claim)).length, claims.length)
    return html`<span class="meta ${since > 0 && purpose !== 'final' ? 'older' : ''}">${words}${claims.length > 0 ? ` · ${evidence}` : ''}</span>`
  }

  #renderEmpty() {
    const { empty, summarise, summarising } = moreTexts.summary
    return html`<agent-copilot-notice heading=${empty.title} text=${empty.text}>
      <button class="button" type="button" data-testid="summarise" ?disabled=${this.isAsking} @click=${this.#summarise}>
        ${this.isAsking ? summarising : summarise}
      </button>
    </agent-copilot-notice>`
  }

  #renderSummary({ summary, purpose }: EventOf<'summary-made'>) {
    const { again, summarising } = moreTexts.summary
    const filled = parts.filter(part => itemsOf(summary[part]).some(item => item.text))
    return html`<div class="card" aria-busy=${this.isAsking}>
      <dl class="summary">
        ${filled.map(
          part => html`<div>
            <dt>${moreTexts.summary[part]}</dt>
            ${itemsOf(summary[part]).map(item => this.#renderItem(item))}
          </div>`,
        )}
      </dl>
      ${
        purpose === 'final'
          ? nothing
          : html`<div class="actions">
              <button class="button" type="button" data-testid="summarise" ?disabled=${this.isAsking} @click=${this.#summarise}>
                ${icon('reconnect')}${this.isAsking ? summarising : again}
              </button>
            </div>`
      }
    </div>`
  }

  #renderItem({ text, seqs, claims }: SummaryItem) {
    return html`<dd>
      <p dir="auto">${piecesOf(text, claims, []).map(piece =>
        piece.kind === 'unlinked'
          ? html`<span class="unlinked">${piece.text}</span>`
          : 'text' in piece
            ? piece.text
            : piece.kind === 'gap'
              ? `[${piece.name}]`
              : nothing,
      )}</p>
      <span class="from">${this.#timesOf(seqs).map(([time, seq]) => this.#renderTime(time, seq))}</span>
      ${claims
        .filter(isUnlinked)
        .map(
          claim =>
            html`<p class="check-note">${icon('alert')}<span>${moreTexts.summary.notSaid(isolate(text.slice(claim.start, claim.end)))}</span></p>`,
        )}
    </dd>`
  }

  /** One for each minute, and one for all from before what is held: more would look the same. */
  #timesOf(seqs: readonly number[]) {
    const byTime = new Map(seqs.map(seq => [this.#timeOf(seq), seq]))
    byTime.delete('')
    return [...byTime.entries()].slice(0, mostTimes)
  }

  #timeOf(seq: number) {
    const entry = this.#entryAt(seq)
    if (entry) return clock(entry.at)
    const [first] = this.transcript
    return first && seq < first.seq ? texts.transcript.earlierHere : ''
  }

  #entryAt(seq: number) {
    return this.transcript.findLast(entry => entry.seq === seq)
  }

  #renderTime(time: string, seq: number) {
    return html`<button
      class="time"
      type="button"
      aria-label=${time === texts.transcript.earlierHere ? nothing : moreTexts.summary.fromMessage(time)}
      title=${texts.mood.show}
      @click=${() => this.dispatchEvent(new RevealEvent(seq))}
    >
      ${time}
    </button>`
  }
}

function itemsOf(part: SummaryItem | readonly SummaryItem[]): readonly SummaryItem[] {
  return Array.isArray(part) ? part : [part as SummaryItem]
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-summary': SummaryTile
  }
}
