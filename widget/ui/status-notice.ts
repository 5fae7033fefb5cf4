import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from './base.ts'
import { CopilotElement } from './copilot-element.ts'
import { type IconName, icon } from './icon.ts'

/**
 * A sentence where there is nothing else to show: what happened, what is safe, what to do.
 *
 * @slot - One action or none.
 */
@customElement('agent-copilot-notice')
export class StatusNotice extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .notice {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        gap: var(--s2);
        padding: var(--s4);
        border: 1px dashed var(--outline);
        border-radius: var(--r-card);
      }

      .notice.marked {
        grid-template-columns: 16px minmax(0, 1fr);
        gap: var(--s1) var(--s2);
        padding: var(--s3);
        border: 1px solid transparent;
      }

      .marked > :not(.icon) {
        grid-column: 2;
      }

      .marked > .icon {
        margin-block-start: 2px;
      }

      p {
        font: var(--text-ui);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      .title {
        font: var(--text-ui-strong);
        color: var(--ink);
      }

      .marked p {
        color: var(--ink);
      }

      .notice.info {
        background: var(--surface);
        border-color: var(--hairline);
      }

      .info > .icon {
        color: var(--ink-soft);
      }

      .warn {
        background: var(--warn-wash);
      }

      .warn > .icon {
        color: var(--warn);
      }

      .bad {
        background: var(--bad-wash);
      }

      .bad > .icon {
        color: var(--bad);
      }

      ::slotted(*) {
        margin-block-start: var(--s1);
      }

      .marked ::slotted(*) {
        grid-column: 2;
      }

      @media (forced-colors: active) {
        .notice.marked {
          border-color: CanvasText;
        }
      }
    `,
  ]

  @property() heading = ''

  @property() text = ''

  /** `quiet` is dashed and says why nothing is shown; the others are marked, `warn` and `bad` need the agent. */
  @property() kind: 'quiet' | 'info' | 'warn' | 'bad' = 'quiet'

  @property() icon: IconName = 'alert'

  protected override render() {
    const isMarked = this.kind !== 'quiet'
    return html`<div class="notice ${isMarked ? `marked ${this.kind}` : ''}">
      ${isMarked ? icon(this.icon) : nothing}
      <p class="title">${this.heading}</p>
      <p>${this.text}</p>
      <slot></slot>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-notice': StatusNotice
  }
}
