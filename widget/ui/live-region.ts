import { html, LitElement } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { base } from './base.ts'

/** The one polite live region: whole sentences, one at a time. */
@customElement('agent-copilot-live-region')
export class LiveRegion extends LitElement {
  static override styles = base

  @state() private sentence = ''
  @state() private count = 0

  /** Speaks a sentence, also when it is the same as before; nothing while the panel is minimised or its page hidden. */
  say(sentence: string): void {
    if (document.hidden || !this.checkVisibility()) return
    this.sentence = sentence
    this.count++
  }

  protected override render() {
    return html`<p class="spoken" role="status">${keyed(this.count, html`<span>${this.sentence}</span>`)}</p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-live-region': LiveRegion
  }
}
