import { css, html } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { moreTexts } from '../locales/more-texts.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'

/** The keys and what they do. */
@customElement('agent-copilot-help')
export class HelpSheet extends CopilotElement {
  static override styles = [
    base,
    css`
      dialog {
        inline-size: min(360px, calc(100vw - 32px));
        max-block-size: calc(100dvh - 32px);
        padding: var(--s4);
        font: var(--text-ui);
        color: var(--ink);
        background: var(--surface);
        border: 1px solid var(--edge);
        border-radius: var(--r-card);
        box-shadow: var(--shadow);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 40%);
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-block-end: var(--s2);
      }

      h2 {
        font: var(--text-title);
      }

      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--s1) var(--s3);
      }

      dl > div {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: center;
        min-block-size: 24px;
      }

      dd {
        display: flex;
        gap: var(--s1);
        direction: ltr;
      }

      .meta {
        margin-block-start: var(--s3);
      }
    `,
  ]

  @property({ type: Boolean, reflect: true, attribute: 'open' }) isOpen = false

  /** Whether the agent can write to the customer from here. */
  @property({ type: Boolean }) replies = false

  @query('dialog') private readonly dialog!: HTMLDialogElement

  protected override updated(): void {
    if (this.isOpen && !this.dialog.open) this.dialog.showModal()
    if (!this.isOpen && this.dialog.open) this.dialog.close()
  }

  readonly #closed = () => {
    this.isOpen = false
  }

  protected override render() {
    const { help } = moreTexts
    const keys: [words: string, ...keys: string[]][] = [
      [help.use, '1', '2', '3'],
      [help.edit, 'E'],
      [help.redraft, 'R'],
      [help.dismiss, 'X'],
      [help.snooze, 'S'],
      [help.search, '/'],
      ...(this.replies ? [[help.reply, 'W'] as [string, string]] : []),
      [help.transcript, 'T'],
      [help.nextChat, '↑', '↓'],
      [help.help, 'H'],
    ]
    return html`<dialog aria-labelledby="heading" data-testid="help-sheet" @close=${this.#closed}>
      <header>
        <h2 id="heading">${help.heading}</h2>
        <button class="button quiet" type="button" aria-label=${help.close} @click=${this.#closed}>${icon('close')}</button>
      </header>
      <dl>
        ${keys.map(
          ([words, ...names]) => html`<div>
            <dt>${words}</dt>
            <dd><kbd class="key">Alt</kbd>${names.map(name => html`<kbd class="key">${name}</kbd>`)}</dd>
          </div>`,
        )}
      </dl>
      <p class="meta">${help.note}</p>
    </dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-help': HelpSheet
  }
}
