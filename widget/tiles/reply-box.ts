import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { moreTexts } from '../locales/more-texts.ts'
import { RequestError } from '../session/copilot-client.ts'
import { keepDraft, keptDraft } from '../session/kept-drafts.ts'
import { request } from '../session/request-event.ts'
import { emptySession, type HandoverView } from '../session/session-view.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'

/** So long after the last key the agent has stopped writing, in milliseconds. */
const stopsWritingAfter = 4000

/**
 * Where the agent writes to the customer from here. What is written is kept for its chat, through reloads too;
 * suggestions come in at the cursor, and nothing but the agent takes anything away.
 */
@customElement('agent-copilot-reply-box')
export class ReplyBox extends CopilotElement {
  static override styles = [
    base,
    fieldStyles,
    css`
      :host {
        display: block;
        padding: var(--s2) var(--s3);
        background: var(--surface);
        border-block-start: 1px solid var(--hairline);
      }

      textarea {
        min-block-size: 56px;
        max-block-size: 30dvh;
        font: var(--text-body);
        resize: none;
      }

      .actions {
        margin-block-start: 6px;
      }

      .meta {
        flex: 1;
        min-inline-size: 0;
      }
    `,
  ]

  /** The chat that the draft belongs to. */
  @property() sessionId = ''

  @property({ attribute: false }) handover: HandoverView = emptySession.handover

  /** Tells the customer that the agent writes. */
  @property({ attribute: false }) tellTyping: (writing: boolean) => void = () => {}

  @state() private isEmpty = true
  @state() private isSending = false
  @state() private trouble?: 'failed' | 'offline'

  @query('textarea') private readonly field!: HTMLTextAreaElement

  #isWriting = false
  #timer?: ReturnType<typeof setTimeout>
  /** One id for one text: sent again after a doubtful failure, it counts once. */
  #attempt?: { text: string; requestId: string }

  override disconnectedCallback(): void {
    this.#rest()
    super.disconnectedCallback()
  }

  override focus(options?: FocusOptions): void {
    this.field.focus(options)
  }

  /** Puts a text at the cursor, beside what is written there; returns how to take it out again. */
  insert(text: string): () => void {
    const { field } = this
    const place = field.selectionEnd
    const before = field.value.slice(0, place)
    const isBeforeWord = /^[\p{L}\p{N}]/u.test(field.value.slice(place))
    const inserted = `${/\S$/.test(before) ? ' ' : ''}${text}${isBeforeWord ? ' ' : ''}`
    field.focus()
    field.setSelectionRange(place, place)
    this.#write(inserted)
    return () => this.#takeOut(place, inserted)
  }

  /** Only what still stands as it was put there. */
  #takeOut(place: number, text: string) {
    const { field } = this
    if (field.value.slice(place, place + text.length) !== text) return
    field.focus()
    field.setSelectionRange(place, place + text.length)
    this.#write('')
  }

  /** As if typed, so that the agent's own undo key knows of it. */
  #write(text: string) {
    const isDone = text ? document.execCommand('insertText', false, text) : document.execCommand('delete')
    if (!isDone) this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end')
    this.#changed()
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('sessionId')) return
    this.field.value = keptDraft(this.sessionId)
    this.#fit()
    this.isEmpty = this.field.value.trim() === ''
  }

  readonly #changed = () => {
    this.#fit()
    this.trouble = undefined
    this.isEmpty = this.field.value.trim() === ''
    keepDraft(this.sessionId, this.field.value)
  }

  #fit() {
    this.field.style.blockSize = 'auto'
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`
  }

  readonly #typed = () => {
    this.#changed()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#rest, stopsWritingAfter)
    if (!this.#isWriting) this.tellTyping(true)
    this.#isWriting = true
  }

  readonly #rest = () => {
    clearTimeout(this.#timer)
    if (this.#isWriting) this.tellTyping(false)
    this.#isWriting = false
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    void this.#send()
  }

  readonly #send = async () => {
    const text = this.field.value.trim()
    if (text === '' || this.isSending || !this.#isOpen) return
    if (this.#attempt?.text !== text) this.#attempt = { text, requestId: crypto.randomUUID() }
    const { sessionId } = this
    this.isSending = true
    this.#rest()
    try {
      await request(this, 'send-reply', this.#attempt)
      this.#attempt = undefined
      this.dispatchEvent(new AnnouncementEvent(moreTexts.reply.sent))
      this.#clear(sessionId, text)
    } catch (error) {
      this.trouble = error instanceof RequestError && error.code === 'offline' ? 'offline' : 'failed'
    }
    this.isSending = false
  }

  /** What was written since stays. */
  #clear(sessionId: string, sent: string) {
    if (sessionId !== this.sessionId) return keepDraft(sessionId, '')
    if (this.field.value.trim() === sent) this.field.value = ''
    this.#changed()
  }

  get #isOpen() {
    return this.handover.status === 'active'
  }

  protected override render() {
    const { reply } = moreTexts
    return html`
      <textarea
        rows="2"
        dir="auto"
        maxlength="10000"
        aria-label=${reply.label}
        placeholder=${reply.placeholder}
        data-testid="reply-box"
        @input=${this.#typed}
        @keydown=${this.#key}
        @blur=${this.#rest}
      ></textarea>
      <div class="actions">
        ${this.trouble ? html`<p class="trouble" role="alert">${reply[this.trouble]}</p>` : nothing}
        <p class="meta">${this.trouble ? nothing : this.#note}</p>
        <button class="button" type="button" data-testid="send" ?disabled=${this.isEmpty || this.isSending || !this.#isOpen} @click=${this.#send}>
          ${this.isSending ? reply.sending : reply.send}
        </button>
      </div>
    `
  }

  get #note() {
    const { status } = this.handover
    if (this.#isOpen) return moreTexts.reply.hint
    const isOver = status === 'completed' || status === 'cancelled' || status === 'error'
    return isOver ? moreTexts.reply.closed : moreTexts.reply.notYet
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-reply-box': ReplyBox
  }
}
