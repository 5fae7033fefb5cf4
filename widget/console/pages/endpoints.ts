import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { z } from 'zod'
import type { AdministeredConnection } from '../../../server/protocol/connections.ts'
import type { AdministeredEndpoint, endpointOverviewSchema } from '../../../server/protocol/endpoints.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { nameOf } from '../endpoint-names.ts'
import { titleOf } from '../ui/form-schema.ts'
import './endpoint.ts'

type Overview = z.infer<typeof endpointOverviewSchema>

/** Endpoints: all of them, a new one, or the one that the address names. */
@customElement('console-endpoints')
export class EndpointsPage extends ConsolePage {
  @state() private endpoints: Overview[] = []
  @state() private connections: AdministeredConnection[] = []

  protected override async load(): Promise<void> {
    const isHere = this.parts.length === 0 || this.parts[0] === 'new'
    if (isHere && this.can('connections:read')) this.connections = await askAll('/connections')
    if (this.parts.length === 0) this.endpoints = await askAll('/endpoints')
  }

  protected override renderPage() {
    if (this.parts.length === 0) return this.#renderList()
    if (this.parts[0] === 'new') return this.#renderNew()
    return keyed(
      this.parts[0],
      html`<console-endpoint .parts=${this.parts} .me=${this.me}></console-endpoint>`,
    )
  }

  #renderList() {
    return html`<header class="page-head">
        <h1>Endpoints</h1>
        ${this.can('endpoints:write') ? html`<a class="button primary end" href="#/endpoints/new">New endpoint</a>` : nothing}
      </header>
      ${
        this.endpoints.length === 0 && !this.isLoading
          ? html`<div class="notice"><h2>No endpoint yet</h2><p>An endpoint is a chat on your website: who answers first, where it hands over, and what its agents see.</p></div>`
          : html`<section class="tile">
            <table class="table">
              <thead><tr><th scope="col">Name</th><th scope="col">Virtual agent</th><th scope="col">Connection</th><th scope="col">State</th></tr></thead>
              <tbody>
                ${this.endpoints.map(
                  ({ id, name, virtualAgent, connectionId, active }) => html`<tr>
                    <th scope="row"><a href="#/endpoints/${id}" dir="auto">${name}</a></th>
                    <td>${titleOf([virtualAgent])}</td>
                    <td dir="auto">${connectionId ? nameOf(this.connections, connectionId) : 'None: customers cannot reach a person'}</td>
                    <td>${active ? 'Active' : 'Off'}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </section>`
      }`
  }

  #renderNew() {
    const [first] = this.connections
    return html`<header class="page-head"><h1>New endpoint</h1><a class="button quiet end" href="#/endpoints">All endpoints</a></header>
      <form class="tile form" @submit=${this.#create}>
        <div class="labelled"><label for="name">Name</label><input id="name" name="name" required maxlength="255" dir="auto" /><p class="help">For instance the website or the brand.</p></div>
        <div class="labelled">
          <label for="connection">Connection to 8x8</label>
          <select id="connection" name="connectionId">
            ${this.connections.map(({ id, name }) => html`<option value=${id} ?selected=${id === first?.id}>${name}</option>`)}
            <option value="">None yet</option>
          </select>
          <p class="help">Where customers who ask for a person go.</p>
        </div>
        <div class="actions"><button class="button primary" ?disabled=${this.busy !== undefined}>Create endpoint</button></div>
      </form>`
  }

  readonly #create = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const connectionId = form.get('connectionId')
    const handover = connectionId ? { connectionId } : {}
    void this.act('create', async () => {
      const body = { name: form.get('name'), settings: { handover } }
      const { id } = await ask<AdministeredEndpoint>('POST', '/endpoints', body)
      location.hash = `#/endpoints/${id}`
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-endpoints': EndpointsPage
  }
}
