import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { AdministeredConnection, ConnectionTest, Review } from '../../../server/protocol/connections.ts'
import { type ApiError, ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { type NamedEndpoint, namedEndpoints, nameOf } from '../endpoint-names.ts'
import { confirmAct } from '../ui/confirm.ts'
import { renderDiffers, renderFields, renderTest } from '../ui/connection-findings.ts'
import './connection-by-hand.ts'
import './connection-live-agent.ts'
import '../ui/copy-row.ts'
import '../ui/schema-form.ts'
import type { SchemaForm } from '../ui/schema-form.ts'

type Draft = { name: string; settings: object; apiKey?: string; password?: string }
type Registered = { webhookId: string; channelId: string; queueId: string }

/** Only for tenants that give out bearer tokens, or whose address is not the public one. */
const SELDOM = [
  'description',
  'public',
  'customerId',
  'username',
  'accessTokenUrl',
  'properties',
  'callbackUrl',
]

/** A connection to 8x8 with everything that can be done with it, or a new one. */
@customElement('console-connection')
export class ConnectionPage extends ConsolePage {
  @state() private connection?: AdministeredConnection
  @state() private endpoints: readonly NamedEndpoint[] = []
  @state() private draft: Draft = { name: '', settings: {} }
  @state() private test?: ConnectionTest
  @state() private registered?: Registered
  @state() private review?: Review
  @state() private isChanged = false

  get #id(): string | undefined {
    return this.parts[0] === 'new' ? undefined : this.parts[0]
  }

  get #path(): string {
    return `/connections/${encodeURIComponent(this.#id ?? '')}`
  }

  protected override async load(): Promise<void> {
    this.test = undefined
    this.review = undefined
    this.registered = undefined
    this.endpoints = await namedEndpoints(scope => this.can(scope))
    this.connection = this.#id ? await ask('GET', this.#path) : undefined
    this.#edit()
  }

  #edit() {
    const { name = '', settings = { baseUrl: 'https://api.8x8.com', public: true } } = this.connection ?? {}
    this.draft = { name, settings }
    this.isChanged = false
  }

  protected override renderPage() {
    if (this.#id && !this.connection) return html`<p class="meta" role="status">Loading</p>`
    const { connection } = this
    return html`<header class="page-head">
        <h1 dir="auto">${connection?.name ?? 'Connect 8x8'}</h1>
        ${this.review && !this.review.matches ? renderDiffers(this.review) : nothing}
        <a class="button quiet end" href="#/connections">All connections</a>
      </header>
      <div class="two even">
        ${this.#renderForm()}
        <console-connection-by-hand .connectionId=${this.can('connections:write') ? this.#id : undefined} .revision=${connection?.revision ?? 0}></console-connection-by-hand>
      </div>
      ${connection ? html`${this.#renderChecks(connection)} ${this.#renderReview()} ${this.#renderSecrets(connection)}` : nothing}
      ${connection ? html`<console-connection-live-agent .connectionId=${connection.id} .me=${this.me} .parts=${[connection.id]}></console-connection-live-agent>` : nothing}
      ${connection && this.can('connections:write') ? this.#renderDelete(connection) : nothing}`
  }

  #renderForm() {
    const errors: ApiError['errors'] = this.outcome?.errors ?? []
    const mayWrite = this.can('connections:write')
    const { hasApiKey = false, hasPassword = false } = this.connection ?? {}
    return html`<section class="tile" aria-label="Settings">
      <div class="section-head"><h2>Settings</h2></div>
      <div class="labelled">
        <label for="name">Name</label>
        <input id="name" dir="auto" .value=${this.draft.name} ?disabled=${!mayWrite} @change=${(event: Event) => this.#change({ name: (event.target as HTMLInputElement).value })} />
      </div>
      ${this.#secretField('apiKey', 'API key', hasApiKey)}
      <console-form
        operation="createConnection"
        .place=${['settings']}
        .value=${this.draft.settings}
        .errors=${errors}
        .seldom=${SELDOM}
        ?disabled=${!mayWrite}
        @form-change=${(event: Event) => this.#change({ settings: (event.target as SchemaForm).value as object })}
      ></console-form>
      ${'username' in this.draft.settings || hasPassword ? this.#secretField('password', 'Password', hasPassword) : nothing}
      ${
        mayWrite
          ? html`<div class="actions foot">
            ${this.button('save', this.connection ? 'Save' : 'Create connection', this.#save, this.isChanged ? 'primary' : '')}
            <p class="meta">Secrets are stored encrypted and never shown again.</p>
          </div>`
          : nothing
      }
    </section>`
  }

  #secretField(name: 'apiKey' | 'password', label: string, isSet: boolean) {
    return html`<div class="labelled">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type="password"
        autocomplete="off"
        placeholder=${isSet ? 'Stored; type to replace it' : ''}
        .value=${this.draft[name] ?? ''}
        ?disabled=${!this.can('connections:write')}
        @change=${(event: Event) => this.#change({ [name]: (event.target as HTMLInputElement).value || undefined })}
      />
    </div>`
  }

  #change(changes: Partial<Draft>) {
    this.draft = { ...this.draft, ...changes }
    this.isChanged = true
  }

  readonly #save = () =>
    this.act(
      'save',
      async () => {
        const { connection, draft } = this
        if (connection) {
          this.connection = await ask('PUT', this.#path, { ...draft, revision: connection.revision })
          this.#edit()
          return
        }
        const { id } = await ask<AdministeredConnection>('POST', '/connections', draft)
        location.hash = `#/connections/${id}`
      },
      'Saved.',
    )

  #renderChecks(connection: AdministeredConnection) {
    const mayWrite = this.can('connections:write')
    return html`<div class="two even">
      <section class="tile" aria-label="Test">
        <div class="section-head"><h2>Does it work?</h2><span class="meta">${this.test ? `${this.test.milliseconds} ms` : ''}</span></div>
        ${this.test ? renderTest(this.test) : html`<p class="meta">Asks 8x8 with this key and tenant. Nothing is changed there.</p>`}
        ${mayWrite ? html`<div class="actions">${this.button('test', 'Test', this.#test)} ${this.button('callback', 'Test the webhook', this.#testWebhook)}</div>` : nothing}
      </section>
      <section class="tile" aria-label="Register with 8x8">
        <div class="section-head"><h2>Register with 8x8</h2></div>
        ${this.#renderRegistered(connection)}
        ${mayWrite ? html`<div class="actions">${this.button('register', 'Register with 8x8', this.#register, connection.webhookId ? '' : 'primary')}<p class="meta">Registering twice changes nothing.</p></div>` : nothing}
      </section>
    </div>`
  }

  #renderRegistered({ webhookId, settings }: AdministeredConnection) {
    const channelId = this.registered?.channelId ?? settings.channelId
    if (!webhookId && !channelId)
      return html`<p class="meta">Makes a webhook and a channel for the queue at 8x8, so that nobody has to do it by hand.</p>`
    return html`${webhookId ? html`<console-copy-row label="Webhook id" .value=${webhookId}></console-copy-row>` : nothing}
      ${channelId ? html`<console-copy-row label="Channel id" .value=${channelId}></console-copy-row>` : nothing}`
  }

  readonly #test = () =>
    this.act('test', async () => {
      this.test = await ask('POST', `${this.#path}/test`)
    })

  readonly #testWebhook = () =>
    this.act('callback', async () => {
      const { reached, detail } = await ask<{ reached: boolean; detail: string }>(
        'POST',
        `${this.#path}/test-webhook`,
      )
      if (!reached) throw new Error(detail)
      this.outcome = { kind: 'good', text: detail }
    })

  readonly #register = () =>
    this.act(
      'register',
      async () => {
        this.registered = await ask<Registered>('POST', `${this.#path}/register`, {})
        this.connection = await ask<AdministeredConnection>('GET', this.#path)
        this.#edit()
        this.review = await ask('GET', `${this.#path}/review`)
      },
      'Webhook and channel are registered with 8x8.',
    )

  #renderReview() {
    if (!this.can('connections:write')) return nothing
    return html`<section class="tile" aria-label="Review">
      <div class="section-head"><h2>Review</h2><span class="meta">What 8x8 has beside what we expect</span>
        <span class="end">${this.button('review', this.review ? 'Read again' : 'Read from 8x8', this.#readReview, 'quiet')}</span></div>
      ${this.review ? html`${renderFields(this.review)} ${this.#renderUpdate(this.review)}` : nothing}
    </section>`
  }

  #renderUpdate({ matches }: Review) {
    return matches
      ? nothing
      : html`<div class="actions foot">${this.button('register', 'Update 8x8', this.#register, 'primary')}<p class="meta">Changes what differs at 8x8 to ours. The other fields stay as they are.</p></div>`
  }

  readonly #readReview = () =>
    this.act('review', async () => {
      this.review = await ask('GET', `${this.#path}/review`)
    })

  #renderSecrets({ earlierWebhookSecretUntil }: AdministeredConnection) {
    if (!this.can('connections:write')) return nothing
    return html`<section class="tile" aria-label="Webhook address">
      <div class="section-head"><h2>Webhook address</h2></div>
      <p class="meta">
        Its last part is secret. A new one is told to 8x8 at once; the one from before goes on working for 24 hours.
        ${earlierWebhookSecretUntil ? `The earlier address works until ${new Date(earlierWebhookSecretUntil).toLocaleString()}.` : ''}
      </p>
      <div class="actions">${this.button('rotate', 'Change the webhook address', this.#rotate)}</div>
    </section>`
  }

  readonly #rotate = () =>
    this.act('rotate', async () => {
      const { detail } = await ask<{ detail: string }>('POST', `${this.#path}/rotate-webhook-secret`, {})
      this.connection = await ask<AdministeredConnection>('GET', this.#path)
      this.#edit()
      this.outcome = { kind: 'good', text: detail }
    })

  #renderDelete({ usedBy }: AdministeredConnection) {
    return html`<section class="tile" aria-label="Delete">
      <div class="section-head"><h2>Delete</h2></div>
      <p class="meta">
        ${usedBy.length === 0 ? 'No endpoint uses this connection.' : `Used by ${usedBy.map(id => nameOf(this.endpoints, id)).join(', ')}: give them another connection first.`}
      </p>
      ${usedBy.length === 0 ? html`<div class="actions">${this.button('delete', 'Delete connection', this.#delete, 'danger')}</div>` : nothing}
    </section>`
  }

  readonly #delete = async () => {
    const text = `${this.connection?.name} and its secrets are forgotten here; its webhook and channel are removed at 8x8.`
    if (!(await confirmAct({ title: 'Delete this connection?', text, action: 'Delete connection' }))) return
    await this.act('delete', async () => {
      await ask('DELETE', this.#path)
      location.hash = '#/connections'
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-connection': ConnectionPage
  }
}
