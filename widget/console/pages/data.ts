import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type { erasureReceiptSchema } from '../../../server/protocol/customer-data.ts'
import type { AdministeredEndpoint } from '../../../server/protocol/endpoints.ts'
import type { sessionOverviewSchema } from '../../../server/protocol/sessions-api.ts'
import { addressOf, ask, askAll, type Page } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { chooseEndpoint } from '../ui/choose-endpoint.ts'
import { confirmByTyping } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import { titleOf } from '../ui/form-schema.ts'
import { dayAndTime } from '../ui/times.ts'

type Receipt = z.infer<typeof erasureReceiptSchema>
type Session = z.infer<typeof sessionOverviewSchema>

/** How long chats are kept, and what is kept of one customer: to find, hand out, erase; `#/data/<endpoint>/<userId>`. */
@customElement('console-data')
export class DataPage extends ConsolePage {
  @state() private endpoints: { id: string; name: string }[] = []
  @state() private endpoint?: AdministeredEndpoint
  @state() private sessions?: Session[]
  @state() private hasMore = false
  @state() private receipt?: Receipt

  get #endpointId(): string | undefined {
    return this.parts[0] ?? this.endpoints[0]?.id
  }

  get #userId(): string | undefined {
    return this.parts[1]
  }

  get #path(): string {
    return `/endpoints/${encodeURIComponent(this.#endpointId ?? '')}`
  }

  protected override async load(): Promise<void> {
    if (this.endpoints.length === 0) this.endpoints = await askAll('/endpoints')
    this.receipt = undefined
    this.sessions = undefined
    this.endpoint = this.#endpointId ? await this.read(this.#path) : undefined
    await this.#find()
  }

  async #find() {
    if (!this.#userId || !this.#endpointId) return
    const query = new URLSearchParams({ endpointId: this.#endpointId, userId: this.#userId })
    const { items, next } = await this.read<Page<Session>>(`/sessions?${query}`)
    this.sessions = items
    this.hasMore = next !== null
  }

  protected override renderPage() {
    if (this.endpoints.length === 0 && !this.isLoading)
      return html`<header class="page-head"><h1>Data</h1></header>
        <div class="notice"><h2>No endpoint yet</h2><p>Chats and what is kept of them belong to an endpoint: <a href="#/endpoints/new">create one</a> first.</p></div>`
    return html`<header class="page-head"><h1>Data</h1>${chooseEndpoint('data', this.endpoints, this.#endpointId)}</header>
      ${this.endpoint ? html`<div class="two even">${this.#renderRetention(this.endpoint)} ${this.#renderSearch()}</div>` : html`<p class="meta" role="status">Loading</p>`}
      ${this.receipt ? this.#renderReceipt(this.receipt) : this.#userId && this.sessions ? this.#renderCustomer(this.#userId, this.sessions) : nothing}`
  }

  #renderRetention({ settings }: AdministeredEndpoint) {
    const mayWrite = this.can('endpoints:write')
    const { retentionDays } = settings.privacy
    return html`<form class="tile" aria-label="How long chats are kept" @submit=${this.#keep}>
      <div class="section-head"><h2>How long chats are kept</h2></div>
      <div class="labelled">
        <label for="days">Days after anything last happened in a chat</label>
        <input id="days" name="days" type="number" min="1" max="3650" step="1" placeholder="Kept until erased" aria-describedby="days-help" ?disabled=${!mayWrite} .value=${retentionDays === undefined ? '' : String(retentionDays)} />
        <p class="help" id="days-help">Older chats are erased within the hour, with their files and traces. Empty keeps them. What 8x8 keeps is set at 8x8.</p>
      </div>
      ${mayWrite ? html`<div class="actions"><button class="button" ?disabled=${this.busy !== undefined}>Save</button></div>` : nothing}
    </form>`
  }

  readonly #keep = (event: SubmitEvent) => {
    event.preventDefault()
    const days = new FormData(event.target as HTMLFormElement).get('days') as string
    void this.act(
      'keep',
      async () => {
        const { name, settings, revision } = await ask<AdministeredEndpoint>('GET', this.#path)
        const { retentionDays: _before, ...privacy } = settings.privacy
        const kept = days ? { ...privacy, retentionDays: Number(days) } : privacy
        this.endpoint = await ask('PUT', this.#path, {
          name,
          settings: { ...settings, privacy: kept },
          revision,
        })
      },
      days ? `Chats are erased after ${days} days.` : 'Chats are kept until somebody erases them.',
    )
  }

  #renderSearch() {
    return html`<form class="tile" role="search" aria-label="One customer" @submit=${this.#search}>
      <div class="section-head"><h2>One customer</h2></div>
      <div class="labelled">
        <label for="user">Customer’s userId</label>
        <input id="user" name="user" required maxlength="256" dir="auto" spellcheck="false" autocomplete="off" aria-describedby="user-help" .value=${this.#userId ?? ''} />
        <p class="help" id="user-help">As the website’s chat names them; it stands in each of their sessions.</p>
      </div>
      <div class="actions"><button class="button primary">Find</button></div>
    </form>`
  }

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault()
    const userId = new FormData(event.target as HTMLFormElement).get('user') as string
    const address = `#/data/${this.#endpointId ?? ''}/${encodeURIComponent(userId)}`
    // The same customer again is no other address.
    if (location.hash === address) void this.reload()
    else location.hash = address
  }

  #renderCustomer(userId: string, sessions: readonly Session[]) {
    if (sessions.length === 0)
      return html`<div class="notice" role="status"><h2>Nothing is kept of this customer</h2><p>This endpoint has no chat of <bdi>${userId}</bdi>. Look at the other endpoints, too.</p></div>`
    const download = addressOf(`${this.#path}/customer-data?${new URLSearchParams({ userId })}`)
    return html`<section class="tile" aria-label="What is kept">
      <div class="section-head"><h2>What is kept of <bdi>${userId}</bdi></h2><span class="meta">${this.hasMore ? `The newest ${sessions.length} chats` : sessions.length === 1 ? '1 chat' : `${sessions.length} chats`}</span></div>
      <table class="table">
        <thead><tr><th scope="col">Chat</th><th scope="col">Began</th><th scope="col">Last active</th><th scope="col" class="number">Events</th></tr></thead>
        <tbody>
          ${sessions.map(
            ({ sessionKey, sessionId, createdAt, updatedAt, lastSeq }) => html`<tr>
              <th scope="row"><a href="#/sessions/${sessionKey}" dir="auto">${sessionId}</a></th>
              <td>${dayAndTime(createdAt)}</td><td>${dayAndTime(updatedAt)}</td><td class="number">${lastSeq}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${
        this.can('privacy:write')
          ? html`<div class="actions foot">
            <a class="button" href=${download} download>Export as JSON</a>
            ${this.button('erase', 'Erase this customer', () => this.#erase(userId), 'danger')}
            <p class="meta">Both are in the audit log, without the userId.</p>
          </div>`
          : nothing
      }
    </section>`
  }

  readonly #erase = async (userId: string) => {
    const text =
      'Every chat of this customer at this endpoint goes, with its files, deliveries and traces. This cannot be taken back. What 8x8 keeps is not touched.'
    if (
      !(await confirmByTyping({
        title: 'Erase this customer?',
        text,
        typed: userId,
        action: 'Erase this customer',
      }))
    )
      return
    await this.act('erase', async () => {
      this.receipt = await ask('POST', `${this.#path}/customer-data/erase`, { userId })
    })
  }

  #renderReceipt(receipt: Receipt) {
    const { userId, erasedAt, erased } = receipt
    const counts = Object.entries(erased).filter(([, count]) => count > 0)
    return html`<section class="tile" aria-label="Receipt" role="status">
      <div class="section-head"><h2>Erased</h2><span class="meta">Keep this receipt: nothing else tells of the customer any more</span></div>
      <table class="table"><tbody>
        <tr><th scope="row">Customer</th><td dir="auto">${userId}</td></tr>
        <tr><th scope="row">When</th><td>${dayAndTime(erasedAt)}</td></tr>
        ${counts.map(([what, count]) => html`<tr><th scope="row">${titleOf([what])}</th><td>${count.toLocaleString()}</td></tr>`)}
        ${counts.length === 0 ? html`<tr><th scope="row">Erased</th><td>Nothing was kept any more</td></tr>` : nothing}
      </tbody></table>
      <console-copy-row label="Receipt as JSON" .value=${JSON.stringify(receipt)}></console-copy-row>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-data': DataPage
  }
}
