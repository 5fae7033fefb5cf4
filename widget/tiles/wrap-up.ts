import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FormField, WrapUp } from '../../server/protocol/assists.ts'
import type { Abilities } from '../../server/protocol/copilot.ts'
import { isolate } from '../locales/isolate.ts'
import { formatLocale } from '../locales/locale.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { clock } from '../locales/times.ts'
import { type AnswerTo, RequestError } from '../session/copilot-client.ts'
import { request } from '../session/request-event.ts'
import type { WrapUpView } from '../session/session-view.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'
import { missingFields, renderFields } from '../ui/form-fields.ts'
import '../ui/status-notice.ts'
import { wrapUpStyles } from './wrap-up.styles.ts'
import './wrap-up-codes.ts'

/** What the agent leaves behind when the chat ends: made for them, theirs to change, saved when they say so. */
@customElement('agent-copilot-wrap-up')
export class WrapUpForm extends CopilotElement {
  static override styles = [
    base,
    fieldStyles,
    wrapUpStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ attribute: false }) wrapUp: WrapUpView = {}

  @property({ attribute: false }) codes: Abilities['wrapUpCodes'] = []

  @property({ attribute: false }) fields: readonly FormField[] = []

  /** What the agent changed, not saved yet. */
  @state() private changes: Partial<WrapUp> = {}
  @state() private isChanging = false
  @state() private isSaving = false
  @state() private failure?: RequestError
  /** One of 8x8's codes, where the endpoint has none of its own. */
  @state() private offered: AnswerTo<'suggest-code'> = {}

  #requestId = crypto.randomUUID()
  #askedFor = ''

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('wrapUp')?.handoverId
    if (before && before !== this.wrapUp.handoverId) this.changes = {}
    if (changed.has('wrapUp') || changed.has('codes')) void this.#suggestCode()
  }

  /** The server knows only the endpoint's own codes; of 8x8's it is asked. */
  async #suggestCode() {
    const { made } = this.wrapUp
    const codes = this.codes.slice(0, 500)
    const asked = JSON.stringify([this.wrapUp.handoverId, codes])
    if (!made || made.code || codes.length === 0 || asked === this.#askedFor) return
    this.#askedFor = asked
    this.offered = await request(this, 'suggest-code', { codes }).catch(() => ({}))
  }

  get #value(): WrapUp {
    const { made, saved } = this.wrapUp
    const { code } = this.offered
    return { summary: '', fields: {}, ...(code && { code }), ...made, ...saved, ...this.changes }
  }

  #change(change: Partial<WrapUp>) {
    this.changes = { ...this.changes, ...change }
    this.#requestId = crypto.randomUUID()
    this.failure = undefined
  }

  readonly #save = async (event: Event) => {
    event.preventDefault()
    if (this.isSaving) return
    this.isSaving = true
    this.failure = undefined
    const { handoverId } = this.wrapUp
    try {
      await request(this, 'save-wrap-up', {
        requestId: this.#requestId,
        ...(handoverId && { handoverId }),
        wrapUp: this.#value,
      })
      this.changes = {}
      this.isChanging = false
      this.dispatchEvent(new AnnouncementEvent(moreTexts.wrapUp.saved(clock(Date.now()))))
    } catch (error) {
      this.failure = error instanceof RequestError ? error : new RequestError('unknown')
    }
    this.isSaving = false
  }

  protected override render() {
    const isSaved = this.wrapUp.saved !== undefined && !this.isChanging
    return html`<div class="wrap-up" data-testid="wrap-up" data-saved=${isSaved}>
      ${isSaved ? this.#renderSaved() : this.#renderForm()}
    </div>`
  }

  #renderSaved() {
    const { savedAt = 0, savedBy, saved } = this.wrapUp
    const { wrapUp } = moreTexts
    const time = clock(savedAt)
    const name = this.codes.find(({ code }) => code === saved?.code)?.name ?? saved?.code
    return html`<div class="card">
      <p class="saved">${savedBy ? wrapUp.savedBy(isolate(savedBy), time) : wrapUp.saved(time)}</p>
      ${name ? html`<p class="said"><bdi>${name}</bdi></p>` : nothing}
      <p class="said" dir="auto">${saved?.summary}</p>
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.isChanging = true)}>${wrapUp.change}</button>
      </div>
    </div>`
  }

  #renderForm() {
    const { wrapUp } = moreTexts
    const value = this.#value
    const missing = missingFields(this.fields, value.fields)
    if (this.codes.length > 0 && !value.code) missing.unshift(wrapUp.code)
    const list = new Intl.ListFormat(formatLocale()).format(missing.map(isolate))
    return html`<form @submit=${this.#save}>
      ${this.#renderSummaryField(value)}
      ${
        this.codes.length > 0
          ? html`<agent-copilot-wrap-up-codes
              .codes=${this.codes}
              .chosen=${value.code}
              .suggested=${this.wrapUp.made?.code ?? this.offered.code}
              .because=${this.wrapUp.because ?? this.offered.because}
              @copilot-code=${({ detail }: CustomEvent<string>) => this.#change({ code: detail })}
            ></agent-copilot-wrap-up-codes>`
          : nothing
      }
      ${renderFields(this.fields, value.fields, (id, text) => this.#change({ fields: { ...value.fields, [id]: text } }), 'field')}
      ${this.#renderFailure()}
      ${missing.length > 0 ? html`<p class="meta">${wrapUp.fillFirst(list)}</p>` : nothing}
      <button class="button primary save" type="submit" data-testid="save-wrap-up" ?disabled=${this.isSaving || missing.length > 0}>
        ${this.isSaving ? wrapUp.saving : wrapUp.save}
      </button>
      <p class="meta centre">${wrapUp.nothingSent}</p>
    </form>`
  }

  #renderSummaryField({ summary }: WrapUp) {
    const { wrapUp } = moreTexts
    const made = this.wrapUp.made?.summary
    const isEdited = made !== undefined && made !== summary
    return html`<div class="field">
      <label for="summary">${wrapUp.summary}</label>
      <textarea
        id="summary"
        rows="4"
        dir="auto"
        maxlength="10000"
        data-testid="wrap-up-summary"
        .value=${summary}
        @input=${({ target }: Event) => this.#change({ summary: (target as HTMLTextAreaElement).value })}
      ></textarea>
      ${isEdited && made ? html`<p class="meta">${wrapUp.generatedWas(isolate(made))}</p>` : nothing}
    </div>`
  }

  #renderFailure() {
    if (!this.failure) return nothing
    const { title, text, offline } = moreTexts.wrapUp.failed
    const words = this.failure.code === 'offline' ? offline : text(isolate(this.failure.message))
    return html`<agent-copilot-notice kind="bad" role="alert" heading=${title} text=${words}></agent-copilot-notice>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-wrap-up': WrapUpForm
  }
}
