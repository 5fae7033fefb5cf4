import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type {
  handoverOverviewSchema,
  sessionOverviewSchema,
  transcriptEntrySchema,
} from '../../../server/protocol/sessions-api.ts'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import { dayAndTime } from '../ui/times.ts'
import './trace.ts'

type Session = z.infer<typeof sessionOverviewSchema>
type Handover = z.infer<typeof handoverOverviewSchema>
type Said = z.infer<typeof transcriptEntrySchema>
type Page<Item> = { items: Item[]; next: string | null }

const senders = { customer: 'Customer', 'virtual-agent': 'Assistant', agent: 'Agent' }

/** How a search word may be meant: each is a filter of its own of the API. */
const filters = ['correlationId', 'conversationId', 'sessionId', 'userId'] as const
const filterNames = {
  correlationId: 'Reference that the agent sees',
  conversationId: '8x8 conversation',
  sessionId: 'Session',
  userId: 'Customer (userId)',
}

/** Sessions: find one, read what was said, and trace its handovers across both systems. */
@customElement('console-sessions')
export class SessionsPage extends ConsolePage {
  @state() private found: Session[] = []
  @state() private next: string | null = null
  @state() private filter: (typeof filters)[number] = 'correlationId'
  @state() private wanted = ''
  @state() private session?: Session
  @state() private said: Said[] = []
  @state() private earlier: string | null = null

  get #key(): string | undefined {
    return this.parts[0]
  }

  get #path(): string {
    return `/sessions/${encodeURIComponent(this.#key ?? '')}`
  }

  protected override async load(): Promise<void> {
    if (!this.#key) return this.#find()
    this.session = await ask('GET', this.#path)
    await this.#readSaid()
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

  async #readSaid(cursor?: string) {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''
    const page = await ask<Page<Said>>('GET', `${this.#path}/transcript${query}`)
    this.said = cursor ? [...page.items.toReversed(), ...this.said] : page.items.toReversed()
    this.earlier = page.next
  }

  protected override renderPage() {
    if (!this.#key) return this.#renderList()
    return this.session ? this.#renderOne(this.session) : html`<p class="meta" role="status">Loading</p>`
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
              <td>${endpointId}</td>
              <td>${handover ? html`<span class="tag ${tone(handover)}">${handover.status}</span>` : 'none'}</td>
              <td>${handover ? html`<code>${handover.correlationId}</code>` : '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${this.next ? html`<div class="actions">${this.button('more', 'Show more', () => void this.act('more', () => this.#find(this.next ?? undefined)))}</div>` : nothing}
    </section>`
  }

  #renderOne({ profile, userId, sessionId, endpointId, createdAt, handover, sessionKey }: Session) {
    return html`<header class="page-head">
        <h1 dir="auto">${profile.name || userId}</h1>
        ${handover ? html`<span class="tag ${tone(handover)}">${handover.status}</span>` : nothing}
        <p class="meta">${endpointId}, ${dayAndTime(createdAt)}</p>
        <a class="button quiet end" href="#/sessions">All sessions</a>
      </header>
      <console-trace .parts=${[sessionKey]} .me=${this.me}></console-trace>
      <div class="two even">
        ${this.#renderSaid()}
        <section class="tile" aria-label="Ids">
          <div class="section-head"><h2>Ids</h2></div>
          <console-copy-row label="Session" .value=${sessionId}></console-copy-row>
          <console-copy-row label="Customer (userId)" .value=${userId}></console-copy-row>
          ${handover ? this.#renderHandover(handover) : nothing}
        </section>
      </div>`
  }

  #renderHandover({ correlationId, conversationId, queueName, status }: Handover) {
    const isOn = status === 'queue' || status === 'active'
    return html`<console-copy-row label="Reference that the agent sees" .value=${correlationId}></console-copy-row>
      ${conversationId ? html`<console-copy-row label="8x8 conversation" .value=${conversationId}></console-copy-row>` : nothing}
      ${queueName ? html`<p class="meta" dir="auto">Queue: ${queueName}</p>` : nothing}
      ${isOn && this.can('sessions:write') ? html`<div class="actions foot">${this.button('close', 'End the handover', this.#close, 'danger')}</div>` : nothing}`
  }

  readonly #close = async () => {
    const text = 'The customer goes back to the assistant, and the chat ends for the agent in 8x8.'
    if (!(await confirmAct({ title: 'End this handover?', text, action: 'End the handover' }))) return
    await this.act(
      'close',
      async () => {
        await ask('POST', `${this.#path}/handover/close`, {})
        await this.reload()
      },
      'The handover is ended.',
    )
  }

  #renderSaid() {
    return html`<section class="tile" aria-label="Transcript">
      <div class="section-head"><h2>Transcript</h2></div>
      ${this.earlier ? html`<div class="actions">${this.button('earlier', 'Show earlier', () => void this.act('earlier', () => this.#readSaid(this.earlier ?? undefined)), 'quiet')}</div>` : nothing}
      <ol class="said">
        ${this.said.map(
          ({ at, from, text, attachments }) => html`<li>
            <p class="meta">${senders[from]} · <time>${dayAndTime(at)}</time></p>
            <p dir="auto">${text ?? (attachments?.length ? `${attachments.length} files` : 'Buttons or a card')}</p>
          </li>`,
        )}
      </ol>
    </section>`
  }
}

const tone = ({ status }: Handover) =>
  status === 'error' ? 'bad' : status === 'active' || status === 'completed' ? 'good' : ''

declare global {
  interface HTMLElementTagNameMap {
    'console-sessions': SessionsPage
  }
}
