import { z } from 'zod'
import { invalid } from '../problem.ts'

const LARGEST_PAGE = 200
const USUAL_PAGE = 50

/** The query of every list: `limit` items, and the `cursor` that the page before ended with. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(USUAL_PAGE),
  cursor: z.string().max(1_000).optional().meta({ description: '`next` of the page before.' }),
}

/** A page of a list; `next` is the cursor of the page after, null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

/**
 * Turns rows read with `limit + 1` into a page. `place` says where an item stands in the order of the list: what the
 * query that reads the next page compares with.
 */
export function toPage<Item, Place extends z.core.util.JSONType>(
  rows: readonly Item[],
  limit: number,
  place: (item: Item) => Place,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isLast = rows.length <= limit || last === undefined
  return { items, next: isLast ? null : Buffer.from(JSON.stringify(place(last))).toString('base64url') }
}

/** The place that a cursor names, as `toPage` made it; undefined without one. Throws for one that nobody was given. */
export function readCursor<Place extends z.ZodType>(
  cursor: string | undefined,
  place: Place,
): z.output<Place> | undefined {
  if (cursor === undefined) return undefined
  const parsed = place.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw invalid('cursor', 'is not one that this list gave')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
