import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Analytics } from '../../../server/protocol/analytics.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { funnelTile, type Period, turnFigures, turnsChart, waitsTile } from '../ui/analytics-parts.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import { dayBefore, dayName } from '../ui/times.ts'
import { type Need, needsOf } from './needs.ts'

const DAYS = 14

/** Where administrators begin: what the copilot came to lately, and what needs somebody; `#/overview/<endpoint>`. */
@customElement('console-overview')
export class OverviewPage extends ConsolePage {
  @state() private endpoints: { id: string; name: string; connectionId: string | null }[] = []
  @state() private figures?: Analytics
  @state() private needs?: Need[]
  @state() private lacks: { connection: boolean; endpoint: boolean; knowledge: boolean } | undefined

  get #endpointId(): string | undefined {
    return this.parts[0] ?? this.endpoints[0]?.id
  }

  readonly #period: Period = { from: dayBefore(DAYS - 1), to: dayBefore(0) }

  protected override async load(): Promise<void> {
    this.endpoints = await askAll('/endpoints')
    const endpointId = this.#endpointId
    this.lacks = await this.#findLacks()
    this.figures = endpointId
      ? await ask('GET', `/endpoints/${endpointId}/analytics?${new URLSearchParams({ ...this.#period })}`)
      : undefined
    // What is slow to look for must not hold the figures up, and one part that fails not the others.
    void needsOf(this.endpoints, scope => this.can(scope)).then(needs => {
      this.needs = needs
    })
  }

  async #findLacks() {
    const connections = this.can('connections:read') ? await askAll('/connections', 1) : [true]
    const sources = await Promise.all(
      this.endpoints
        .slice(0, 5)
        .map(({ id }) =>
          ask<{ items: unknown[] }>('GET', `/endpoints/${id}/knowledge/sources`).catch(() => undefined),
        ),
    )
    return {
      connection: connections.length === 0,
      endpoint: this.endpoints.length === 0,
      knowledge: this.endpoints.length <= 5 && sources.every(list => list?.items.length === 0),
    }
  }

  protected override renderPage() {
    const { from, to } = this.#period
    return html`<header class="page-head">
        <h1>Overview</h1>
        ${this.endpoints.length > 0 ? html`${this.#renderChoice()}<p class="meta">${dayName(from)} to ${dayName(to)}</p><a class="button end" href="#/analytics/${this.#endpointId ?? ''}">Other days</a>` : nothing}
      </header>
      ${this.#renderFirstSteps()}
      ${this.figures ? this.#renderFigures(this.figures) : this.isLoading ? html`<p class="meta" role="status">Loading</p>` : nothing}`
  }

  #renderChoice() {
    if (this.endpoints.length === 1) return html`<p class="meta" dir="auto">${this.endpoints[0]?.name}</p>`
    const choose = (event: Event) => {
      location.hash = `#/overview/${(event.target as HTMLSelectElement).value}`
    }
    return html`<label class="inline filters">of <select @change=${choose}>
      ${this.endpoints.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.#endpointId}>${name}</option>`)}
    </select></label>`
  }

  /** While something is not set up yet: what to do, in order. */
  #renderFirstSteps() {
    const { lacks } = this
    if (!lacks || !(lacks.connection || lacks.endpoint || lacks.knowledge)) return nothing
    const steps = [
      {
        isDone: !lacks.connection,
        href: '#/connections/new',
        name: 'Connect 8x8',
        why: 'So that chats reach agents. You need an API key of Chat Gateway and a queue.',
      },
      {
        isDone: !lacks.endpoint,
        href: '#/endpoints/new',
        name: 'Create an endpoint',
        why: 'A chat on your website: who answers first, and what its agents see.',
      },
      {
        isDone: !lacks.knowledge,
        href: '#/knowledge',
        name: 'Add knowledge',
        why: 'The articles that agents use; suggestions come from them.',
      },
    ]
    return html`<section class="tile" aria-label="First steps">
      <div class="section-head"><h2>First steps</h2><span class="meta">${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done</span></div>
      <ol class="todo first-steps">
        ${steps.map(
          ({ isDone, href, name, why }, place) => html`<li>
            ${isDone ? html`<span class="step-mark passed">${consoleIcon('check')}</span>` : html`<span class="step-mark" aria-hidden="true">${place + 1}</span>`}
            <div>${isDone ? html`<strong>${name}</strong><span class="spoken">, done</span>` : html`<a href=${href}>${name}</a>`}<p class="meta">${why}</p></div>
          </li>`,
        )}
      </ol>
    </section>`
  }

  #renderFigures(figures: Analytics) {
    return html`${turnFigures(figures)}
      <div class="two">
        <section class="tile" aria-label="What became of eligible turns">${turnsChart(figures, this.#period)}</section>
        ${this.#renderNeeds()}
      </div>
      <div class="two even">${funnelTile(figures)} ${waitsTile(figures)}</div>`
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
