import { html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ApiError, ask } from './api.ts'
import type { Me } from './console-page.ts'
import { type PageEntry, pages } from './pages.ts'
import './pages/sign-in.ts'
import { base } from '../ui/base.ts'
import { tokens } from '../ui/tokens.ts'
import { consoleIcon } from './ui/console-icon.ts'

const shared = new CSSStyleSheet()
// In a layer, so that the console's own rules win, wherever they stand.
shared.replaceSync(`@layer shared { ${tokens.cssText} ${base.cssText} }`)
document.adoptedStyleSheets.push(shared)

/** The administrator's pages: finds out who is here, then shows the page that the address names. */
@customElement('copilot-console')
export class CopilotConsole extends LitElement {
  @state() private me?: Me | null
  @state() private failure?: string
  @state() private address = readAddress()
  @state() private isMenuOpen = false
  /** The page whose part did not come. */
  @state() private missing?: PageEntry

  protected override createRenderRoot(): this {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.#moved)
    addEventListener('console-signed-out', this.#signedOut)
    void this.#greet()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('hashchange', this.#moved)
    removeEventListener('console-signed-out', this.#signedOut)
  }

  readonly #moved = () => {
    this.address = readAddress()
    this.isMenuOpen = false
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('main')?.focus())
  }

  readonly #signedOut = () => {
    this.me = null
  }

  readonly #greet = async () => {
    try {
      this.me = await ask<Me>('GET', '/session')
      this.failure = undefined
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.me = null
      else this.failure = (error as Error).message
    }
  }

  readonly #signOut = async () => {
    await ask('DELETE', '/session').catch(() => undefined)
    this.me = null
  }

  protected override render() {
    if (this.failure) return this.#renderFailure(this.failure)
    if (this.me === undefined) return html`<p class="spoken" role="status">Loading</p>`
    const [door] = this.address
    if (this.me === null || door === 'setup' || door === 'password')
      return html`<console-sign-in .door=${door ?? ''} @console-signed-in=${this.#enter}></console-sign-in>`
    return this.#renderShell(this.me)
  }

  #renderFailure(failure: string) {
    return html`<main class="door">
      <div class="notice bad" role="alert">
        <h1>The console could not be loaded</h1>
        <p>${failure}</p>
        <button type="button" class="button" @click=${this.#greet}>Try again</button>
      </div>
    </main>`
  }

  readonly #enter = async () => {
    if (['setup', 'password'].includes(this.address[0] ?? '')) location.hash = '#/'
    await this.#greet()
  }

  #renderShell(me: Me) {
    const visible = pages.filter(({ scope }) => me.scopes.includes(scope))
    const [name, ...parts] = this.address
    const page = visible.find(entry => entry.name === name) ?? visible[0]
    return html`<div class="console">
      <a class="skip" href="#content" @click=${this.#skip}>Skip to content</a>
      <nav class="side" aria-label="Console">
        <p class="product">Agent Copilot</p>
        <button
          type="button"
          class="button menu"
          aria-expanded=${this.isMenuOpen}
          @click=${() => (this.isMenuOpen = !this.isMenuOpen)}
        >
          ${consoleIcon('list')}${page?.title ?? 'Menu'}
        </button>
        <div class="side-body" ?data-open=${this.isMenuOpen}>
          <ul>
            ${visible.map(entry => this.#renderLink(entry, entry === page))}
          </ul>
          <div class="who">
            <p>${me.name}<span class="meta">${me.role ?? ''}</span></p>
            <button type="button" class="button quiet" @click=${this.#signOut}>Sign out</button>
          </div>
        </div>
      </nav>
      <main class="console-main" id="content" tabindex="-1">
        ${page ? this.#renderPage(page, page.name === name ? parts : [], me) : nothing}
      </main>
    </div>`
  }

  readonly #skip = (event: Event) => {
    event.preventDefault()
    this.querySelector<HTMLElement>('main')?.focus()
  }

  #renderLink({ name, title, icon }: PageEntry, isCurrent: boolean) {
    return html`<li>
      <a href="#/${name}" aria-current=${isCurrent ? 'page' : nothing}>${consoleIcon(icon)}${title}</a>
    </li>`
  }

  #renderPage(page: PageEntry, parts: readonly string[], me: Me) {
    document.title = `${page.title} – Agent Copilot console`
    page.load().then(
      () => (this.missing = undefined),
      () => (this.missing = page),
    )
    return page === this.missing ? this.#renderMissing() : page.render(parts, me)
  }

  #renderMissing() {
    return html`<div>
      <div class="notice bad" role="alert">
        <h1>This page did not load</h1>
        <p>The server was updated or cannot be reached. Load the console again.</p>
        <button type="button" class="button" @click=${() => location.reload()}>Load again</button>
      </div>
    </div>`
  }
}

/** `#/endpoints/northline` → `['endpoints', 'northline']`; one-time tokens after `?` stay where they are. */
function readAddress(): string[] {
  const [path = ''] = location.hash.replace(/^#\/?/, '').split('?')
  return path.split('/').filter(Boolean).map(decoded)
}

/** What is escaped wrongly stays as it stands: an address of nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'copilot-console': CopilotConsole
  }
}
