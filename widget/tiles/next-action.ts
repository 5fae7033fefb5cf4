import { html, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { NextAction } from '../../server/protocol/assists.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { request } from '../session/request-event.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { fieldStyles } from '../ui/field.styles.ts'
import { type FieldValues, missingFields, renderFields } from '../ui/form-fields.ts'
import '../ui/status-notice.ts'
import { nextActionStyles } from './next-action.styles.ts'
import { RevealEvent } from './suggestion-events.ts'
import './suggestion-sources.ts'

type Step = NextAction['steps'][number]

/** What to do next: the steps of a playbook that the conversation called for. */
@customElement('agent-copilot-next-action')
export class NextActionTile extends CopilotElement {
  static override styles = [base, fieldStyles, nextActionStyles]

  @property({ attribute: false }) nextAction?: NextAction

  /** What was entered and not saved, by step. */
  @state() private entered: Readonly<Record<string, FieldValues>> = {}
  @state() private pending?: string
  @state() private failed?: string

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('nextAction')
    if (changed.has('nextAction') && before?.playbookId !== this.nextAction?.playbookId) this.entered = {}
  }

  async #mark(step: Step, done: boolean) {
    if (!this.nextAction || this.pending) return
    this.pending = step.id
    this.failed = undefined
    const values = step.form ? this.#valuesOf(step) : undefined
    const { playbookId } = this.nextAction
    try {
      await request(this, 'mark-step', { playbookId, stepId: step.id, done, values })
    } catch {
      this.failed = step.id
    }
    this.pending = undefined
    this.requestUpdate()
  }

  #valuesOf({ id, values }: Step): Record<string, string> {
    return { ...values, ...this.entered[id] }
  }

  #enter(step: Step, field: string, value: string) {
    this.entered = { ...this.entered, [step.id]: { ...this.entered[step.id], [field]: value } }
  }

  protected override render() {
    const { heading, done, empty } = moreTexts.steps
    const steps = this.nextAction?.steps ?? []
    return html`<section class="section" aria-label=${heading} data-testid="next-action">
      <div class="section-head">
        <h2>${heading}</h2>
        ${steps.length > 0 ? html`<span class="meta end">${done(steps.filter(step => step.done).length, steps.length)}</span>` : nothing}
      </div>
      ${
        this.nextAction
          ? this.#renderPlaybook(this.nextAction)
          : html`<agent-copilot-notice heading=${empty.title} text=${empty.text}></agent-copilot-notice>`
      }
    </section>`
  }

  #renderPlaybook({ title, because, steps }: NextAction) {
    const now = steps.findIndex(step => !step.done)
    return html`<div class="card playbook">
      <h3 dir="auto">${title}</h3>
      ${because ? this.#renderBecause(because.seq, because.sentence) : nothing}
      <ol class="steps">
        ${steps.map((step, index) => this.#renderStep(step, index, index === now))}
      </ol>
    </div>`
  }

  #renderBecause(seq: number, sentence: string) {
    return html`<p class="meta">
      ${moreTexts.steps.because}
      <button class="said" type="button" title=${texts.mood.show} @click=${() => this.dispatchEvent(new RevealEvent(seq))}>
        <bdi>“${sentence}”</bdi>
      </button>
    </p>`
  }

  #renderStep(step: Step, index: number, isNow: boolean) {
    const { id, title, text, passages = [], done } = step
    const hasForm = (step.form?.length ?? 0) > 0
    const isOpen = isNow || (!done && (this.entered[id] !== undefined || this.failed === id))
    const inputId = `step-${index}`
    const missing = step.form ? missingFields(step.form, this.#valuesOf(step)) : []
    return html`<li class="step ${done ? 'done' : ''} ${isNow ? 'now' : ''}" data-testid="step" data-done=${done}>
      <input
        id=${inputId}
        type="checkbox"
        .checked=${done}
        ?disabled=${this.pending !== undefined || (!done && missing.length > 0)}
        @change=${(event: Event) => this.#toggle(event, step)}
      />
      <label for=${inputId} dir="auto">${title}</label>
      ${
        isOpen
          ? html`<div class="detail">
              ${text ? html`<p dir="auto">${text}</p>` : nothing}
              ${passages.length > 0 ? html`<agent-copilot-sources .sources=${passages.map((passage, place) => ({ number: place + 1, passage }))}></agent-copilot-sources>` : nothing}
              ${hasForm ? this.#renderForm(step, missing) : nothing}
            </div>`
          : nothing
      }
      ${this.failed === id ? html`<p class="detail trouble" role="alert">${moreTexts.steps.failed}</p>` : nothing}
    </li>`
  }

  /** The box shows what the server knows, until it knows better. */
  #toggle(event: Event, step: Step) {
    const box = event.target as HTMLInputElement
    const done = box.checked
    box.checked = step.done
    void this.#mark(step, done)
  }

  #renderForm(step: Step, missing: readonly string[]) {
    const values = this.#valuesOf(step)
    const change = (field: string, value: string) => this.#enter(step, field, value)
    return html`<form @submit=${(event: Event) => this.#submit(event, step)}>
      ${renderFields(step.form ?? [], values, change, step.id)}
      <div class="actions">
        <button class="button" type="submit" ?disabled=${missing.length > 0 || this.pending !== undefined}>${moreTexts.steps.save}</button>
      </div>
    </form>`
  }

  #submit(event: Event, step: Step) {
    event.preventDefault()
    void this.#mark(step, true)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-next-action': NextActionTile
  }
}
