import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type { AdministeredConnection } from '../../../server/protocol/connections.ts'
import type { AdministeredEndpoint, endpointOverviewSchema } from '../../../server/protocol/endpoints.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import { type Embedding, embeddingSnippets } from '../ui/embedding-snippets.ts'
import { titleOf } from '../ui/form-schema.ts'
import '../ui/schema-form.ts'
import './try-it.ts'
import type { SchemaForm } from '../ui/schema-form.ts'

type Overview = z.infer<typeof endpointOverviewSchema>

/** The parts of an endpoint's settings, each a tab of its own. */
const sections = [
  { name: 'virtualAgent', title: 'Virtual agent' },
  { name: 'handover', title: 'Handover' },
  { name: 'copilot', title: 'Copilot' },
  { name: 'knowledge', title: 'Knowledge' },
  { name: 'customer', title: 'Customer' },
  { name: 'privacy', title: 'Privacy' },
  { name: 'other', title: 'Other systems' },
] as const

/** Settings that belong to no part of their own. */
const OTHER = ['ingest', 'client']

/** What other pages of the console edit. */
const EDITED_ELSEWHERE = ['playbooks', 'grid']

/** The copilot's settings by what they are about; a setting that is in none of these stands at the end. */
const copilotGroups: { title: string; only: string[]; seldom?: string[] }[] = [
  {
    title: 'Access',
    only: ['policy', 'signedLinks', 'linkHours', 'allowedOrigins', 'panel'],
    seldom: ['panel'],
  },
  { title: 'Replies', only: ['agentMayReply', 'language', 'sentiment', 'usagePerAgent', 'suggestions'] },
  { title: 'Language model', only: ['model', 'modelLimits', 'prompts'], seldom: ['modelLimits', 'prompts'] },
  { title: 'Wrap-up', only: ['wrapUpCodes', 'wrapUpFields'] },
]
const GROUPED = copilotGroups.flatMap(({ only }) => only)

/** What few endpoints change, by section. */
const seldom: Record<string, string[]> = {
  handover: ['channelId', 'queueId', 'properties', 'inactivityLimit', 'agentLeftGraceSeconds'],
  customer: ['restTurnSeconds', 'attachmentTypes'],
}

/** Endpoints: all of them, a new one, or one with its settings and the ways to bring the copilot before agents. */
@customElement('console-endpoints')
export class EndpointsPage extends ConsolePage {
  @state() private endpoints: Overview[] = []
  @state() private endpoint?: AdministeredEndpoint
  @state() private embedding?: Embedding
  @state() private connections: AdministeredConnection[] = []
  @state() private name = ''
  @state() private settings: Record<string, unknown> = {}
  @state() private isChanged = false
  /** One that was just made; nobody is shown it again. */
  @state() private panelKey?: string

  get #id(): string | undefined {
    return this.parts[0] === 'new' ? undefined : this.parts[0]
  }

  get #path(): string {
    return `/endpoints/${encodeURIComponent(this.#id ?? '')}`
  }

  protected override async load(): Promise<void> {
    if (this.parts.length === 0) {
      this.endpoints = await askAll('/endpoints')
      return
    }
    const mayConnect = this.can('connections:read')
    this.connections = mayConnect ? await askAll('/connections') : []
    if (!this.#id) {
      this.endpoint = undefined
      return
    }
    if (this.endpoint?.id === this.#id && this.isChanged) return
    if (this.endpoint?.id !== this.#id) this.panelKey = undefined
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
    if (this.parts.length === 0) return this.#renderList()
    if (!this.#id) return this.#renderNew()
    return this.endpoint ? this.#renderOne(this.endpoint) : html`<p class="meta" role="status">Loading</p>`
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
                    <td>${connectionId ?? 'None: customers cannot reach a person'}</td>
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
      ${section ? this.#renderSection(section) : this.#renderHome(endpoint)}`
  }

  #renderSection({ name, title }: (typeof sections)[number]) {
    if (name === 'other')
      return html`<section class="tile" aria-label=${title}>${this.#renderForm(undefined, { only: OTHER })} ${this.#renderSave()}</section>`
    if (name !== 'copilot')
      return html`<section class="tile" aria-label=${title}>${name === 'knowledge' ? this.#renderWayToArticles() : nothing}${this.#renderForm(name, { seldom: seldom[name] ?? [] })} ${this.#renderSave()}</section>`
    return html`${copilotGroups.map(
      group =>
        html`<section class="tile" aria-label=${group.title}><div class="section-head"><h2>${group.title}</h2></div>${this.#renderForm(name, group)}</section>`,
    )}
      <section class="tile" aria-label="Save">
        ${this.#renderForm(name, { without: [...EDITED_ELSEWHERE, ...GROUPED] })} ${this.#renderSave()}
      </section>`
  }

  #renderWayToArticles() {
    return this.can('knowledge:read')
      ? html`<p class="meta">How articles are searched. The articles themselves are under <a href="#/knowledge/${this.#id}">Knowledge</a>.</p>`
      : nothing
  }

  /** Of one part of the settings, or of all where no part is named. */
  #renderForm(name: string | undefined, fields: { only?: string[]; seldom?: string[]; without?: string[] }) {
    return html`<console-form
      operation="updateEndpoint"
      .place=${name ? ['settings', name] : ['settings']}
      .value=${name ? this.settings[name] : this.settings}
      .errors=${this.outcome?.errors ?? []}
      .only=${fields.only ?? []}
      .seldom=${fields.seldom ?? []}
      .without=${fields.without ?? []}
      .choices=${{ connectionId: this.connections.map(({ id, name: label }) => ({ value: id, label })) }}
      ?disabled=${!this.can('endpoints:write')}
      @form-change=${(event: Event) => this.#change(name, (event.target as SchemaForm).value)}
    ></console-form>`
  }

  #renderSave() {
    return this.can('endpoints:write')
      ? html`<div class="actions foot">${this.button('save', 'Save', this.#save, this.isChanged ? 'primary' : '')}<p class="meta">${this.isChanged ? 'Not saved yet.' : 'Chats that run take changes up within seconds.'}</p></div>`
      : nothing
  }

  #change(name: string | undefined, value: unknown) {
    this.settings = name ? { ...this.settings, [name]: value } : (value as Record<string, unknown>)
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
    this.#change('active', !(this.settings.active as boolean))
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
    'console-endpoints': EndpointsPage
  }
}
