import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'

interface Access {
  callbackUrl: string
  tokenUrl: string
  username: string | null
  appTokens: { beginsWith: string; createdAt: number; expiresAt: number | null }[]
}

/** The live-agent door of a connection: its login and app tokens, and the addresses to give away. */
@customElement('console-connection-live-agent')
export class ConnectionLiveAgent extends ConsolePage {
  @property() connectionId = ''

  @state() private access?: Access
  @state() private appToken?: string

  get #path(): string {
    return `/connections/${encodeURIComponent(this.connectionId)}/live-agent`
  }

  protected override async load(): Promise<void> {
    this.access = await ask('GET', this.#path)
  }

  protected override renderPage() {
    return html`<section class="tile" aria-label="Live-agent callback">
      <div class="section-head"><h2>Live-agent callback</h2><span class="meta">For 8x8 or a load balancer that sends an app token and a bearer token</span></div>
      ${this.access ? this.#renderAccess(this.access) : nothing}
    </section>`
  }

  #renderAccess({ username, callbackUrl, tokenUrl, appTokens }: Access) {
    const isOpen = username !== null
    return html`<console-copy-row label="Callback" .value=${callbackUrl}></console-copy-row>
      <console-copy-row label="Access token URL" .value=${tokenUrl}></console-copy-row>
      ${
        isOpen
          ? appTokens.map(
              ({ beginsWith, expiresAt }) => html`<p class="meta">
                App token ${beginsWith}… ${expiresAt === null ? 'is good' : `is good until ${new Date(expiresAt).toLocaleString()}`}
              </p>`,
            )
          : html`<p class="meta">Closed: set a login to open it.</p>`
      }
      ${this.appToken ? html`<console-copy-row label="New app token" .value=${this.appToken}></console-copy-row><p class="meta">It is shown this once. Keep it where the caller reads it.</p>` : nothing}
      ${this.can('connections:write') ? this.#renderActs(username) : nothing}`
  }

  #renderActs(username: string | null) {
    return html`<form class="pair" @submit=${this.#setLogin}>
        <div class="labelled"><label for="live-user">Username</label><input id="live-user" name="username" required autocomplete="off" .value=${username ?? ''} /></div>
        <div class="labelled"><label for="live-password">Password</label><input id="live-password" name="password" type="password" required minlength="16" autocomplete="new-password" aria-describedby="live-help" /><p class="help" id="live-help">At least 16 characters. Changing it ends every token that it gave.</p></div>
        <div class="actions"><button class="button" ?disabled=${this.busy !== undefined}>${username === null ? 'Open with this login' : 'Change the login'}</button></div>
      </form>
      ${
        username === null
          ? nothing
          : html`<div class="actions foot">
            ${this.button('token', 'Issue an app token', this.#rotate)} ${this.button('close', 'Close the callback', this.#close, 'danger')}
            <p class="meta">The token before stays good for 24 hours.</p>
          </div>`
      }`
  }

  readonly #setLogin = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    void this.act(
      'login',
      async () => {
        await ask('PUT', this.#path, Object.fromEntries(new FormData(form)))
        form.reset()
        await this.reload()
      },
      'The login is set.',
    )
  }

  readonly #rotate = () =>
    this.act('token', async () => {
      const { appToken } = await ask<{ appToken: string }>('POST', `${this.#path}/app-tokens`, {
        overlapHours: 24,
      })
      this.appToken = appToken
      await this.reload()
    })

  readonly #close = async () => {
    const text =
      'Login, app tokens and bearer tokens end at once. Callbacks are refused until you open it again.'
    if (!(await confirmAct({ title: 'Close the live-agent callback?', text, action: 'Close it' }))) return
    await this.act('close', async () => {
      await ask('DELETE', this.#path)
      this.appToken = undefined
      await this.reload()
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-connection-live-agent': ConnectionLiveAgent
  }
}
