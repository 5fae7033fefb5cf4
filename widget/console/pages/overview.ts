import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Analytics } from '../../../server/protocol/analytics.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import {
  ALL_ENDPOINTS,
  analyticsPath,
  endpointOptions,
  endpointsTile,
  funnelTile,
  type Period,
  stillCounting,
  turnFigures,
  turnsChart,
  waitsTile,
} from '../ui/analytics-parts.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import { dayBefore, dayName } from '../ui/times.ts'
import { renderFirstSteps, type Step, stepsToTake } from './first-steps.ts'
import { type Need, needsOf } from './needs.ts'

const DAYS = 14

const read = <Answer>(path: string) => ask<Answer>('GET', path)

/** Where administrators begin: what the copilot came to lately, and what needs somebody; `#/overview/<endpoint>` for one alone. */
@customElement('console-overview')
export class OverviewPage extends ConsolePage {
  @state() private endpoints: {
    id: string
    name: string
    connectionId: string | null
    channelId: string | null
  }[] = []
  @state() private figures?: Analytics
  @state() private needs?: Need[]
  @state() private toTake: Step[] = []

  get #endpointId(): string {
    return this.parts[0] ?? ALL_ENDPOINTS
  }

  readonly #period: Period = { from: dayBefore(DAYS - 1), to: dayBefore(0) }

  protected override async load(): Promise<void> {
    this.endpoints = await askAll('/endpoints')
    this.toTake = await stepsToTake(this.endpoints, scope => this.can(scope), read)
    const query = new URLSearchParams({ ...this.#period })
    this.figures =
      this.endpoints.length > 0 ? await this.read(`${analyticsPath(this.#endpointId)}?${query}`) : undefined
    // What is slow to look for must not hold the figures up, and one part that fails not the others.
    void needsOf(this.endpoints, scope => this.can(scope), read).then(needs => {
      this.needs = needs
    })
  }

  protected override renderPage() {
    const { from, to } = this.#period
    const days = html`<p class="meta">${dayName(from)} to ${dayName(to)}</p>
      <a class="button end" href="#/analytics/${this.#endpointId}">Other days</a>`
    return html`<header class="page-head">
        <h1>Overview</h1>
        ${this.endpoints.length > 0 ? html`${this.#renderChoice()}${days}` : nothing}
      </header>
      ${this.toTake.length > 0 ? renderFirstSteps(this.toTake) : nothing}
      ${this.figures ? this.#renderFigures(this.figures) : this.isLoading ? html`<p class="meta" role="status">Loading</p>` : nothing}`
  }

  #renderChoice() {
    if (this.endpoints.length === 1) return html`<p class="meta" dir="auto">${this.endpoints[0]?.name}</p>`
    const choose = (event: Event) => {
      location.hash = `#/overview/${(event.target as HTMLSelectElement).value}`
    }
    return html`<label class="inline filters">of <select @change=${choose}>
      ${endpointOptions(this.endpoints, this.#endpointId)}
    </select></label>`
  }

  #renderFigures(figures: Analytics) {
    return html`${stillCounting(figures)} ${turnFigures(figures)}
      <div class="two">
        <section class="tile" aria-label="What became of eligible turns">${turnsChart(figures, this.#period)}</section>
        ${this.#renderNeeds()}
      </div>
      <div class="two even">${funnelTile(figures)} ${waitsTile(figures)}</div>
      ${figures.endpoints.length > 1 ? endpointsTile(figures, this.endpoints) : nothing}`
  }

  #renderNeeds() {
    return html`<section class="tile" aria-label="Needs you">
      <div class="section-head"><h2>Needs you</h2></div>
      ${
        this.needs === undefined
          ? html`<p class="meta" role="status">Looking</p>`
          : this.needs.length === 0
            ? html`<p class="meta">Nothing. What is set up is registered, read and delivered.</p>`
            : html`<ul class="todo">
              ${this.needs.map(
                ({ icon, href, text, detail }) =>
                  html`<li>${consoleIcon(icon)}<div><a href=${href} dir="auto">${text}</a><p class="meta" dir="auto">${detail}</p></div></li>`,
              )}
            </ul>`
      }
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-overview': OverviewPage
  }
}
