import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { connectionStripStyles } from '../connection-strip.styles.ts'
import { RequestError } from '../session/copilot-client.ts'
import type { RequestEvent } from '../session/request-event.ts'
import { base } from '../ui/base.ts'
import { tokens } from '../ui/tokens.ts'
import { states } from './states.ts'
import type { GalleryState } from './tile-states.ts'

/** Every state of every tile under its name, as the page shows it. */
@customElement('agent-copilot-gallery')
export class GalleryPage extends LitElement {
  static override styles = [
    tokens,
    base,
    connectionStripStyles,
    css`
      :host {
        display: block;
        padding: var(--s4);
        font: var(--text-body);
        color: var(--ink);
        background: var(--paper);
      }

      h1 {
        font: var(--text-title);
      }

      .states {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--width)), var(--width)));
        gap: var(--s5) var(--s4);
        align-items: start;
      }

      h2 {
        margin-block: var(--s5) var(--s3);
        font: var(--text-title);
      }

      h3 {
        margin-block-end: var(--s1);
        font: var(--text-label);
        color: var(--ink-soft);
      }

      .state {
        min-inline-size: 0;
      }

      .stage {
        container-type: inline-size;
      }
    `,
  ]

  /** The id of the one state to show; all where it is empty. */
  @property() only = ''

  @property({ reflect: true }) theme = ''

  /** How wide a state is, in pixels. */
  @property({ type: Number }) width = 360

  protected override firstUpdated(): void {
    this.style.setProperty('--width', `${this.width}px`)
    for (const state of this.#shown) void this.#reach(state)
  }

  async #reach({ id, reach }: GalleryState) {
    const stage = this.renderRoot.querySelector<HTMLElement>(`[data-state="${id}"] .stage`)
    const element = stage?.firstElementChild as LitElement | null | undefined
    if (!stage || !element) return
    await element.updateComplete
    await reach?.(element)
    stage.dataset['reached'] = 'true'
  }

  get #shown() {
    return states.filter(({ id }) => !this.only || id === this.only)
  }

  /** A tile asks its session; here the state answers, or nobody does. */
  readonly #answer = (event: RequestEvent, state: GalleryState) => {
    event.stopPropagation()
    const answer = state.answers?.[event.name]
    event.answer = answer ? Promise.resolve(answer as never) : Promise.reject(new RequestError('unknown'))
  }

  protected override render() {
    const groups = Map.groupBy(this.#shown, ({ tile }) => tile)
    return html`${this.only ? nothing : html`<h1>Gallery</h1>`}
    ${[...groups].map(
      ([tile, list]) => html`${this.only ? nothing : html`<h2>${tile}</h2>`}
        <div class="states">${list.map(state => this.#renderState(state))}</div>`,
    )}`
  }

  #renderState(state: GalleryState) {
    return html`<div class="state" data-state=${state.id}>
      <h3>${state.title}</h3>
      <div class="stage" @copilot-request=${(event: RequestEvent) => this.#answer(event, state)}>${state.render()}</div>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-gallery': GalleryPage
  }
}
