import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { duration } from '../locales/times.ts'

/** A running clock, for instance 1:12. It stands still while it is not on the page. */
@customElement('agent-copilot-elapsed')
export class ElapsedTime extends LitElement {
  /** When it began, by the server's clock in milliseconds since the epoch. */
  @property({ type: Number }) since = 0

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  @property({ type: Number }) clockOffset = 0

  /** How to say so many milliseconds. */
  @property({ attribute: false }) say = duration

  #timer?: ReturnType<typeof setInterval>

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.requestUpdate(), 1000)
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    super.disconnectedCallback()
  }

  protected override createRenderRoot() {
    return this
  }

  protected override render() {
    return html`<time>${this.say(Date.now() + this.clockOffset - this.since)}</time>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-elapsed': ElapsedTime
  }
}
