import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Scope } from '../../server/protocol/administration.ts'
import { ApiError, ask } from './api.ts'
import { faultsOf } from './ui/form-schema.ts'

const isOtherAddress = (one?: readonly string[], other?: readonly string[]) =>
  one?.join('/') !== other?.join('/')

/** Who is signed in, as `GET /session` answers. */
export interface Me {
  id: string
  name: string
  role?: string
  scopes: Scope[]
}

/**
 * One page of the console, in the light DOM so that one style sheet serves all. A page loads what it shows when
 * it comes and when its address changes, says what went wrong, and keeps what is shown while it loads again.
 */
export abstract class ConsolePage extends LitElement {
  /** The parts of the address after the page's name: `#/endpoints/northline` → `['northline']`. */
  @property({ attribute: false, hasChanged: isOtherAddress }) parts: readonly string[] = []

  @property({ attribute: false }) me!: Me

  @state() protected failure?: ApiError
  @state() protected isLoading = true
  /** What is being done, by its name; its button is busy. */
  @state() protected busy?: string
  /** What came of the last act. */
  @state() protected outcome?: { kind: 'good' | 'bad'; text: string; errors?: ApiError['errors'] }

  #loading = new AbortController()

  protected override createRenderRoot(): this {
    return this
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('parts')) return
    this.outcome = undefined
    void this.reload()
  }

  /** Fetches what the page shows; a later call outdates the ones before. */
  protected abstract load(): Promise<void>

  protected abstract renderPage(): unknown

  protected async reload(): Promise<void> {
    this.#loading.abort()
    const { signal } = (this.#loading = new AbortController())
    this.isLoading = true
    try {
      await this.load()
      if (!signal.aborted) this.failure = undefined
    } catch (error) {
      if (!signal.aborted) this.failure = toApiError(error)
    } finally {
      if (!signal.aborted) this.isLoading = false
    }
  }

  /** Reads what the address names from `/api/v1`; the next load gives it up, so that nothing late is taken for the new address. */
  protected read<Answer>(path: string): Promise<Answer> {
    return ask('GET', path, undefined, this.#loading.signal)
  }

  /** Does something the reader asked for, and says what came of it; `done` is said where it went well. */
  protected async act(name: string, work: () => Promise<unknown>, done?: string): Promise<void> {
    if (this.busy) return
    this.busy = name
    this.outcome = undefined
    try {
      await work()
      if (done) this.outcome = { kind: 'good', text: done }
    } catch (error) {
      const { message, errors } = toApiError(error)
      this.outcome = { kind: 'bad', text: errors.length > 0 ? faultsOf(errors) : message, errors }
    } finally {
      this.busy = undefined
    }
  }

  protected can(scope: Scope): boolean {
    return this.me.scopes.includes(scope)
  }

  /** A button that is busy while its act runs. */
  protected button(
    name: string,
    label: string,
    work: () => unknown,
    look: '' | 'primary' | 'quiet' | 'danger' = '',
  ): TemplateResult {
    return html`<button
      type="button"
      class="button ${look}"
      ?disabled=${this.busy !== undefined}
      aria-busy=${this.busy === name ? 'true' : nothing}
      @click=${() => void work()}
    >
      ${this.busy === name ? `${label} …` : label}
    </button>`
  }

  protected override render() {
    if (this.failure && this.failure.status !== 401) return this.#renderFailure(this.failure)
    return html`${this.renderPage()} ${this.#renderOutcome()}`
  }

  #renderFailure({ message, status }: ApiError) {
    return html`<div class="notice bad" role="alert">
      <h1>${status === 404 ? 'There is nothing here' : 'This page could not be loaded'}</h1>
      <p>${message}</p>
      <button type="button" class="button" @click=${() => void this.reload()}>Try again</button>
    </div>`
  }

  #renderOutcome() {
    return html`<p class="outcome ${this.outcome?.kind ?? ''}" role="status">${this.outcome?.text}</p>`
  }
}

/** Lets the console show its sign-in page where a session is over. */
export class SignedOutEvent extends Event {
  constructor() {
    super('console-signed-out', { bubbles: true, composed: true })
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    if (error.status === 401) dispatchEvent(new SignedOutEvent())
    return error
  }
  return new ApiError(0, error instanceof Error ? error.message : 'Something went wrong.')
}
