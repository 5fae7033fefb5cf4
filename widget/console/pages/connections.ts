import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { AdministeredConnection } from '../../../server/protocol/connections.ts'
import { askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { type NamedEndpoint, namedEndpoints, nameOf } from '../endpoint-names.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import './connection.ts'

/** Connections to 8x8: all of them, or the one that the address names. */
@customElement('console-connections')
export class ConnectionsPage extends ConsolePage {
  @state() private connections: AdministeredConnection[] = []
  @state() private endpoints: readonly NamedEndpoint[] = []

  protected override async load(): Promise<void> {
    if (this.parts.length > 0) return
    this.endpoints = await namedEndpoints(scope => this.can(scope))
    this.connections = await askAll('/connections')
  }

  protected override renderPage() {
    if (this.parts.length > 0)
      return keyed(
        this.parts[0],
        html`<console-connection .parts=${this.parts} .me=${this.me}></console-connection>`,
      )
    return html`<header class="page-head">
        <h1>Connections</h1>
        ${this.can('connections:write') ? html`<a class="button primary end" href="#/connections/new">Connect 8x8</a>` : nothing}
      </header>
      ${this.connections.length === 0 && !this.isLoading ? this.#renderEmpty() : this.#renderTable()}`
  }

  #renderEmpty() {
    return html`<div class="notice">
      <h2>Nothing is connected yet</h2>
      <p>A connection lets chats reach agents in 8x8 Contact Center. You need an API key of Chat Gateway and a queue.</p>
    </div>`
  }

  #renderTable() {
    return html`<section class="tile">
      <table class="table">
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Tenant</th><th scope="col">Queue</th><th scope="col">At 8x8</th><th scope="col">Used by</th></tr>
        </thead>
        <tbody>
          ${this.connections.map(
            connection => html`<tr>
              <th scope="row"><a href="#/connections/${connection.id}" dir="auto">${connection.name}</a></th>
              <td>${connection.settings.tenant}</td>
              <td>${connection.settings.queueId ?? '–'}</td>
              <td>${this.#renderRegistration(connection)}</td>
              <td dir="auto">${connection.usedBy.map(id => nameOf(this.endpoints, id)).join(', ') || '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`
  }

  /** An endpoint that names its channel was connected by hand at 8x8. */
  #renderRegistration({ id, webhookId, settings }: AdministeredConnection) {
    if (webhookId) return 'Registered'
    const isByHand =
      settings.channelId || this.endpoints.some(one => one.connectionId === id && one.channelId)
    return isByHand
      ? 'Set up by hand'
      : html`<span class="tag warn">${consoleIcon('alert')}Not registered</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-connections': ConnectionsPage
  }
}
