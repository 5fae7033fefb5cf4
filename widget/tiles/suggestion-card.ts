import { html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AssistFeedback } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { request, requestQuietly } from '../session/request-event.ts'
import type { TranscriptEntry } from '../session/session-view.ts'
import type { Slot } from '../session/suggestion-slots.ts'
import { claimsIn, gapsIn, isUnlinked, sourcesOf } from '../session/suggestion-text.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { ClampController } from '../ui/clamp-controller.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import { type Taken, take } from '../ui/take-event.ts'
import { needChunk } from '../workspace/chunks.ts'
import { suggestionCardStyles } from './suggestion-card.styles.ts'
import { DismissEvent, WorkEvent } from './suggestion-events.ts'
import { renderDismissed, renderHead } from './suggestion-head.ts'
import { renderEvidence, renderPieces, renderUnlinked, renderWriting } from './suggestion-parts.ts'
import './suggestion-sources.ts'
import { renderUse } from './suggestion-use.ts'
import { noWork, type Ready, readyText, type Work } from './suggestion-work.ts'

/** So long a button says what came of it, in milliseconds. */
const saysSoFor = 2000

/** One suggestion: its text, what it rests on, and a way to take it along. */
@customElement('agent-copilot-suggestion')
export class SuggestionCard extends CopilotElement {
  static override styles = [base, suggestionCardStyles]

  @property({ attribute: false }) offer!: Slot

  /** What the agent has done with it so far. */
  @property({ attribute: false }) work: Work = noWork

  /** What became of it, where it was used or dismissed. */
  @property({ attribute: false }) outcome?: AssistFeedback

  /** Its place in the list, from 1; the key that uses it. */
  @property({ type: Number }) number = 0

  /** The one card whose button is filled, and which the keys act on. */
  @property({ type: Boolean }) primary = false

  /** Whether the session is followed; what is shown may be out of date otherwise. */
  @property({ type: Boolean }) followed = false

  /** Whether there is a reply box to insert into; else texts are copied. */
  @property({ type: Boolean }) inserts = false

  /** Whether a language model can rewrite. */
  @property({ type: Boolean }) rewrites = false

  /** The customer's language, BCP 47. */
  @property() language = ''

  /** What was said, for sources that are messages. */
  @property({ attribute: false }) transcript: readonly TranscriptEntry[] = []

  @state() private isEditing = false
  /** What giving up an edit goes back to. */
  #before: Work = noWork
  @state() private taken?: Taken
  @state() private trouble = ''

  @query('.card-text') private readonly words?: HTMLElement

  readonly #clamp = new ClampController(this, () => this.words)
  #timer?: ReturnType<typeof setTimeout>

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  /** Uses the suggestion as its first button does; moves to the first gap where one is open. */
  async use(): Promise<void> {
    if (this.offer.draft !== undefined) return
    const ready = readyText(this.offer, this.work)
    if (ready.openGaps > 0) this.#focusGap()
    else await this.#take(ready.safeText || ready.text, ready)
  }

  /** Opens the editor, with the focus in it. */
  readonly edit = (): void => {
    if (this.offer.draft !== undefined) return
    needChunk('editor')
    this.#before = this.work
    this.#setEditing(true)
  }

  #setEditing(isEditing: boolean) {
    this.isEditing = isEditing
    this.dispatchEvent(new CustomEvent('copilot-editing', { detail: isEditing }))
  }

  /** Puts the suggestion away; it can be taken back from where it stood. */
  readonly dismiss = (): void => {
    this.dispatchEvent(new DismissEvent())
  }

  /** Asks for the suggestion to be made anew. */
  readonly redraft = async (): Promise<void> => {
    this.trouble = ''
    try {
      await request(this, 'redraft', { suggestionId: this.offer.id })
    } catch {
      this.trouble = texts.replies.failed
    }
  }

  #focusGap() {
    const open = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.gap')].find(
      ({ value }) => !value.trim(),
    )
    open?.focus()
  }

  async #take(text: string, { changed }: Ready) {
    this.taken = await take(this, text, this.words ?? this, this.offer.id)
    const { way } = this.taken
    const { insertedSpoken, copiedSpoken, copyByHand } = texts.replies
    const sentence = { inserted: insertedSpoken, copied: copiedSpoken, refused: copyByHand }[way]
    this.dispatchEvent(new AnnouncementEvent(sentence))
    if (way !== 'refused') this.#tell({ act: 'used', way, changed })
    clearTimeout(this.#timer)
    if (way !== 'inserted') this.#timer = setTimeout(() => (this.taken = undefined), saysSoFor)
  }

  readonly #undo = () => {
    this.taken?.undo?.()
    this.taken = undefined
    this.#tell({ act: 'undone' })
    this.dispatchEvent(new AnnouncementEvent(texts.replies.undone))
  }

  #tell(feedback: Omit<AssistFeedback, 'assist' | 'id'>) {
    const { id, kind, for: seq } = this.offer
    requestQuietly(this, 'feedback', { for: seq, feedback: { assist: kind, id, ...feedback } })
  }

  #change(work: Work) {
    this.dispatchEvent(new WorkEvent(work))
  }

  readonly #fill = (index: number, value: string) => {
    const count = gapsIn(this.#text).length
    const gaps = Array.from({ length: count }, (_, place) => this.work.gaps[place] ?? '')
    gaps[index] = value
    this.#change({ ...this.work, gaps })
  }

  /** Kept with each key: newer suggestions may come while the agent writes. */
  readonly #typed = (event: CustomEvent<string>) => {
    if (event.detail !== this.#text) this.#rewrite(event.detail)
  }

  #rewrite(text: string) {
    this.#change({ text: text === this.offer.suggestion?.text ? undefined : text, gaps: [] })
  }

  readonly #edited = (event: CustomEvent<string | null>) => {
    this.#setEditing(false)
    if (event.detail === null) this.#change(this.#before)
    else if (event.detail !== this.#text) this.#rewrite(event.detail)
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.actions button')?.focus(),
    )
  }

  get #text() {
    return this.work.text ?? this.offer.suggestion?.text ?? ''
  }

  protected override render() {
    const { draft, stale, kind } = this.offer
    const isDoubtful = stale || !this.followed
    if (this.outcome?.act === 'dismissed')
      return renderDismissed(() => this.dispatchEvent(new DismissEvent(true)))
    return html`<article
      class="card ${isDoubtful ? 'stale' : ''} ${kind}"
      aria-busy=${draft !== undefined}
      data-testid="suggestion"
      data-kind=${kind}
    >
      ${this.#renderHead()} ${draft === undefined ? this.#renderBody() : this.#renderDraft(draft)}
    </article>`
  }

  #renderHead() {
    const { kind, stale, draft, suggestion } = this.offer
    const doubt = stale ? texts.replies.stale : this.followed ? '' : texts.replies.uncertain
    const isMade = draft === undefined && suggestion !== undefined
    const evidence = isMade ? this.#renderEvidence() : texts.replies.writing
    return renderHead({ number: this.number, kind, doubt, evidence, dismiss: this.dismiss })
  }

  #renderEvidence() {
    if (this.taken?.way === 'inserted') return texts.replies.inserted
    if (this.work.text !== undefined) return texts.replies.edited
    if (this.outcome?.act === 'used') return texts.replies.used
    return renderEvidence(this.offer)
  }

  #renderDraft(draft: string) {
    return html`<p class="card-text clamp" dir="auto" data-testid="suggestion-text">${renderWriting(draft)}</p>
      <div class="actions">
        <button class="button" type="button" @click=${() => requestQuietly(this, 'cancel', { requestId: this.offer.id })}>
          ${texts.replies.stop}
        </button>
      </div>`
  }

  #renderBody() {
    const { suggestion } = this.offer
    if (!suggestion) return nothing
    if (this.isEditing) {
      return html`<agent-copilot-editor
        .text=${this.#text}
        .offer=${this.offer}
        .language=${this.language}
        ?rewrites=${this.rewrites}
        @copilot-typed=${this.#typed}
        @copilot-edited=${this.#edited}
      ></agent-copilot-editor>`
    }
    const claims = claimsIn(this.#text, suggestion)
    const sources = sourcesOf(suggestion, this.offer.passages)
    return html`
      <p class="card-text ${this.#clamp.showsAll ? '' : 'clamp'}" dir="auto" data-testid="suggestion-text">${renderPieces(this.#text, claims, sources, this.work.gaps, this.#fill)}</p>
      ${this.#renderToggle()}
      ${suggestion.why ? html`<p class="meta" dir="auto">${suggestion.why}</p>` : nothing}
      ${renderUnlinked(this.#text, claims, sources)}
      ${
        sources.length > 0
          ? html`<agent-copilot-sources .sources=${sources} .transcript=${this.transcript}></agent-copilot-sources>`
          : nothing
      }
      ${this.#renderActions(claims.some(isUnlinked))}
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
    `
  }

  #renderToggle() {
    const { lines, showsAll, toggle } = this.#clamp
    if (lines === 0) return nothing
    return html`<button class="text-button" type="button" aria-expanded=${showsAll} @click=${toggle}>
      ${showsAll ? texts.replies.showLess : texts.replies.showAll(lines)}
    </button>`
  }

  #renderActions(hasUnlinked: boolean) {
    const { stale } = this.offer
    const isKept = stale && this.work !== noWork
    return html`
      ${isKept ? html`<p class="meta">${texts.replies.editKept}</p>` : nothing}
      <div class="actions">
        ${
          stale
            ? html`<button class="button" type="button" data-testid="redraft" @click=${this.redraft}>
                ${icon('reconnect')}${texts.replies.redraft}
              </button>`
            : nothing
        }
        ${this.#renderUse(hasUnlinked)}
        ${
          this.offer.kind === 'question'
            ? html`<button class="button quiet" type="button" @click=${this.dismiss}>${texts.replies.alreadyKnown}</button>`
            : nothing
        }
        <button class="button quiet end" type="button" aria-label=${texts.replies.edit} data-testid="edit" @click=${this.edit}>
          ${icon('pen')}
        </button>
      </div>
    `
  }

  #renderUse(hasUnlinked: boolean) {
    const ready = readyText(this.offer, this.work)
    return renderUse({
      ready,
      hasUnlinked,
      inserts: this.inserts,
      isPrimary: this.primary && !this.offer.stale && this.followed,
      taken: this.taken,
      take: text => void this.#take(text, ready),
      undo: this.#undo,
      fill: () => this.#focusGap(),
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-suggestion': SuggestionCard
  }
}
