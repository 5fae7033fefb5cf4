import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { z } from 'zod'
import type { sessionOverviewSchema } from '../../../server/protocol/sessions-api.ts'
import { ask, type Page } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { type NamedEndpoint, namedEndpoints, nameOf } from '../endpoint-names.ts'
import { dayAndTime } from '../ui/times.ts'
import { handoverState, handoverTone } from './session.ts'

type Session = z.infer<typeof sessionOverviewSchema>

/** How a search word may be meant: each is a filter of its own of the API. */
const filters = ['correlationId', 'conversationId', 'sessionId', 'userId'] as const
const filterNames = {
  correlationId: 'Reference that the agent sees',
  conversationId: '8x8 conversation',
  sessionId: 'Session',
  userId: 'Customer (userId)',
}

/** Sessions: those that are found, or the one that the address names. */
@customElement('console-sessions')
export class SessionsPage extends ConsolePage {
  @state() private found: Session[] = []
  @state() private next: string | null = null
  @state() private endpoints: readonly NamedEndpoint[] = []
  @state() private filter: (typeof filters)[number] = 'correlationId'
  @state() private wanted = ''

  protected override async load(): Promise<void> {
    if (this.parts.length > 0) return
    this.endpoints = await namedEndpoints(scope => this.can(scope))
    await this.#find()
  }

  async #find(cursor?: string) {
    const query = new URLSearchParams({
      ...(this.wanted && { [this.filter]: this.wanted }),
      ...(cursor && { cursor }),
    })
    const page = await ask<Page<Session>>('GET', `/sessions?${query}`)
    this.found = cursor ? [...this.found, ...page.items] : page.items
    this.next = page.next
  }

  protected override renderPage() {
    const [key] = this.parts
    return key === undefined
      ? this.#renderList()
      : keyed(key, html`<console-session .parts=${this.parts} .me=${this.me}></console-session>`)
  }

  #renderList() {
    return html`<header class="page-head"><h1>Sessions</h1></header>
      <form class="tile search" role="search" @submit=${this.#search}>
        <div class="labelled">
          <label for="filter">Find by</label>
          <select id="filter" @change=${(event: Event) => (this.filter = (event.target as HTMLSelectElement).value as typeof this.filter)}>
            ${filters.map(name => html`<option value=${name} ?selected=${name === this.filter}>${filterNames[name]}</option>`)}
          </select>
        </div>
        <div class="labelled grow">
          <label for="wanted">Value</label>
          <input id="wanted" type="search" spellcheck="false" .value=${this.wanted} @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value.trim())} />
        </div>
        <button class="button primary">Find</button>
      </form>
      ${this.found.length === 0 && !this.isLoading ? this.#renderNone() : this.#renderFound()}`
  }

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault()
    void this.act('find', () => this.#find())
  }

  #renderNone() {
    return this.wanted
      ? html`<div class="notice"><h2>No session has this value</h2><p>Check that it is complete, or find by another one.</p></div>`
      : html`<div class="notice"><h2>No chats yet</h2><p>A session appears here with the customer’s first message.</p></div>`
  }

  #renderFound() {
    return html`<section class="tile">
      <table class="table">
        <thead><tr><th scope="col">Begun</th><th scope="col">Customer</th><th scope="col">Endpoint</th><th scope="col">Handover</th><th scope="col">Reference</th></tr></thead>
        <tbody>
          ${this.found.map(
            ({ sessionKey, createdAt, profile, userId, endpointId, handover }) => html`<tr>
              <th scope="row"><a href="#/sessions/${encodeURIComponent(sessionKey)}">${dayAndTime(createdAt)}</a></th>
              <td dir="auto">${profile.name || userId}</td>
              <td dir="auto">${nameOf(this.endpoints, endpointId)}</td>
              <td>${handover ? html`<span class="tag ${handoverTone(handover)}">${handoverState[handover.status]}</span>` : '–'}</td>
              <td>${handover ? html`<code>${handover.correlationId}</code>` : '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${this.next ? html`<div class="actions">${this.button('more', 'Show more', () => void this.act('more', () => this.#find(this.next ?? undefined)))}</div>` : nothing}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-sessions': SessionsPage
  }
}
