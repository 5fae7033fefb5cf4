import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Grid } from '../../../server/protocol/assists.ts'
import type { AdministeredEndpoint } from '../../../server/protocol/endpoints.ts'
import { BUILT_IN } from '../../workspace/built-in.ts'
import { askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { saveCopilot } from '../save-copilot.ts'
import { chooseEndpoint } from '../ui/choose-endpoint.ts'
import { titleOf } from '../ui/form-schema.ts'
import { type GridBoard, keptWithin } from '../ui/grid-board.ts'
import '../ui/workspace-preview.ts'

/** As the copilot lays itself out where there is room, as a grid to begin with. */
const START: Grid = {
  columns: 12,
  rows: 12,
  gap: 12,
  tiles: {
    customer: { x: 0, y: 0, columns: 12, rows: 2 },
    transcript: { x: 0, y: 2, columns: 6, rows: 10 },
    suggestions: { x: 6, y: 2, columns: 6, rows: 6 },
    knowledge: { x: 6, y: 8, columns: 6, rows: 4 },
  },
}
const NEW_TILE = { x: 0, y: 0, columns: 4, rows: 3 }

/** The workspace designer: where an endpoint's tiles stand, with a live preview. */
@customElement('console-workspace')
export class WorkspacePage extends ConsolePage {
  @state() private endpoints: { id: string; name: string }[] = []
  @state() private endpoint?: AdministeredEndpoint
  @state() private grid?: Grid
  @state() private isChanged = false

  protected override async load(): Promise<void> {
    this.endpoints = await askAll('/endpoints')
    const id = this.parts[0] ?? this.endpoints[0]?.id
    this.endpoint = id ? await this.read(`/endpoints/${encodeURIComponent(id)}`) : undefined
    this.grid = this.endpoint?.settings.copilot.grid
    this.isChanged = false
  }

  protected override renderPage() {
    const { endpoint } = this
    if (!endpoint)
      return html`<header class="page-head"><h1>Workspace</h1></header>
        ${this.isLoading ? nothing : html`<div class="notice"><h2>No endpoint yet</h2><p>A workspace belongs to an endpoint. Create one first.</p></div>`}`
    return html`<header class="page-head"><h1>Workspace</h1>${chooseEndpoint('workspace', this.endpoints, endpoint.id)}</header>
      ${this.grid ? this.#renderDesigner(this.grid) : this.#renderOwn()}
      <section class="tile" aria-label="Preview">
        <div class="section-head"><h2>Preview</h2><span class="meta">In a narrow panel the tiles stand below each other, in reading order.</span></div>
        <div class="preview"><console-workspace-preview .grid=${this.grid}></console-workspace-preview></div>
      </section>`
  }

  #renderOwn() {
    return html`<div class="notice">
      <h2>The copilot’s own layout</h2>
      <p>It arranges itself by the room there is. Design a grid to add tiles of your own, or to leave some out.</p>
      ${this.can('endpoints:write') ? html`<button type="button" class="button" @click=${() => this.#change(START)}>Design a grid</button>${this.isChanged ? this.#renderSave() : nothing}` : nothing}
    </div>`
  }

  #renderDesigner(grid: Grid) {
    const mayWrite = this.can('endpoints:write')
    return html`<section class="tile" aria-label="Grid">
      <div class="search">
        ${this.#number('columns', 'Columns', grid.columns, 24)} ${this.#number('rows', 'Rows', grid.rows, 100)} ${this.#number('gap', 'Gap in pixels', grid.gap, 64)}
        <div class="labelled"><label for="colour">Background</label><input id="colour" type="color" .value=${grid.background?.colour ?? '#f4f3ee'} ?disabled=${!mayWrite} @change=${(event: Event) => this.#change({ ...grid, background: { ...grid.background, colour: (event.target as HTMLInputElement).value } })} /></div>
      </div>
      <console-grid-board .grid=${grid} ?disabled=${!mayWrite} @grid-change=${(event: Event) => this.#change((event.target as GridBoard).grid)}></console-grid-board>
      ${mayWrite ? html`${this.#renderPalette(grid)} ${this.#renderSave()}` : nothing}
    </section>`
  }

  #number(name: 'columns' | 'rows' | 'gap', label: string, value: number, most: number) {
    const read = (event: Event) => {
      const number = Math.round(Number((event.target as HTMLInputElement).value))
      const grid = {
        ...(this.grid ?? START),
        [name]: Math.max(name === 'gap' ? 0 : 1, Math.min(most, number || 0)),
      }
      const tiles = Object.fromEntries(
        Object.entries(grid.tiles).map(([id, place]) => [id, keptWithin(place, grid)]),
      )
      this.#change({ ...grid, tiles })
    }
    return html`<div class="labelled"><label for=${name}>${label}</label><input id=${name} type="number" min=${name === 'gap' ? 0 : 1} max=${most} .value=${String(value)} ?disabled=${!this.can('endpoints:write')} @change=${read} /></div>`
  }

  #renderPalette(grid: Grid) {
    const missing = [...BUILT_IN].filter(id => !Object.hasOwn(grid.tiles, id))
    return html`<div class="actions">
      ${missing.map(id => html`<button type="button" class="button" @click=${() => this.#place(grid, id)}>Add ${titleOf([id]).toLowerCase()}</button>`)}
      <form class="actions" @submit=${(event: SubmitEvent) => this.#placeOwn(event, grid)}>
        <label class="inline">A tile that a bot fills, by its id <input name="tile" required maxlength="256" spellcheck="false" /></label>
        <button class="button">Add it</button>
      </form>
    </div>`
  }

  #place(grid: Grid, id: string) {
    this.#change({ ...grid, tiles: { ...grid.tiles, [id]: keptWithin(NEW_TILE, grid) } })
  }

  #placeOwn(event: SubmitEvent, grid: Grid) {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    this.#place(grid, (new FormData(form).get('tile') as string).trim())
    form.reset()
  }

  #renderSave() {
    return html`<div class="actions foot">
      ${this.button('save', 'Save workspace', this.#save, this.isChanged ? 'primary' : '')}
      ${this.grid ? html`<button type="button" class="button" @click=${() => this.#change(undefined)}>Back to the copilot’s own layout</button>` : nothing}
      <p class="meta">${this.isChanged ? 'Not saved yet.' : 'New chats begin with it.'}</p>
    </div>`
  }

  #change(grid: Grid | undefined) {
    this.grid = grid
    this.isChanged = true
  }

  readonly #save = () =>
    this.act(
      'save',
      async () => {
        this.endpoint = await saveCopilot(this.endpoint as AdministeredEndpoint, { grid: this.grid })
        this.isChanged = false
      },
      'Saved. New chats begin with it.',
    )
}

declare global {
  interface HTMLElementTagNameMap {
    'console-workspace': WorkspacePage
  }
}
