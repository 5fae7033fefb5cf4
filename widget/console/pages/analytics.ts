import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Analytics } from '../../../server/protocol/analytics.ts'
import { addressOf, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import {
  ALL_ENDPOINTS,
  analyticsPath,
  funnelTile,
  handoversChart,
  type Period,
  stillCounting,
  tokensChart,
  turnFigures,
  turnsChart,
  waitsTile,
} from '../ui/analytics-parts.ts'
import '../ui/choose-period.ts'
import type { ChoosePeriod } from '../ui/choose-period.ts'
import { titleOf } from '../ui/form-schema.ts'
import { percent } from '../ui/stacked-bars.ts'
import { dayBefore } from '../ui/times.ts'

const USUAL_DAYS = 30

/** What the copilot and the handovers came to, of one endpoint or of all: `#/analytics/<endpoint>/<from>/<to>`. */
@customElement('console-analytics')
export class AnalyticsPage extends ConsolePage {
  @state() private endpoints: { id: string; name: string }[] = []
  @state() private figures?: Analytics

  get #endpointId(): string {
    return this.parts[0] ?? ALL_ENDPOINTS
  }

  get #period(): Period {
    return { from: this.parts[1] ?? dayBefore(USUAL_DAYS - 1), to: this.parts[2] ?? dayBefore(0) }
  }

  protected override async load(): Promise<void> {
    if (this.endpoints.length === 0) this.endpoints = await askAll('/endpoints')
    this.figures =
      this.endpoints.length > 0
        ? await this.read(`${analyticsPath(this.#endpointId)}?${this.#query}`)
        : undefined
  }

  get #query(): string {
    return new URLSearchParams({ ...this.#period }).toString()
  }

  protected override renderPage() {
    if (this.endpoints.length === 0 && !this.isLoading)
      return html`<header class="page-head"><h1>Analytics</h1></header>
        <div class="notice"><h2>No endpoint yet</h2><p>Figures are of an endpoint: <a href="#/endpoints/new">create one</a> first.</p></div>`
    const { from, to } = this.#period
    return html`<header class="page-head">
        <h1>Analytics</h1>
        <a class="button end" href=${addressOf(`${analyticsPath(this.#endpointId)}.csv?${this.#query}`)} download>Export CSV</a>
      </header>
      <console-choose-period .endpoints=${this.endpoints} .endpointId=${this.#endpointId} .from=${from} .to=${to} @change=${this.#choose}></console-choose-period>
      ${this.figures ? this.#renderFigures(this.figures) : html`<p class="meta" role="status">Loading</p>`}`
  }

  readonly #choose = (event: Event) => {
    const { endpointId, from, to } = event.currentTarget as ChoosePeriod
    location.hash = `#/analytics/${endpointId}/${from}/${to}`
  }

  #renderFigures(figures: Analytics) {
    const period = this.#period
    return html`${stillCounting(figures)} ${turnFigures(figures)}
      <section class="tile" aria-label="What became of eligible turns">${turnsChart(figures, period)}</section>
      <div class="two even">${funnelTile(figures)} ${waitsTile(figures)}</div>
      <section class="tile" aria-label="How handovers ended">${handoversChart(figures, period)}</section>
      ${this.#renderAssists(figures)}
      <section class="tile" aria-label="Tokens of the language model">${tokensChart(figures, period)}</section>
      <p class="meta">Of ${figures.sessions.toLocaleString()} ${figures.sessions === 1 ? 'chat' : 'chats'} that began in these days.</p>`
  }

  #renderAssists({ assists }: Analytics) {
    const groups = [...Map.groupBy(assists, ({ assist, agent }) => `${assist}\n${agent}`).values()]
    return html`<section class="tile" aria-label="By assist" tabindex="0" tabindex="0">
      <div class="section-head"><h2>By assist</h2><span class="meta">Each thing shown counts, several a turn; percent of those shown</span></div>
      ${
        groups.length === 0
          ? html`<p class="meta">Agents were shown nothing in these days.</p>`
          : html`<table class="table">
            <thead><tr><th scope="col">Assist</th><th scope="col">Agent</th><th scope="col" class="number">Shown</th><th scope="col" class="number">Used</th><th scope="col" class="number">Dismissed</th><th scope="col" class="number">Undone</th><th scope="col" class="number">Changed</th></tr></thead>
            <tbody>${groups.map(renderAssist)}</tbody>
          </table>`
      }
    </section>`
  }
}

function renderAssist(days: Analytics['assists']) {
  const [first] = days
  const sum = (act: string) => days.reduce((total, { counts }) => total + (counts[act] ?? 0), 0)
  const [shown, used, dismissed] = [sum('shown'), sum('used'), sum('dismissed') + sum('cleared')]
  const changed = days.reduce((total, day) => total + (day.changed ?? 0) * (day.counts['used'] ?? 0), 0)
  const share = (count: number) =>
    shown === 0 ? nothing : html` <span class="meta">${percent(count, shown)}</span>`
  return html`<tr>
    <th scope="row">${titleOf([first?.assist ?? ''])}</th>
    <td dir="auto">${first?.agent || 'All'}</td>
    <td class="number">${shown.toLocaleString()}</td>
    <td class="number">${used.toLocaleString()}${share(used)}</td>
    <td class="number">${dismissed.toLocaleString()}${share(dismissed)}</td>
    <td class="number">${sum('undone').toLocaleString()}</td>
    <td class="number">${used === 0 ? '–' : `${Math.round((changed / used) * 100)}%`}</td>
  </tr>`
}

declare global {
  interface HTMLElementTagNameMap {
    'console-analytics': AnalyticsPage
  }
}
