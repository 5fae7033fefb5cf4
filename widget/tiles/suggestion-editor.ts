import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { RewriteStyle } from '../../server/protocol/assists.ts'
import { languageName } from '../locales/languages.ts'
import { getLocale } from '../locales/locale.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { request, requestQuietly } from '../session/request-event.ts'
import type { Slot } from '../session/suggestion-slots.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'
import { icon } from '../ui/icon.ts'

const styles = ['shorter', 'friendlier', 'more-formal', 'fix-grammar'] as const

/**
 * Where the agent changes a suggestion before using it, by hand or by the language model.
 *
 * @event {CustomEvent<string>} copilot-typed - The text as it stands now; whoever keeps it loses nothing.
 * @event {CustomEvent<string | null>} copilot-edited - Done with this text, or given up where there is none.
 */
@customElement('agent-copilot-editor')
export class SuggestionEditor extends CopilotElement {
  static override styles = [
    base,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: var(--s2);
      }

      .styles {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
      }
    `,
  ]

  /** The text to begin with. */
  @property() text = ''

  /** The suggestion that it began as. */
  @property({ attribute: false }) offer?: Slot

  /** Whether a language model can rewrite. */
  @property({ type: Boolean }) rewrites = false

  /** The customer's language, BCP 47. */
  @property() language = ''

  @state() private earlier: string[] = []
  @state() private requestId?: string
  @state() private failed = false

  @query('textarea') private readonly field!: HTMLTextAreaElement

  protected override firstUpdated(): void {
    this.field.value = this.text
    this.#fit()
    this.field.focus()
  }

  override disconnectedCallback(): void {
    this.#stop()
    super.disconnectedCallback()
  }

  readonly #fit = () => {
    this.field.style.blockSize = 'auto'
    this.field.style.blockSize = `${this.field.scrollHeight + 2}px`
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Escape') this.#end(undefined)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#end(this.field.value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #end(text: string | undefined) {
    this.#stop()
    this.dispatchEvent(new CustomEvent('copilot-edited', { detail: text?.trim() || null }))
  }

  #rewrite(style: RewriteStyle) {
    return this.#ask((requestId, text) =>
      request(this, 'rewrite', { requestId, text, style }, written => this.#show(requestId, written)),
    )
  }

  #translate(to: string) {
    return this.#ask((requestId, text) =>
      request(this, 'translate', { requestId, text, to }, written => this.#show(requestId, written)),
    )
  }

  /** While it is rewritten the text grows in the field; whatever goes wrong, what stood there comes back. */
  async #ask(ask: (requestId: string, text: string) => Promise<{ text: string }>) {
    const original = this.field.value
    if (this.requestId || !original.trim()) return
    const requestId = crypto.randomUUID()
    this.requestId = requestId
    this.failed = false
    try {
      const { text } = await ask(requestId, original)
      if (this.requestId !== requestId) return
      this.#put(text)
      this.earlier = [...this.earlier, original]
      this.dispatchEvent(new AnnouncementEvent(moreTexts.edit.rewritten))
    } catch {
      this.#put(original)
      this.failed = this.requestId === requestId
    }
    if (this.requestId === requestId) this.requestId = undefined
  }

  #show(requestId: string, written: string) {
    if (this.requestId === requestId) this.#put(written)
  }

  #put(text: string) {
    this.field.value = text
    this.#typed()
  }

  readonly #typed = () => {
    this.#fit()
    this.dispatchEvent(new CustomEvent('copilot-typed', { detail: this.field.value }))
  }

  readonly #stop = () => {
    if (!this.requestId) return
    requestQuietly(this, 'cancel', { requestId: this.requestId })
    this.requestId = undefined
  }

  readonly #undo = () => {
    this.#put(this.earlier.at(-1) ?? '')
    this.earlier = this.earlier.slice(0, -1)
  }

  protected override render() {
    const { edit } = moreTexts
    const isBusy = this.requestId !== undefined
    return html`
      <textarea
        rows="3"
        dir="auto"
        maxlength="10000"
        aria-label=${edit.label}
        aria-busy=${isBusy}
        ?readonly=${isBusy}
        data-testid="editor"
        @input=${this.#typed}
        @keydown=${this.#key}
      ></textarea>
      ${this.rewrites ? this.#renderStyles(isBusy) : nothing}
      ${this.failed ? html`<p class="trouble" role="alert">${edit.failed}</p>` : nothing}
      <div class="actions">
        <button class="button primary" type="button" ?disabled=${isBusy} @click=${() => this.#end(this.field.value)}>${edit.done}</button>
        <button class="button" type="button" @click=${() => this.#end(undefined)}>${edit.cancel}</button>
        ${
          this.earlier.length > 0 && !isBusy
            ? html`<button class="button" type="button" @click=${this.#undo}>${icon('undo')}${edit.undo}</button>`
            : nothing
        }
      </div>
    `
  }

  #renderStyles(isBusy: boolean) {
    const { edit } = moreTexts
    if (isBusy) {
      return html`<div class="actions">
        <span class="meta">${edit.rewriting}</span>
        <button class="button" type="button" @click=${this.#cancel}>${texts.replies.stop}</button>
      </div>`
    }
    const words = [edit.shorter, edit.friendlier, edit.moreFormal, edit.fixGrammar]
    return html`<div class="styles" role="group" aria-label=${edit.rewrite}>
      ${styles.map(
        (style, index) =>
          html`<button class="button" type="button" @click=${() => void this.#rewrite(style)}>${words[index]}</button>`,
      )}
      ${
        this.#mayBeForeign
          ? html`<button class="button" type="button" @click=${() => void this.#translate(this.language)}>
              ${edit.translateTo(languageName(this.language))}
            </button>`
          : nothing
      }
    </div>`
  }

  /** Whether it may be in another language than the customer's: the agent's own, or that of an article it was taken from. */
  get #mayBeForeign() {
    if (!this.language) return false
    const { suggestion, passages = [] } = this.offer ?? {}
    const taken = suggestion?.by === 'model' ? [] : (suggestion?.passageIds ?? [])
    const cited = passages.filter(({ passageId }) => taken.includes(passageId))
    return [getLocale(), ...cited.map(({ language }) => language)].some(
      language => language !== undefined && !isSame(language, this.language),
    )
  }

  /** What was there comes back when the request, which is told to stop, fails. */
  readonly #cancel = () => {
    if (this.requestId) requestQuietly(this, 'cancel', { requestId: this.requestId })
  }
}

/** Whether two tags name one language, wherever it is spoken. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map(tag => tag.split(/[-_]/)[0]?.toLowerCase())
  return first === second
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-editor': SuggestionEditor
  }
}
