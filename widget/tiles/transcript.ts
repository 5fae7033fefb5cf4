import { html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { isolate } from '../locales/isolate.ts'
import { getLocale } from '../locales/locale.ts'
import { texts } from '../locales/texts.ts'
import { clock } from '../locales/times.ts'
import type { MessageEntry, TranscriptEntry } from '../session/session-view.ts'
import { inBlocks } from '../session/transcript-blocks.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { FollowEndController } from '../ui/follow-end-controller.ts'
import { icon } from '../ui/icon.ts'
import { KeepPlaceController } from '../ui/keep-place-controller.ts'
import { transcriptStyles } from './transcript.styles.ts'
import { authorOf, renderEntry, type TranscriptCast, wordsOf } from './transcript-entry.ts'

/**
 * What was said and what happened. A column where there is room, a section that opens where there is not.
 * It follows the end until the agent scrolls up; what comes then is counted, and nothing moves.
 */
@customElement('agent-copilot-transcript')
export class TranscriptTile extends CopilotElement {
  static override styles = [base, transcriptStyles]

  /** In reading order. */
  @property({ attribute: false }) entries: readonly TranscriptEntry[] = []

  /** What happened before this event is not among the entries; 0 where all is. */
  @property({ type: Number }) heldFrom = 0

  /** Adds what was said before to the entries. Rejects where that cannot be had. */
  @property({ attribute: false }) loadEarlier?: () => Promise<void>

  /** Hears whether the agent reads further up than the end. */
  @property({ attribute: false }) readBack?: (isRead: boolean) => void

  @property() customerName = ''

  /** The agent who reads; messages of others are a colleague's. */
  @property({ attribute: false }) agentId?: string

  /** The address of the server that has the attachments. */
  @property() server = ''

  @property({ type: Boolean }) customerIsWriting = false

  /** The last event that counts as history; what follows is new until it was seen. */
  @property({ type: Number }) historyEnd = 0

  @state() private isOpen = false
  @state() private earlier: 'there' | 'loading' | 'failed' = 'there'

  @query('.scroll') private readonly scroller!: HTMLElement

  readonly #end = new FollowEndController(this, () => this.scroller)
  #isReadBack = false
  /** More than the end is wanted, wherever the agent is. */
  #isWanted = false
  #seenThrough = 0
  #freshCount = 0

  constructor() {
    super()
    this.addController(new KeepPlaceController(this, () => (this.#end.isAtEnd ? undefined : this.scroller)))
  }

  protected override willUpdate(): void {
    if (this.hasUpdated && this.#end.isEndSeen) this.#seenThrough = this.entries.at(-1)?.seq ?? 0
    const seenThrough = Math.max(this.#seenThrough, this.historyEnd)
    this.#freshCount = this.entries.filter(entry => isFromOthers(entry) && entry.seq > seenThrough).length
  }

  protected override updated(): void {
    const isReadBack = this.#isWanted || !this.#end.isAtEnd
    if (isReadBack === this.#isReadBack) return
    this.#isReadBack = isReadBack
    this.readBack?.(isReadBack)
  }

  /** Brings what was said into view and the focus to it. */
  async reveal(seq: number): Promise<void> {
    this.isOpen = true
    await this.updateComplete
    await this.#hold(seq)
    this.#end.leaveEnd()
    await this.updateComplete
    const entry = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
    entry?.scrollIntoView({ block: 'center' })
    entry?.focus({ preventScroll: true })
  }

  /** Brings all that was said into the page, until the agent comes back to the end; nothing where it is folded away. */
  async holdAll(): Promise<void> {
    if (this.scroller.checkVisibility()) await this.#hold(0)
  }

  /** Shows what was said and brings the focus there. */
  async open(): Promise<void> {
    this.isOpen = true
    await this.updateComplete
    this.scroller.focus()
  }

  readonly #scrolled = () => {
    const wasAtEnd = this.#end.isAtEnd
    this.#end.scrolled()
    if (this.#end.isAtEnd && !wasAtEnd) this.#isWanted = false
    const { scrollTop, clientHeight } = this.scroller
    if (!this.#end.isAtEnd && scrollTop < 2 * clientHeight && this.earlier === 'there')
      void this.#loadEarlier()
  }

  readonly #showEarlier = () => {
    this.#end.leaveEnd()
    void this.#loadEarlier()
  }

  /** Has everything since this event among the entries, as far as it can be had. */
  async #hold(seq: number) {
    if (this.heldFrom <= seq) return
    this.#isWanted = true
    this.requestUpdate()
    await this.updateComplete
    while (this.heldFrom > seq && (await this.#loadEarlier()));
  }

  /** Resolves with whether there was something and it is here. */
  async #loadEarlier(): Promise<boolean> {
    if (this.heldFrom === 0 || !this.loadEarlier) return false
    this.earlier = 'loading'
    const before = this.heldFrom
    this.earlier = await this.loadEarlier().then(
      () => 'there' as const,
      () => 'failed' as const,
    )
    return this.heldFrom < before
  }

  readonly #toggle = async () => {
    this.isOpen = !this.isOpen
    await this.updateComplete
    this.#end.toEnd()
    if (this.isOpen) this.scrollIntoView({ block: 'nearest' })
  }

  protected override render() {
    return html`<section class="transcript ${this.isOpen ? 'open' : ''}" aria-label=${texts.transcript.heading} data-testid="transcript">
      ${this.#renderFold()}
      <div class="head"><h2>${texts.transcript.heading}</h2>${this.#renderTag()}</div>
      <div class="log" id="log">
        <div class="scroll" role="log" aria-live="off" aria-label=${texts.transcript.heading} tabindex="0" @scroll=${this.#scrolled}>
          <div>${this.#renderEarlier()}${this.#renderBlocks()}</div>
        </div>
        ${this.#renderFreshButton()}
        <p class="writing">${this.customerIsWriting ? texts.transcript.writing(isolate(this.customerName)) : nothing}</p>
      </div>
    </section>`
  }

  /** Where room is short: what was said last, and a way to see the rest. */
  #renderFold() {
    const last = this.entries.findLast((entry): entry is MessageEntry => entry.kind === 'message')
    return html`<button class="fold" type="button" aria-expanded=${this.isOpen} aria-controls="log" @click=${this.#toggle}>
      <span class="title">${texts.transcript.heading}</span>${this.#renderTag()}${icon('down')}
      ${last && !this.isOpen ? html`<span class="preview">${this.#preview(last)}</span>` : nothing}
    </button>`
  }

  #preview(message: MessageEntry) {
    return texts.transcript.preview(
      isolate(authorOf(message, this.#cast)),
      clock(message.at),
      isolate(wordsOf(message)),
    )
  }

  #renderTag() {
    return this.#freshCount > 0
      ? html`<span class="tag">${texts.transcript.fresh(this.#freshCount)}</span>`
      : nothing
  }

  #renderFreshButton() {
    if (this.#freshCount === 0 || this.#end.isAtEnd) return nothing
    return html`<button class="button to-end" type="button" @click=${this.#end.toEnd}>
      ${texts.transcript.showFresh(this.#freshCount)}${icon('down')}
    </button>`
  }

  #renderEarlier() {
    if (this.heldFrom === 0) return nothing
    const { earlier } = texts.transcript
    return html`<p class="earlier">
      <button class="text-button" type="button" data-testid="earlier" ?disabled=${this.earlier === 'loading'} @click=${this.#showEarlier}>
        ${earlier}
      </button>
      ${this.earlier === 'failed' ? html`<span role="alert">${texts.replies.failed}</span>` : nothing}
    </p>`
  }

  #renderBlocks() {
    if (this.entries.length === 0) return html`<p class="empty meta">${texts.transcript.empty}</p>`
    const cast = this.#cast
    const blocks = inBlocks(this.entries)
    return repeat(
      blocks,
      ({ number }) => number,
      ({ entries }, index) => {
        const above = blocks[index - 1]?.entries.at(-1)
        return guard([getLocale(), cast.customerName, cast.agentId, cast.server, above, ...entries], () =>
          renderBlock(entries, above, cast),
        )
      },
    )
  }

  get #cast(): TranscriptCast {
    return { customerName: this.customerName, agentId: this.agentId, server: this.server }
  }
}

function renderBlock(
  block: readonly TranscriptEntry[],
  above: TranscriptEntry | undefined,
  cast: TranscriptCast,
) {
  return html`<ol class="messages">
    ${block.map((entry, index) => renderEntry(entry, index > 0 ? block[index - 1] : above, cast))}
  </ol>`
}

function isFromOthers(entry: TranscriptEntry) {
  return entry.kind === 'message' && entry.from !== 'agent'
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-transcript': TranscriptTile
  }
}
