import { html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Grid } from '../../../server/protocol/assists.ts'
import { titleOf } from './form-schema.ts'

export type Place = Grid['tiles'][string]

/** What a key does to a tile; with Shift it changes the size. */
const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * A grid on which tiles are dragged about: by pointer (the corner resizes), or by arrow keys (with Shift they resize, Delete
 * removes). Tiles may lie over each other while they are moved; what overlaps is said.
 *
 * @event {Event} grid-change - `grid` is another one now.
 */
@customElement('console-grid-board')
export class GridBoard extends LitElement {
  @property({ attribute: false }) grid!: Grid
  @property({ type: Boolean }) disabled = false

  @state() private held?: { id: string; resizes: boolean; from: Place; startX: number; startY: number }

  protected override createRenderRoot(): this {
    return this
  }

  protected override updated(): void {
    const board = this.querySelector<HTMLElement>('.board')
    board?.style.setProperty('--columns', String(this.grid.columns))
    board?.style.setProperty('--rows', String(this.grid.rows))
    for (const tile of this.querySelectorAll<HTMLElement>('[data-place]')) {
      const place = this.grid.tiles[tile.dataset.place ?? '']
      if (!place) continue
      tile.style.gridArea = `${place.y + 1} / ${place.x + 1} / span ${place.rows} / span ${place.columns}`
    }
  }

  protected override render() {
    const overlapping = overlaps(this.grid)
    return html`<div class="board">
        ${Object.entries(this.grid.tiles).map(
          ([id, { x, y, columns, rows }]) => html`<div
            class="board-tile ${overlapping.has(id) ? 'over' : ''}"
            data-place=${id}
            role="group"
            tabindex=${this.disabled ? -1 : 0}
            aria-label="${titleOf([id])}: column ${x + 1}, row ${y + 1}, ${columns} wide, ${rows} high"
            aria-describedby="board-help"
            @keydown=${(event: KeyboardEvent) => this.#press(event, id)}
            @pointerdown=${(event: PointerEvent) => this.#grab(event, id)}
            @pointermove=${this.#drag}
            @pointerup=${this.#release}
            @pointercancel=${this.#release}
          >
            <span>${titleOf([id])}</span><i class="corner" data-corner></i>
          </div>`,
        )}
      </div>
      <p class="meta" id="board-help">
        Drag a tile, or its corner to resize it. By keyboard: arrows move, with Shift they resize, Delete takes it off.
      </p>
      <p class="outcome bad" role="status">${overlapping.size > 0 ? `These lie over each other: ${[...overlapping].map(id => titleOf([id])).join(', ')}.` : ''}</p>`
  }

  #press(event: KeyboardEvent, id: string) {
    if (this.disabled) return
    const step = steps[event.key]
    const place = this.grid.tiles[id]
    if (event.key === 'Delete') this.#remove(id)
    else if (step && place) this.#put(id, moved(place, step[0], step[1], event.shiftKey))
    else return
    event.preventDefault()
  }

  #remove(id: string) {
    const { [id]: _removed, ...tiles } = this.grid.tiles
    this.#change({ ...this.grid, tiles })
  }

  #grab(event: PointerEvent, id: string) {
    const from = this.grid.tiles[id]
    if (this.disabled || !from) return
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    const resizes = (event.target as HTMLElement).hasAttribute('data-corner')
    this.held = { id, resizes, from, startX: event.clientX, startY: event.clientY }
  }

  readonly #drag = (event: PointerEvent) => {
    const board = this.querySelector('.board')
    if (!this.held || !board) return
    const { id, resizes, from, startX, startY } = this.held
    const { width, height } = board.getBoundingClientRect()
    const right = Math.round(((event.clientX - startX) * this.grid.columns) / width)
    const down = Math.round(((event.clientY - startY) * this.grid.rows) / height)
    this.#put(id, moved(from, right, down, resizes))
  }

  readonly #release = () => {
    this.held = undefined
  }

  #put(id: string, place: Place) {
    const within = keptWithin(place, this.grid)
    const before = this.grid.tiles[id]
    if (JSON.stringify(before) !== JSON.stringify(within))
      this.#change({ ...this.grid, tiles: { ...this.grid.tiles, [id]: within } })
  }

  #change(grid: Grid) {
    this.grid = grid
    this.dispatchEvent(new Event('grid-change'))
  }
}

const moved = ({ x, y, columns, rows }: Place, right: number, down: number, resizes: boolean): Place =>
  resizes
    ? { x, y, columns: columns + right, rows: rows + down }
    : { x: x + right, y: y + down, columns, rows }

/** The nearest place that lies within the grid. */
export function keptWithin(place: Place, grid: Pick<Grid, 'columns' | 'rows'>): Place {
  const columns = Math.max(1, Math.min(place.columns, grid.columns))
  const rows = Math.max(1, Math.min(place.rows, grid.rows))
  const x = Math.max(0, Math.min(place.x, grid.columns - columns))
  const y = Math.max(0, Math.min(place.y, grid.rows - rows))
  return { x, y, columns, rows }
}

function overlaps({ tiles }: Grid): Set<string> {
  const found = new Set<string>()
  const entries = Object.entries(tiles)
  for (const [index, [id, place]] of entries.entries())
    for (const [otherId, other] of entries.slice(index + 1))
      if (areOver(place, other)) found.add(id).add(otherId)
  return found
}

const areOver = (one: Place, other: Place) =>
  one.x < other.x + other.columns &&
  other.x < one.x + one.columns &&
  one.y < other.y + other.rows &&
  other.y < one.y + one.rows

declare global {
  interface HTMLElementTagNameMap {
    'console-grid-board': GridBoard
  }
}
