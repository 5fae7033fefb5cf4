import type { Folds } from './session-draft.ts'

/** What bots and programs change in the workspace. */
export const tileFolds: Folds = {
  'grid-set': (draft, { grid }) => {
    draft.grid = grid
  },
  'tile-updated': (draft, { tileId, tile }) => {
    const data = 'data' in tile ? tile.data : undefined
    draft.tiles = { ...draft.tiles, [tileId]: { tile, data } }
  },
  'tile-data-sent': (draft, { tileId, data }) => {
    const known = draft.tiles[tileId]
    if (known) draft.tiles = { ...draft.tiles, [tileId]: { ...known, data } }
  },
  'tile-removed': (draft, { tileId }) => {
    const { [tileId]: _removed, ...others } = draft.tiles
    draft.tiles = others
  },
}
