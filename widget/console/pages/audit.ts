import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { AuditEntry } from '../../../server/protocol/administration.ts'
import { ask, type Page } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { titleOf } from '../ui/form-schema.ts'
import { dayAndTime } from '../ui/times.ts'

/** What administrators and programs did, newest first. */
@customElement('console-audit')
export class AuditPage extends ConsolePage {
  @state() private entries: AuditEntry[] = []
  @state() private next: string | null = null

  protected override load(): Promise<void> {
    return this.#read()
  }

  async #read(cursor?: string) {
    const page = await ask<Page<AuditEntry>>(
      'GET',
      `/audit${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    this.entries = cursor ? [...this.entries, ...page.items] : page.items
    this.next = page.next
  }

  protected override renderPage() {
    return html`<header class="page-head"><h1>Audit log</h1></header>
      <section class="tile" aria-label="Entries" tabindex="0">
        <table class="table">
          <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Outcome</th><th scope="col">From</th></tr></thead>
          <tbody>
            ${this.entries.map(
              ({ at, by, act, target, outcome, detail, address }) => html`<tr>
                <td><time>${dayAndTime(at)}</time></td>
                <td dir="auto">${by.name || by.kind}</td>
                <td>${titleOf([act])}${Object.keys(detail).length > 0 ? html`<br /><span class="meta">${describe(detail)}</span>` : nothing}</td>
                <td>${describe(target)}</td>
                <td><span class="tag ${outcome === 'failed' ? 'bad' : outcome === 'refused' ? 'warn' : ''}">${outcome}</span></td>
                <td>${address}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${this.next ? html`<div class="actions">${this.button('more', 'Show more', () => void this.act('more', () => this.#read(this.next ?? undefined)))}</div>` : nothing}
      </section>`
  }
}

const describe = (values: Record<string, unknown>) =>
  Object.entries(values)
    .map(
      ([name, value]) => `${titleOf([name])}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('; ')

declare global {
  interface HTMLElementTagNameMap {
    'console-audit': AuditPage
  }
}
