import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type { TraceEntry, traceSchema } from '../../../server/protocol/sessions-api.ts'
import { addressOf, ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { duration, exactTime } from '../ui/times.ts'

type Trace = z.infer<typeof traceSchema>

const kinds = {
  event: 'Events',
  delivery: 'Deliveries',
  attempt: 'Retries',
  webhook: 'From 8x8',
  call: 'To 8x8',
} as const
type Kind = keyof typeof kinds

/** The lane that an entry is drawn on: inside, or an arrow to or from 8x8. */
const lanes = {
  event: { arrow: 'self', spoken: 'inside' },
  delivery: { arrow: 'self', spoken: 'inside' },
  attempt: { arrow: 'self', spoken: 'inside' },
  webhook: { arrow: 'in', spoken: 'from 8x8' },
  call: { arrow: 'out', spoken: 'to 8x8' },
} as const

/** One page per handover: every event, delivery, webhook and call with its time, its 8x8 id and what came of it. */
@customElement('console-trace')
export class TracePart extends ConsolePage {
  @state() private trace?: Trace
  @state() private handoverId = ''
  @state() private hiddenKinds: readonly Kind[] = ['delivery']
  @state() private words = ''

  get #path(): string {
    return `/sessions/${encodeURIComponent(this.parts[0] ?? '')}/trace`
  }

  get #query(): string {
    return this.handoverId ? `?handoverId=${encodeURIComponent(this.handoverId)}` : ''
  }

  protected override async load(): Promise<void> {
    this.trace = await ask('GET', `${this.#path}${this.#query}`)
  }

  protected override renderPage() {
    return html`<section class="tile" aria-label="Trace">
      <div class="section-head">
        <h2>Trace</h2>
        <span class="end actions">
          ${this.button('reload', 'Read again', () => void this.act('reload', () => this.load()), 'quiet')}
          <a class="button quiet" href=${addressOf(`${this.#path}.csv${this.#query}`)} download>Export CSV</a>
        </span>
      </div>
      ${this.#renderFilters()} ${this.trace ? this.#renderEntries(this.trace) : html`<p class="meta" role="status">Loading</p>`}
    </section>`
  }

  #renderFilters() {
    const handovers = this.trace?.handovers ?? []
    return html`<div class="filters">
      ${
        handovers.length > 1
          ? html`<label class="inline">Handover
            <select @change=${this.#choose}>
              <option value="">All</option>
              ${handovers.map(({ handoverId, correlationId, status }) => html`<option value=${handoverId} ?selected=${handoverId === this.handoverId}>${correlationId} (${status})</option>`)}
            </select></label>`
          : nothing
      }
      ${(Object.keys(kinds) as Kind[]).map(
        kind =>
          html`<label class="check"><input type="checkbox" .checked=${!this.hiddenKinds.includes(kind)} @change=${() => this.#toggle(kind)} />${kinds[kind]}</label>`,
      )}
      <label class="inline">Contains <input type="search" .value=${this.words} @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value.toLowerCase())} /></label>
    </div>`
  }

  readonly #choose = (event: Event) => {
    this.handoverId = (event.target as HTMLSelectElement).value
    void this.act('reload', () => this.load())
  }

  #toggle(kind: Kind) {
    this.hiddenKinds = this.hiddenKinds.includes(kind)
      ? this.hiddenKinds.filter(one => one !== kind)
      : [...this.hiddenKinds, kind]
  }

  #renderEntries({ entries, complete }: Trace) {
    const shown = entries.filter(
      entry =>
        !this.hiddenKinds.includes(entry.kind) &&
        (!this.words ||
          `${entry.name} ${entry.outcome} ${entry.detail} ${entry.eventId ?? ''}`
            .toLowerCase()
            .includes(this.words)),
    )
    if (shown.length === 0) return html`<p class="meta">Nothing here fits the filter.</p>`
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Trace entries">
        <table class="table trace">
          <thead>
            <tr><th scope="col">Time</th><th scope="col" class="lane-head"><span>Copilot</span><span>8x8</span></th><th scope="col">What</th><th scope="col">Outcome</th><th scope="col" class="number">Took</th></tr>
          </thead>
          <tbody>${shown.map(renderEntry)}</tbody>
        </table>
      </div>
      ${complete ? nothing : html`<p class="meta">There is more than is shown. The export has as much; ask for one handover to see less.</p>`}`
  }
}

function renderEntry(entry: TraceEntry) {
  const { at, kind, name, outcome, attempt, milliseconds, eventId, detail } = entry
  const { arrow, spoken } = lanes[kind]
  const state = isTrouble(entry) ? 'warn' : (attempt ?? 1) > 1 ? 'again' : ''
  return html`<tr class=${state}>
    <td><time>${exactTime(at)}</time></td>
    <td class="lane"><span class="arrow ${arrow}"><span class="spoken">${spoken}</span></span></td>
    <td>${name}${(attempt ?? 1) > 1 ? html` <span class="meta">attempt ${attempt}</span>` : nothing}</td>
    <td class="outcome">${outcome}${detail ? html` <span class="meta" dir="auto">${detail}</span>` : nothing}${eventId ? html` <code class="meta">${eventId}</code>` : nothing}</td>
    <td class="number">${milliseconds === null ? '' : duration(milliseconds)}</td>
  </tr>`
}

const isTrouble = ({ kind, outcome }: TraceEntry) =>
  kind === 'attempt'
    ? outcome !== 'done'
    : outcome === 'parked' || outcome === 'no answer' || /^[45]\d\d$/.test(outcome)

declare global {
  interface HTMLElementTagNameMap {
    'console-trace': TracePart
  }
}
