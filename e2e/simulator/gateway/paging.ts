import type { Request } from 'express'
import { z } from 'zod'
import type { World } from '../world.ts'
import { generalError } from './errors.ts'
import { parseFilter } from './filter.ts'
import { answer, type GatewayResponse } from './respond.ts'

const querySchema = z.object({
  size: z.coerce.number().int().min(1).default(20),
  page: z.coerce.number().int().min(0).default(0),
  sort: z
    .string()
    .regex(/^\w+:(asc|desc)$/)
    .optional(),
  filter: z.string().max(1000).optional(),
})

interface ListOptions<Item> {
  /** The name under `_embedded`. */
  plural: string
  /** In order of creation. */
  items: readonly Item[]
  /** As the API shows an item. */
  show: (item: Item) => object
  /** `createdAt:desc` sorts newest first and by nothing else. */
  order: 'id:asc' | 'createdAt:desc'
}

/** Answers with one page of a HAL list; Chat Gateway v1.0, `size`, `page`, `sort` and `filter`. */
export function answerList<Item>(
  world: World,
  request: Request,
  response: GatewayResponse,
  options: ListOptions<Item>,
) {
  const parsed = querySchema.safeParse(request.query)
  if (!parsed.success) throw generalError(400, 'invalid_parameter', 'size, page or sort is invalid.')
  const { page, sort = options.order, filter } = parsed.data
  const size = Math.min(parsed.data.size, world.settings.largestPage)
  const wanted = sorted(filtered(options, filter), sort, options)
  const shown = wanted.slice(page * size, (page + 1) * size).map(options.show)
  const isBare = shown.length === 0 && world.settings.omitEmptyEmbedded
  answer(response, 200, {
    ...(isBare ? {} : { _embedded: { [options.plural]: shown } }),
    _links: { self: { href: request.originalUrl } },
    page: { size, number: page, totalElements: wanted.length, totalPages: Math.ceil(wanted.length / size) },
  })
}

function filtered<Item>({ items, show }: ListOptions<Item>, filter: string | undefined): readonly Item[] {
  if (filter === undefined) return items
  const condition = parseFilter(filter)
  if (!condition) throw generalError(400, 'invalid_filter', `The filter ${filter} is not FIQL.`)
  return items.filter(item => condition(show(item)))
}

function sorted<Item>(
  items: readonly Item[],
  sort: string,
  { order, show }: ListOptions<Item>,
): readonly Item[] {
  const [field = '', direction] = sort.split(':')
  if (order === 'createdAt:desc') {
    if (field !== 'createdAt')
      throw generalError(400, 'invalid_parameter', 'Only createdAt can be sorted by.')
    return direction === 'desc' ? [...items].reverse() : items
  }
  const keyed = items.map(item => ({
    item,
    key: sortKey((show(item) as Record<string, unknown>)[field]),
  }))
  const sign = direction === 'desc' ? -1 : 1
  return keyed
    .sort((a, b) => sign * a.key.localeCompare(b.key, 'en', { numeric: true }))
    .map(({ item }) => item)
}

const sortKey = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
