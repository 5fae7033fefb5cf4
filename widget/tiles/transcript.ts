import { html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
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

  @property() customerName = ''

  /** The agent who reads; messages of others are a colleague's. */
  @property({ attribute: false }) agentId?: string

  /** The address of the server that has the attachments. */
  @property() server = ''

  @property({ type: Boolean }) customerIsWriting = false

  /** The last event that counts as history; what follows is new until it was seen. */
  @property({ type: Number }) historyEnd = 0

  @state() private isOpen = false

  @query('.scroll') private readonly scroller!: HTMLElement

  readonly #end = new FollowEndController(this, () => this.scroller)
  #seenThrough = 0
  #freshCount = 0

  protected override willUpdate(): void {
    if (this.hasUpdated && this.#end.isEndSeen) this.#seenThrough = this.entries.at(-1)?.seq ?? 0
    const seenThrough = Math.max(this.#seenThrough, this.historyEnd)
    this.#freshCount = this.entries.filter(entry => isFromOthers(entry) && entry.seq > seenThrough).length
  }

  /** Brings what was said into view and the focus to it. */
  async reveal(seq: number): Promise<void> {
    this.isOpen = true
    this.#end.leaveEnd()
    await this.updateComplete
    const entry = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
    entry?.scrollIntoView({ block: 'center' })
    entry?.focus({ preventScroll: true })
  }

  /** Shows what was said and brings the focus there. */
  async open(): Promise<void> {
    this.isOpen = true
    await this.updateComplete
    this.scroller.focus()
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
        <div class="scroll" role="log" aria-live="off" aria-label=${texts.transcript.heading} tabindex="0" @scroll=${this.#end.scrolled}>
          <div>${this.#renderBlocks()}</div>
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

  #renderBlocks() {
    if (this.entries.length === 0) return html`<p class="empty meta">${texts.transcript.empty}</p>`
    const cast = this.#cast
    return inBlocks(this.entries).map((block, index, blocks) => {
      const above = blocks[index - 1]?.at(-1)
      return guard([getLocale(), cast.customerName, cast.agentId, cast.server, above, ...block], () =>
        renderBlock(block, above, cast),
      )
    })
  }

  get #cast(): TranscriptCast {
    return { customerName: this.customerName, agentId: this.agentId, server: this.server }
  }
}

function renderBlock(block: TranscriptEntry[], above: TranscriptEntry | undefined, cast: TranscriptCast) {
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
