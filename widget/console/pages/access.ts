import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Administrator, ApiKey, Role, Scope } from '../../../server/protocol/administration.ts'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import '../ui/schema-form.ts'
import type { SchemaForm } from '../ui/schema-form.ts'
import { dayAndTime } from '../ui/times.ts'
import './access-sign-on.ts'

const roles: Record<Role, string> = {
  owner: 'Owner: everything',
  admin: 'Admin: everything but who administrates',
  viewer: 'Viewer: reads, without people, keys and the audit log',
}

/** Who may administrate, which programs may call the API, and single sign-on. */
@customElement('console-access')
export class AccessPage extends ConsolePage {
  @state() private people: Administrator[] = []
  @state() private keys: ApiKey[] = []
  @state() private link?: { for: string; link: string; expiresAt: number }
  @state() private newKey: unknown = {}
  @state() private secret?: string

  protected override async load(): Promise<void> {
    const read = async <Item>(scope: Scope, path: string) =>
      this.can(scope) ? (await ask<{ items: Item[] }>('GET', path)).items : []
    this.people = await read('administrators:read', '/administrators')
    this.keys = await read('keys:read', '/keys')
  }

  protected override renderPage() {
    return html`<header class="page-head"><h1>Access</h1></header>
      ${this.can('administrators:read') ? this.#renderPeople() : nothing} ${this.can('keys:read') ? this.#renderKeys() : nothing}
      ${this.can('administrators:read') ? html`<console-access-sign-on .parts=${['sign-on']} .me=${this.me}></console-access-sign-on>` : nothing}
      ${this.#renderPassword()}`
  }

  #renderPeople() {
    const mayWrite = this.can('administrators:write')
    return html`<section class="tile" aria-label="Administrators">
      <div class="section-head"><h2>Administrators</h2></div>
      <table class="table">
        <thead><tr><th scope="col">Name</th><th scope="col">Email</th><th scope="col">Role</th><th scope="col">Last here</th><th scope="col"><span class="spoken">Acts</span></th></tr></thead>
        <tbody>
          ${this.people.map(
            person => html`<tr>
              <th scope="row" dir="auto">${person.name}</th>
              <td>${person.email}</td>
              <td>${mayWrite ? this.#renderRole(person) : person.role}</td>
              <td>${person.status === 'invited' ? 'Invited' : person.lastSignedInAt ? dayAndTime(person.lastSignedInAt) : '–'}</td>
              <td class="acts">${mayWrite ? html`${this.button(`link-${person.id}`, 'Password link', () => void this.#linkFor(person), 'quiet')} ${this.button(`remove-${person.id}`, 'Remove', () => void this.#remove(person), 'quiet')}` : nothing}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${this.link ? html`<div class="notice"><h2>A link for ${this.link.for}</h2><p>It works once, until ${dayAndTime(this.link.expiresAt)}. Send it by a way that only they read.</p><console-copy-row label="Link" .value=${this.link.link}></console-copy-row></div>` : nothing}
      ${mayWrite ? this.#renderInvite() : nothing}
    </section>`
  }

  #renderRole(person: Administrator) {
    const change = (event: Event) => {
      const role = (event.target as HTMLSelectElement).value
      void this.act(
        `role-${person.id}`,
        async () => {
          try {
            await ask('PUT', `/administrators/${person.id}`, { name: person.name, role })
          } finally {
            await this.reload()
          }
        },
        `${person.name} is now ${role}.`,
      )
    }
    return html`<select aria-label="Role of ${person.name}" @change=${change}>
      ${Object.keys(roles).map(role => html`<option ?selected=${role === person.role}>${role}</option>`)}
    </select>`
  }

  #renderInvite() {
    return html`<form class="search foot" @submit=${this.#invite}>
      <div class="labelled grow"><label for="invite-name">Name</label><input id="invite-name" name="name" required dir="auto" /></div>
      <div class="labelled grow"><label for="invite-email">Email</label><input id="invite-email" name="email" type="email" required /></div>
      <div class="labelled"><label for="invite-role">Role</label><select id="invite-role" name="role">${Object.entries(roles).map(([role, label]) => html`<option value=${role} ?selected=${role === 'admin'}>${label}</option>`)}</select></div>
      <button class="button" ?disabled=${this.busy !== undefined}>Invite</button>
    </form>`
  }

  readonly #invite = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const person = Object.fromEntries(new FormData(form)) as { name: string }
    void this.act('invite', async () => {
      const { invitation } = await ask<{ invitation: { link: string; expiresAt: number } }>(
        'POST',
        '/administrators',
        person,
      )
      this.link = { for: person.name, ...invitation }
      form.reset()
      await this.reload()
    })
  }

  readonly #linkFor = ({ id, name }: Administrator) =>
    this.act(`link-${id}`, async () => {
      this.link = {
        for: name,
        ...(await ask<{ link: string; expiresAt: number }>('POST', `/administrators/${id}/password-link`)),
      }
    })

  readonly #remove = async ({ id, name }: Administrator) => {
    if (
      !(await confirmAct({
        title: `Remove ${name}?`,
        text: 'They are signed out everywhere at once.',
        action: 'Remove',
      }))
    )
      return
    await this.act(
      `remove-${id}`,
      () => ask('DELETE', `/administrators/${id}`).then(() => this.reload()),
      `${name} is removed.`,
    )
  }

  #renderKeys() {
    const mayWrite = this.can('keys:write')
    return html`<section class="tile" aria-label="API keys">
      <div class="section-head"><h2>API keys</h2><span class="meta">For programs: <code>Authorization: Bearer …</code></span><a class="end" href="../api/openapi.json">OpenAPI document</a></div>
      ${this.keys.length === 0 ? html`<p class="meta">No program has a key.</p>` : this.#renderKeyTable(mayWrite)}
      ${this.secret ? html`<div class="notice"><h2>The new key</h2><p>It is shown this once.</p><console-copy-row label="Key" .value=${this.secret}></console-copy-row></div>` : nothing}
      ${
        mayWrite
          ? html`<details><summary>Issue a key</summary>
            <console-form operation="issueKey" .value=${this.newKey} .errors=${this.outcome?.errors ?? []} @form-change=${(event: Event) => (this.newKey = (event.target as SchemaForm).value)}></console-form>
            <div class="actions foot">${this.button('issue', 'Issue key', this.#issue, 'primary')}</div>
          </details>`
          : nothing
      }
    </section>`
  }

  #renderKeyTable(mayWrite: boolean) {
    return html`<table class="table">
      <thead><tr><th scope="col">Name</th><th scope="col">Begins with</th><th scope="col">May</th><th scope="col">Endpoints</th><th scope="col">Last used</th><th scope="col"><span class="spoken">Acts</span></th></tr></thead>
      <tbody>
        ${this.keys.map(
          key => html`<tr>
            <th scope="row" dir="auto">${key.name}</th>
            <td><code>${key.beginsWith}…</code></td>
            <td>${key.scopes.join(', ')}</td>
            <td>${key.endpointIds?.join(', ') ?? 'Every one'}</td>
            <td>${key.lastUsedAt ? dayAndTime(key.lastUsedAt) : 'Never'}${key.expiresAt ? html`<br /><span class="meta">until ${dayAndTime(key.expiresAt)}</span>` : nothing}</td>
            <td class="acts">${mayWrite ? this.button(`withdraw-${key.id}`, 'Withdraw', () => void this.#withdraw(key), 'quiet') : nothing}</td>
          </tr>`,
        )}
      </tbody>
    </table>`
  }

  readonly #issue = () =>
    this.act('issue', async () => {
      const { secret } = await ask<{ secret: string }>('POST', '/keys', this.newKey)
      this.secret = secret
      this.newKey = {}
      await this.reload()
    })

  readonly #withdraw = async ({ id, name }: ApiKey) => {
    if (
      !(await confirmAct({
        title: `Withdraw ${name}?`,
        text: 'Programs that use this key are refused at once.',
        action: 'Withdraw key',
      }))
    )
      return
    await this.act(
      `withdraw-${id}`,
      () => ask('DELETE', `/keys/${id}`).then(() => this.reload()),
      `${name} is withdrawn.`,
    )
  }

  #renderPassword() {
    return html`<section class="tile" aria-label="Your password">
      <div class="section-head"><h2>Your password</h2></div>
      <form class="search" @submit=${this.#changePassword}>
        <div class="labelled grow"><label for="old">Now</label><input id="old" name="password" type="password" required autocomplete="current-password" /></div>
        <div class="labelled grow"><label for="new">New, at least 12 characters</label><input id="new" name="newPassword" type="password" required minlength="12" autocomplete="new-password" /></div>
        <button class="button" ?disabled=${this.busy !== undefined}>Change password</button>
      </form>
    </section>`
  }

  readonly #changePassword = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const body = Object.fromEntries(new FormData(form))
    void this.act(
      'password',
      async () => {
        await ask('PUT', '/session/password', body)
        form.reset()
      },
      'Your password is changed; you are signed out everywhere else.',
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-access': AccessPage
  }
}
