import { html, LitElement, nothing, svg } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { dayName } from './times.ts'

/** A part of each bar, from the bottom up; `look` is a class of the style sheet, none leaves the part empty. */
export interface Part {
  name: string
  label: string
  look: 'solid' | 'washed' | 'grey' | 'outlined' | 'faint' | ''
}

/** One bar: a day of UTC, `2026-11-21`, and the count of each part. */
export interface Bar {
  day: string
  counts: Readonly<Record<string, number>>
}

const HEIGHT = 216
const TOP = 8
const LEFT = 36
const PLOT_HEIGHT = HEIGHT - TOP - 24
/** Room for the labels at the right; where there is less, they stand below. */
const RIGHT = 128
const NARROW = 520
const ROOM_OF_A_NAME = 56
const WIDEST_BAR = 36
const LABEL_DISTANCE = 15

/**
 * Stacked bars by day, as percent of each day or as counts, with a table that says the same. The labels beside it are the
 * whole period's.
 */
@customElement('console-stacked-bars')
export class StackedBars extends LitElement {
  /** What the chart shows; it is its title, too. */
  @property() label = ''
  @property({ attribute: false }) parts: readonly Part[] = []
  @property({ attribute: false }) bars: readonly Bar[] = []
  /** Each bar is as high as its share of the day's sum; otherwise of the highest day. */
  @property({ type: Boolean }) shares = false

  @state() private isTable = false
  /** Drawn in pixels, so that its words are as large as all others. */
  @state() private width = 712

  readonly #resized = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.max(200, Math.floor(entry.contentRect.width))
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
  }

  get #plotWidth(): number {
    return this.width - LEFT - (this.width < NARROW ? 4 : RIGHT)
  }

  protected override createRenderRoot(): this {
    return this
  }

  protected override render() {
    return html`<div class="section-head">
        <h2>${this.label}</h2>
        <span class="meta">${this.shares ? 'Percent a day' : 'A day'}, UTC</span>
        ${
          this.bars.length > 0
            ? html`<button type="button" class="button quiet end" @click=${() => (this.isTable = !this.isTable)}>
              ${this.isTable ? 'Show as chart' : 'Show as table'}
            </button>`
            : nothing
        }
      </div>
      ${this.#renderBody()}`
  }

  #renderBody() {
    if (this.bars.length === 0) return html`<p class="meta">Nothing was counted in these days.</p>`
    return this.isTable ? this.#renderTable() : this.#renderChart()
  }

  #renderTable() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${this.label}, as a table">
      <table class="table">
        <thead>
          <tr><th scope="col">Day</th>${this.parts.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}<th scope="col" class="number">Together</th></tr>
        </thead>
        <tbody>
          ${this.bars.map(bar => this.#renderRow(dayName(bar.day), bar.counts))}
          ${this.#renderRow('All days', this.#totals())}
        </tbody>
      </table>
    </div>`
  }

  #renderRow(name: string, counts: Bar['counts']) {
    const sum = this.#sum(counts)
    const share = (count: number) =>
      this.shares ? html` <span class="meta">${percent(count, sum)}</span>` : nothing
    return html`<tr>
      <th scope="row">${name}</th>
      ${this.parts.map(part => html`<td class="number">${countOf(counts, part)}${share(countOf(counts, part))}</td>`)}
      <td class="number">${sum}</td>
    </tr>`
  }

  #renderChart() {
    const top = this.shares ? 1 : roundUp(Math.max(1, ...this.bars.map(({ counts }) => this.#sum(counts))))
    return html`<svg class="chart" viewBox="0 0 ${this.width} ${HEIGHT}" role="img" aria-label=${this.#spoken()}>
      ${[0, 0.5, 1].map(share => this.#renderRule(share, this.shares ? share * 100 : share * top))}
      ${this.bars.map((bar, place) => this.#renderBar(bar, place, top))}
      ${this.width < NARROW ? nothing : this.#renderLabels()}
      </svg>
      ${this.width < NARROW ? this.#renderLegend() : nothing}`
  }

  #renderRule(share: number, value: number) {
    const y = TOP + PLOT_HEIGHT * (1 - share)
    return Number.isInteger(value)
      ? svg`<path class="rule" d="M${LEFT} ${y}h${this.#plotWidth}"/><text x=${LEFT - 6} y=${y + 4} text-anchor="end">${compact(value)}</text>`
      : nothing
  }

  #renderBar({ day, counts }: Bar, place: number, top: number) {
    const step = this.#plotWidth / this.bars.length
    const width = Math.max(1, Math.min(WIDEST_BAR, step * 0.64))
    const middle = LEFT + step * (place + 0.5)
    const whole = this.shares ? Math.max(1, this.#sum(counts)) : top
    let y = TOP + PLOT_HEIGHT
    const boxes = this.parts.map(part => {
      const height = (countOf(counts, part) / whole) * PLOT_HEIGHT
      y -= height
      // Room between the parts, as far as there is any.
      const gap = Math.min(2, height / 2)
      return part.look && height > 0
        ? svg`<rect class=${part.look} x=${middle - width / 2} y=${y + gap / 2} width=${width} height=${height - gap}/>`
        : nothing
    })
    const names = Math.max(1, Math.floor(this.#plotWidth / ROOM_OF_A_NAME))
    const isNamed = place % Math.ceil(this.bars.length / names) === 0
    return svg`<g>${boxes}${isNamed ? svg`<text x=${middle} y=${HEIGHT - 6} text-anchor="middle">${dayName(day)}</text>` : nothing}</g>`
  }

  /** Beside the last bar, or as near to it as the others leave room. */
  #renderLabels() {
    const last = this.bars.at(-1)?.counts ?? {}
    const totals = this.#totals()
    const sum = this.#sum(totals)
    const parts = this.parts.filter(part => countOf(totals, part) > 0)
    const whole = Math.max(1, this.shares ? this.#sum(last) : this.#sum(totals))
    let bottom = TOP + PLOT_HEIGHT
    let above = bottom + LABEL_DISTANCE
    return parts.map((part, place) => {
      const height = (countOf(this.shares ? last : totals, part) / whole) * PLOT_HEIGHT
      const highest = TOP + (parts.length - 1 - place) * LABEL_DISTANCE + 10
      const y = Math.max(highest, Math.min(bottom - height / 2 + 4, above - LABEL_DISTANCE))
      bottom -= height
      above = y
      const value = this.shares ? percent(countOf(totals, part), sum) : compact(countOf(totals, part))
      return svg`<text class="label" x=${this.width - RIGHT + 10} y=${y}>${part.label} <tspan class="value">${value}</tspan></text>`
    })
  }

  #renderLegend() {
    const totals = this.#totals()
    const sum = this.#sum(totals)
    return html`<ul class="legend" aria-hidden="true">
      ${this.parts
        .filter(part => countOf(totals, part) > 0)
        .map(
          part => html`<li>
            <svg class="chart swatch" viewBox="0 0 12 12">${part.look ? svg`<rect class=${part.look} x="1" y="1" width="10" height="10"/>` : nothing}</svg>
            ${part.label} <strong>${this.shares ? percent(countOf(totals, part), sum) : compact(countOf(totals, part))}</strong>
          </li>`,
        )}
    </ul>`
  }

  #spoken(): string {
    const totals = this.#totals()
    const sum = this.#sum(totals)
    const said = this.parts.map(part => {
      const count = countOf(totals, part)
      return `${part.label} ${this.shares ? percent(count, sum) : count}`
    })
    const first = this.bars[0]?.day ?? ''
    const last = this.bars.at(-1)?.day ?? ''
    return `${this.label}, ${dayName(first)} to ${dayName(last)}: ${said.join(', ')} of ${sum}.`
  }

  #totals(): Record<string, number> {
    return Object.fromEntries(
      this.parts.map(part => [
        part.name,
        this.bars.reduce((sum, { counts }) => sum + countOf(counts, part), 0),
      ]),
    )
  }

  #sum(counts: Bar['counts']): number {
    return this.parts.reduce((sum, part) => sum + countOf(counts, part), 0)
  }
}

const countOf = (counts: Bar['counts'], { name }: Part): number => counts[name] ?? 0

const compactFormat = new Intl.NumberFormat(undefined, { notation: 'compact' })
const compact = (value: number) => compactFormat.format(value)

/** `34%`; of nothing there is no share. */
export const percent = (count: number, of: number): string =>
  of === 0 ? '–' : `${Math.round((count / of) * 100)}%`

/** The next 1, 2 or 5 with zeros, doubled halves included: what an axis ends with. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 4, 6, 8, 10].find(one => one * power >= value) ?? 10
  return Math.max(2, step * power)
}

declare global {
  interface HTMLElementTagNameMap {
    'console-stacked-bars': StackedBars
  }
}
