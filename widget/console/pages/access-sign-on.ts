import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import '../ui/schema-form.ts'
import type { SchemaForm } from '../ui/schema-form.ts'

interface Shown {
  settings: object | null
  hasSecret: boolean
  redirectUri: string
}

/** Single sign-on: the company's OpenID provider and what its groups may do here. */
@customElement('console-access-sign-on')
export class AccessSignOn extends ConsolePage {
  @state() private shown?: Shown
  @state() private draft: unknown = {}

  protected override async load(): Promise<void> {
    this.shown = await ask('GET', '/sign-on')
    this.draft = this.shown?.settings ?? {}
  }

  protected override renderPage() {
    const mayWrite = this.can('administrators:write')
    const isSet = this.shown?.settings !== null
    return html`<section class="tile" aria-label="Single sign-on">
      <div class="section-head"><h2>Single sign-on</h2><span class="meta">${isSet ? 'Set up' : 'Not set up'}. For agents of endpoints with SSO, and for administrators.</span></div>
      <console-copy-row label="Redirect URI, to allow at your provider" .value=${this.shown?.redirectUri ?? ''}></console-copy-row>
      ${this.shown?.hasSecret ? html`<p class="meta">A client secret is stored. Leave the field empty to keep it.</p>` : nothing}
      <details ?open=${isSet}>
        <summary>OpenID provider and groups</summary>
        <console-form operation="setSignOn" .value=${this.draft} .errors=${this.outcome?.errors ?? []} ?disabled=${!mayWrite} @form-change=${(event: Event) => (this.draft = (event.target as SchemaForm).value)}></console-form>
        ${
          mayWrite
            ? html`<div class="actions foot">
              ${this.button('save', 'Save', this.#save, 'primary')} ${isSet ? html`${this.button('test', 'Test the provider', this.#test)} ${this.button('remove', 'Remove', this.#remove, 'danger')}` : nothing}
            </div>`
            : nothing
        }
      </details>
    </section>`
  }

  readonly #save = () =>
    this.act('save', () => ask('PUT', '/sign-on', this.draft).then(() => this.reload()), 'Saved.')

  readonly #test = () =>
    this.act('test', async () => {
      const { ok, detail } = await ask<{ ok: boolean; detail: string }>('POST', '/sign-on/test')
      if (!ok) throw new Error(detail)
      this.outcome = { kind: 'good', text: detail }
    })

  readonly #remove = async () => {
    const text =
      'Agents of endpoints with SSO cannot open chats any more, and nobody enters the console by it.'
    if (!(await confirmAct({ title: 'Remove single sign-on?', text, action: 'Remove' }))) return
    await this.act('remove', () => ask('DELETE', '/sign-on').then(() => this.reload()), 'Removed.')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-access-sign-on': AccessSignOn
  }
}
