import { html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { consoleIcon } from './console-icon.ts'

const toldForMilliseconds = 2_000

/** A value to take elsewhere, with its name and a button that copies it. */
@customElement('console-copy-row')
export class CopyRow extends LitElement {
  @property() label = ''
  @property() value = ''

  @state() private told = ''

  protected override createRenderRoot(): this {
    return this
  }

  protected override render() {
    return html`<div class="copy-row">
      <span class="meta">${this.label}</span><code>${this.value}</code>
      <button type="button" class="button quiet" aria-label="Copy ${this.label}" @click=${this.#copy}>
        ${consoleIcon('copy')}<span role="status">${this.told || 'Copy'}</span>
      </button>
    </div>`
  }

  readonly #copy = async () => {
    this.told = await navigator.clipboard.writeText(this.value).then(
      () => 'Copied',
      () => 'Select and copy it by hand',
    )
    setTimeout(() => {
      this.told = ''
    }, toldForMilliseconds)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-copy-row': CopyRow
  }
}
