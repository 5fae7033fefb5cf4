import type { Grid } from '../../server/protocol/assists.ts'

/**
 * Lays tiles out as a grid says, by their `data-tile`; where there is no grid, as the styles do. In a narrow panel
 * they stand below each other in the grid's reading order. Set as properties: the page's policy allows no style
 * attributes.
 */
export function placeTiles(workspace: HTMLElement | null, grid: Grid | undefined): void {
  if (!workspace) return
  const { style } = workspace
  style.setProperty('--grid-columns', grid ? String(grid.columns) : null)
  style.setProperty('--grid-rows', grid ? String(grid.rows) : null)
  style.setProperty('--grid-gap', grid ? `${grid.gap}px` : null)
  style.setProperty('--grid-colour', grid?.background?.colour ?? null)
  style.backgroundImage = grid?.background?.image ? `url(${JSON.stringify(grid.background.image)})` : ''
  for (const tile of workspace.querySelectorAll<HTMLElement>('[data-tile]')) {
    const place = grid?.tiles[tile.dataset.tile ?? '']
    tile.toggleAttribute('data-outside', grid !== undefined && !place)
    tile.style.setProperty('--place', place ? areaOf(place) : null)
    tile.style.order = place ? String(place.y * 24 + place.x) : ''
  }
}

function areaOf({ x, y, columns, rows }: Grid['tiles'][string]) {
  return `${y + 1} / ${x + 1} / span ${rows} / span ${columns}`
}
