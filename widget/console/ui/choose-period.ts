import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { endpointOptions } from './analytics-parts.ts'
import { dayBefore } from './times.ts'

const MOST_DAYS = 366
const lengths = [7, 14, 30, 90, 365]

/**
 * Which endpoint, or all of them, and which days of UTC.
 *
 * @event {Event} change - `endpointId`, `from` and `to` are what was chosen; bubbles from the fields.
 */
@customElement('console-choose-period')
export class ChoosePeriod extends LitElement {
  @property({ attribute: false }) endpoints: readonly { id: string; name: string }[] = []
  @property() endpointId = ''
  @property() from = ''
  @property() to = ''

  protected override createRenderRoot(): this {
    return this
  }

  protected override render() {
    const today = dayBefore(0)
    const length = lengths.find(days => this.to === today && this.from === dayBefore(days - 1))
    return html`<div class="filters">
      <label class="inline">Endpoint
        <select @change=${(event: Event) => (this.endpointId = valueOf(event))}>
          ${endpointOptions(this.endpoints, this.endpointId)}
        </select></label>
      <label class="inline">Days
        <select @change=${this.#choose}>
          ${lengths.map(days => html`<option value=${days} ?selected=${days === length}>Last ${days}</option>`)}
          <option value="" ?selected=${length === undefined}>From … to</option>
        </select></label>
      <label class="inline">From <input type="date" max=${today} .value=${this.from} @change=${(event: Event) => this.#set('from', valueOf(event))} /></label>
      <label class="inline">to <input type="date" max=${today} .value=${this.to} @change=${(event: Event) => this.#set('to', valueOf(event))} /></label>
    </div>`
  }

  readonly #choose = (event: Event) => {
    const days = Number(valueOf(event))
    if (days === 0) return
    this.from = dayBefore(days - 1)
    this.to = dayBefore(0)
  }

  /** The other end follows where the two would cross, or be further apart than a period may be. */
  #set(end: 'from' | 'to', day: string) {
    if (!day) return
    this[end] = day
    if (this.from <= this.to && dayBefore(MOST_DAYS - 1, this.to) <= this.from) return
    if (end === 'to') this.from = day
    else this.to = day
  }
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value

declare global {
  interface HTMLElementTagNameMap {
    'console-choose-period': ChoosePeriod
  }
}
