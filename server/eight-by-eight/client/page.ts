import { z } from 'zod'
import { lenientList } from '../lenient.ts'
import { type Call, callError } from './call.ts'

/** One page of a HAL list. */
export interface Page<Item> {
  items: Item[]
  totalPages?: number | undefined
  totalElements?: number | undefined
}

export interface PageQuery {
  /** Items on a page; 8x8 takes 20 when not told. */
  size?: number
  /** From 0. */
  page?: number
  /** For instance `id:asc`. */
  sort?: string
  /** FIQL, for instance `name==Support`. */
  filter?: string
}

/** Items that are read of one page; more are left out. */
export const MAX_ITEMS_ON_A_PAGE = 1000

const count = z.number().int().nonnegative().optional().catch(undefined)

/**
 * Reads `_embedded.<name>` and `page` (Chat Gateway v1.0, lists). `_embedded` may be absent when there is nothing;
 * anything else in its place is no page, for a list that cannot be read must not pass for an empty one.
 */
export const pageOf = <Schema extends z.ZodType>(name: string, item: Schema) =>
  pageOfList(name, items.pipe(lenientList(item, MAX_ITEMS_ON_A_PAGE)))

/** The same with its items as they came, for who reads a few of them. */
export const unreadPageOf = (name: string) => pageOfList(name, items)

const items = z.array(z.unknown()).nullish()

const pageOfList = <Item>(name: string, list: z.ZodType<Item[] | null | undefined>) =>
  z
    .object({
      _embedded: z.object({ [name]: list }).nullish(),
      page: z.object({ totalPages: count, totalElements: count }).catch({}),
    })
    .transform(({ _embedded, page }): Page<Item> => ({ items: _embedded?.[name] ?? [], ...page }))

const PAGE_SIZE = 100
const MAX_PAGES = 100

/**
 * Every item of a list, page after page, each once. Rejects after {@link MAX_PAGES} pages rather than end early, for
 * who looks for something must not take "not found yet" for "not there".
 */
export async function* everyItem<Item extends { id: string }>(
  call: Call,
  readPage: (query: { size: number; page: number }) => Promise<Page<Item>>,
  size = PAGE_SIZE,
): AsyncGenerator<Item> {
  const seen = new Set<string>()
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, totalPages } = await readPage({ size, page })
    const fresh = items.filter(({ id }) => !seen.has(id))
    for (const item of fresh) {
      seen.add(item.id)
      yield item
    }
    if (totalPages === undefined ? fresh.length === 0 : page + 1 >= totalPages) return
  }
  throw callError(call, 'unexpected', `the list has more than ${MAX_PAGES} pages`)
}
