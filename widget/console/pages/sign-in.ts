import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiError, ask } from '../api.ts'

/** The door of the console: first owner, invited administrators who choose a password, everybody who signs in. */
@customElement('console-sign-in')
export class SignInPage extends LitElement {
  /** `setup`, `password`, or nothing for signing in. */
  @property() door = ''

  @state() private failure?: ApiError
  @state() private isBusy = false
  @state() private needsSetup = false
  @state() private hasSignOn = false

  protected override createRenderRoot(): this {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  /** What else the door offers; without an answer, signing in is offered alone. */
  async #look() {
    try {
      this.needsSetup = (await ask<{ needed: boolean }>('GET', '/setup')).needed
      this.hasSignOn = (await ask<{ administrators: boolean }>('GET', '/sign-on/offer')).administrators
    } catch {
      // Sending the form will say what is wrong.
    }
  }

  protected override render() {
    return html`<main class="door">
      <p class="product">Agent Copilot console</p>
      <form class="tile form" @submit=${this.#submit}>${this.#renderFields()}</form>
    </main>`
  }

  #renderFields() {
    if (this.door === 'setup') return this.#renderSetup()
    if (this.door === 'password') return this.#renderChoose()
    if (this.needsSetup) return this.#renderNeedsSetup()
    return html`<h1>Sign in</h1>
      ${this.#field('email', 'Email', 'email', 'username')} ${this.#password('password', 'Password', 'current-password')}
      ${this.#end('Sign in')}
      ${
        this.hasSignOn
          ? html`<a class="button wide" href="../sign-on?console=yes">Sign in with your company account</a>`
          : nothing
      }`
  }

  #renderSetup() {
    return html`<h1>Welcome</h1>
      <p>You are the first owner. You can invite others later.</p>
      ${this.#field('name', 'Your name', 'text', 'name')} ${this.#field('email', 'Email', 'email', 'username')}
      ${this.#password('password', 'Password', 'new-password', 'At least 12 characters; long is better than strange.')}
      ${this.#end('Create the owner')}`
  }

  #renderChoose() {
    return html`<h1>Choose a password</h1>
      ${this.#password('password', 'Password', 'new-password', 'At least 12 characters; long is better than strange.')}
      ${this.#end('Save and sign in')}`
  }

  #renderNeedsSetup() {
    return html`<h1>Nobody owns this installation yet</h1>
      <p>
        When the server started, it printed a link that makes the first owner. Open that link. Start the server again if you
        no longer have it.
      </p>`
  }

  #field(name: string, label: string, type: string, autocomplete: string, help = '') {
    const fault = this.failure?.errors.find(({ path }) => path === name)?.message
    return html`<div class="labelled">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        required
        autocomplete=${autocomplete}
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby="${name}-help"
      />
      <p class="help ${fault ? 'fault' : ''}" id="${name}-help">${fault ? `${label} ${fault}` : help}</p>
    </div>`
  }

  #password = (name: string, label: string, autocomplete: string, help = '') =>
    this.#field(name, label, 'password', autocomplete, help)

  #end(label: string) {
    return html`<p class="outcome bad" role="alert">${this.failure && wordsOf(this.failure)}</p>
      <button class="button primary large" ?disabled=${this.isBusy}>${label}</button>`
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.target as HTMLFormElement))
    this.isBusy = true
    this.failure = undefined
    try {
      await this.#send(fields)
      this.dispatchEvent(new Event('console-signed-in'))
    } catch (error) {
      this.failure = error instanceof ApiError ? error : new ApiError(0, 'Something went wrong.')
    } finally {
      this.isBusy = false
    }
  }

  #send(fields: Record<string, unknown>): Promise<unknown> {
    const token = new URLSearchParams(location.hash.split('?')[1]).get('token') ?? ''
    if (this.door === 'setup') return ask('POST', '/setup', { token, ...fields })
    if (this.door === 'password') return ask('POST', '/password', { token, ...fields })
    return ask('POST', '/session', fields)
  }
}

/** Faults of fields stand beside them. */
function wordsOf({ message, errors }: ApiError): string {
  if (errors.some(({ path }) => path === 'token')) return 'This link is not whole. Open all of it again.'
  return errors.length > 0 ? 'Please look at what is marked.' : message
}

declare global {
  interface HTMLElementTagNameMap {
    'console-sign-in': SignInPage
  }
}
