import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { AdministeredConnection } from '../../../server/protocol/connections.ts'
import type { AdministeredEndpoint } from '../../../server/protocol/endpoints.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import { type Embedding, embeddingSnippets } from '../ui/embedding-snippets.ts'
import { renderSection, type SectionParts, sections } from './endpoint-sections.ts'
import './try-it.ts'

/** An endpoint with its settings and the ways to bring the copilot before agents. */
@customElement('console-endpoint')
export class EndpointPage extends ConsolePage {
  @state() private endpoint?: AdministeredEndpoint
  @state() private embedding?: Embedding
  @state() private connections: AdministeredConnection[] = []
  @state() private name = ''
  @state() private settings: Record<string, unknown> = {}
  @state() private isChanged = false
  /** One that was just made; nobody is shown it again. */
  @state() private panelKey?: string

  get #id(): string {
    return this.parts[0] ?? ''
  }

  get #path(): string {
    return `/endpoints/${encodeURIComponent(this.#id)}`
  }

  protected override async load(): Promise<void> {
    this.connections = this.can('connections:read') ? await askAll('/connections') : []
    if (this.isChanged) return
    this.endpoint = await ask('GET', this.#path)
    this.embedding = await ask('GET', `${this.#path}/embedding`)
    this.#edit()
  }

  #edit() {
    this.name = this.endpoint?.name ?? ''
    this.settings = this.endpoint?.settings ?? {}
    this.isChanged = false
  }

  protected override renderPage() {
    return this.endpoint ? this.#renderOne(this.endpoint) : html`<p class="meta" role="status">Loading</p>`
  }

  #renderOne(endpoint: AdministeredEndpoint) {
    const section = sections.find(({ name }) => name === this.parts[1])
    return html`<header class="page-head">
        <h1 dir="auto">${endpoint.name}</h1>
        <span class="tag ${endpoint.settings.active ? 'good' : 'warn'}">${endpoint.settings.active ? 'Active' : 'Off'}</span>
        <a class="button quiet end" href="#/endpoints">All endpoints</a>
      </header>
      <nav class="tabs" aria-label="Parts of the endpoint">
        <a href="#/endpoints/${endpoint.id}" aria-current=${section ? nothing : 'page'}>Embedding</a>
        ${sections.map(({ name, title }) => html`<a href="#/endpoints/${endpoint.id}/${name}" aria-current=${section?.name === name ? 'page' : nothing}>${title}</a>`)}
      </nav>
      ${section ? renderSection(section, this.#sectionParts()) : this.#renderHome(endpoint)}`
  }

  #sectionParts(): SectionParts {
    return {
      endpointId: this.#id,
      settings: this.settings,
      connections: this.connections,
      errors: this.outcome?.errors ?? [],
      disabled: !this.can('endpoints:write'),
      hasArticles: this.can('knowledge:read'),
      save: this.#renderSave(),
      change: settings => this.#change(settings),
    }
  }

  #renderSave() {
    return this.can('endpoints:write')
      ? html`<div class="actions foot">${this.button('save', 'Save', this.#save, this.isChanged ? 'primary' : '')}<p class="meta">${this.isChanged ? 'Not saved yet.' : 'Chats that run take changes up within seconds.'}</p></div>`
      : nothing
  }

  #change(settings: Record<string, unknown>) {
    this.settings = settings
    this.isChanged = true
  }

  readonly #save = () => this.act('save', () => this.#put(this.settings), 'Saved.')

  async #put(settings: Record<string, unknown>) {
    const body = { name: this.name, settings, revision: this.endpoint?.revision }
    this.endpoint = await ask('PUT', this.#path, body)
    this.#edit()
  }

  #renderHome(endpoint: AdministeredEndpoint) {
    const mayWrite = this.can('endpoints:write')
    return html`<div class="two even">
        <div class="column">
        <section class="tile" aria-label="Endpoint">
          <div class="section-head"><h2>Endpoint</h2></div>
          <div class="labelled"><label for="name">Name</label><input id="name" dir="auto" .value=${this.name} ?disabled=${!mayWrite} @change=${this.#rename} /></div>
          <console-copy-row label="Config URL" .value=${endpoint.configUrl}></console-copy-row>
          <console-copy-row label="URLToken" .value=${endpoint.URLToken}></console-copy-row>
          ${endpoint.earlierTokensUntil.map(until => html`<p class="meta">An earlier URLToken works until ${new Date(until).toLocaleString()}.</p>`)}
          ${mayWrite ? this.#renderActs(endpoint) : nothing}
        </section>
        ${mayWrite ? this.#renderDelete() : nothing}
        </div>
        ${this.embedding ? embeddingSnippets(this.embedding, this.panelKey, mayWrite ? this.button('panel-key', 'New panel key', this.#makePanelKey) : nothing) : nothing}
      </div>
      ${this.can('sessions:write') && this.can('sessions:read') ? html`<console-try-it .me=${this.me} .parts=${[endpoint.id]}></console-try-it>` : nothing}`
  }

  readonly #rename = (event: Event) => {
    this.name = (event.target as HTMLInputElement).value
    this.isChanged = true
  }

  #renderActs({ settings }: AdministeredEndpoint) {
    return html`<div class="actions foot">
      ${this.button('save', 'Save', this.#save, this.isChanged ? 'primary' : '')}
      ${this.button('active', settings.active ? 'Switch off' : 'Switch on', this.#switch)}
      ${this.button('rotate', 'New URLToken', this.#rotate)}
    </div>`
  }

  readonly #switch = () => {
    this.#change({ ...this.settings, active: !this.settings.active })
    return this.#save()
  }

  readonly #rotate = async () => {
    const text =
      'Websites and links with the one from before work for another 24 hours. Put the new one there meanwhile.'
    if (!(await confirmAct({ title: 'Give this endpoint a new URLToken?', text, action: 'New URLToken' })))
      return
    await this.act(
      'rotate',
      async () => {
        this.endpoint = await ask<AdministeredEndpoint>('POST', `${this.#path}/rotate-token`, {})
        this.embedding = await ask('GET', `${this.#path}/embedding`)
        this.#edit()
      },
      'The endpoint has a new URLToken.',
    )
  }

  /** 32 random bytes, as the server asks of a key; the ones before it go on working. */
  readonly #makePanelKey = () =>
    this.act(
      'panel-key',
      async () => {
        const { copilot } = (this.endpoint as AdministeredEndpoint).settings
        const key = randomKey()
        const panel = { ...copilot.panel, keys: [...copilot.panel.keys, key] }
        await this.#put({ ...this.settings, copilot: { ...copilot, panel } })
        this.panelKey = key
      },
      'The endpoint has a new panel key: it stands in the addresses of the panel and the screen pop.',
    )

  #renderDelete() {
    return html`<section class="tile last" aria-label="Delete">
      <div class="section-head"><h2>Delete</h2></div>
      <p class="meta">Ends the endpoint with its knowledge and its sessions. This cannot be taken back.</p>
      <div class="actions">${this.button('delete', 'Delete endpoint', this.#delete, 'danger')}</div>
    </section>`
  }

  readonly #delete = async () => {
    const text = `${this.endpoint?.name} ends with its knowledge and its sessions. This cannot be taken back.`
    if (!(await confirmAct({ title: 'Delete this endpoint?', text, action: 'Delete endpoint' }))) return
    await this.act('delete', async () => {
      await ask('DELETE', this.#path)
      location.hash = '#/endpoints'
    })
  }
}

const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), byte => byte.toString(16).padStart(2, '0')).join('')

declare global {
  interface HTMLElementTagNameMap {
    'console-endpoint': EndpointPage
  }
}
