import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { AdministeredEndpoint } from '../../../server/protocol/endpoints.ts'
import { askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { saveCopilot } from '../save-copilot.ts'
import { chooseEndpoint } from '../ui/choose-endpoint.ts'
import '../ui/schema-form.ts'
import type { SchemaForm } from '../ui/schema-form.ts'

/** Playbooks of an endpoint: what to do when, with steps, forms and the words that call for them. */
@customElement('console-playbooks')
export class PlaybooksPage extends ConsolePage {
  @state() private endpoints: { id: string; name: string }[] = []
  @state() private endpoint?: AdministeredEndpoint
  @state() private draft: unknown = []
  @state() private isChanged = false

  protected override async load(): Promise<void> {
    this.endpoints = await askAll('/endpoints')
    const id = this.parts[0] ?? this.endpoints[0]?.id
    this.endpoint = id ? await this.read(`/endpoints/${encodeURIComponent(id)}`) : undefined
    this.#edit()
  }

  #edit() {
    this.draft = this.endpoint?.settings.copilot.playbooks ?? []
    this.isChanged = false
  }

  protected override renderPage() {
    const { endpoint } = this
    if (!endpoint)
      return html`<header class="page-head"><h1>Playbooks</h1></header>
        ${this.isLoading ? nothing : html`<div class="notice"><h2>No endpoint yet</h2><p>Playbooks belong to an endpoint. Create one first.</p></div>`}`
    const mayWrite = this.can('endpoints:write')
    return html`<header class="page-head"><h1>Playbooks</h1>${chooseEndpoint('playbooks', this.endpoints, endpoint.id)}</header>
      <section class="tile" aria-label="Playbooks">
        <p class="meta">A playbook appears beside the chat when the customer’s words call for it. Phrases count when all their words are in one sentence; examples when a sentence says nearly the same.</p>
        <console-form
          operation="updateEndpoint"
          .place=${['settings', 'copilot', 'playbooks']}
          .value=${this.draft}
          .errors=${this.outcome?.errors ?? []}
          ?disabled=${!mayWrite}
          @form-change=${(event: Event) => {
            this.draft = (event.target as SchemaForm).value
            this.isChanged = true
          }}
        ></console-form>
        ${mayWrite ? html`<div class="actions foot">${this.button('save', 'Save playbooks', this.#save, this.isChanged ? 'primary' : '')}<p class="meta">${this.isChanged ? 'Not saved yet.' : ''}</p></div>` : nothing}
      </section>`
  }

  readonly #save = () =>
    this.act(
      'save',
      async () => {
        this.endpoint = await saveCopilot(this.endpoint as AdministeredEndpoint, { playbooks: this.draft })
        this.#edit()
      },
      'Saved. Chats that run take them up within seconds.',
    )
}

declare global {
  interface HTMLElementTagNameMap {
    'console-playbooks': PlaybooksPage
  }
}
