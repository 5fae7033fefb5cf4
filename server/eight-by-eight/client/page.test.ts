import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { collect } from '../testing/collect.ts'
import { everyItem, type Page, pageOf } from './page.ts'

const item = z.object({ id: z.string() })
const items = (...ids: string[]) => ids.map(id => ({ id }))

describe('a page', () => {
  const page = pageOf('webhooks', item)

  test.each<[unknown, Page<{ id: string }>]>([
    [
      {
        _embedded: { webhooks: items('1', '2') },
        page: { size: 2, number: 0, totalElements: 3, totalPages: 2 },
      },
      { items: items('1', '2'), totalElements: 3, totalPages: 2 },
    ],
    [{ page: { totalElements: 0, totalPages: 0 } }, { items: [], totalElements: 0, totalPages: 0 }],
    [{ _embedded: {} }, { items: [] }],
    [{ _embedded: { webhooks: null } }, { items: [] }],
    [{ _embedded: null }, { items: [] }],
    [
      { _embedded: { webhooks: [{ id: '1' }, { name: 'no id' }, null] }, page: { totalPages: 'many' } },
      { items: items('1') },
    ],
  ])('%j', (answer, expected) => {
    expect(page.parse(answer)).toEqual(expected)
  })

  test.each([undefined, null, 'text', [], { _embedded: 'none' }, { _embedded: { webhooks: {} } }])(
    '%j is none',
    answer => {
      expect(page.safeParse(answer).success).toBe(false)
    },
  )
})

describe('every item', () => {
  const call = { method: 'GET', path: '/list' } as const
  const read = (pages: Page<{ id: string }>[]) => {
    const asked: number[] = []
    const all = everyItem(call, async ({ page }) => {
      asked.push(page)
      return pages[Math.min(page, pages.length - 1)] ?? { items: [] }
    })
    return { all, asked }
  }

  test('comes once, although pages shift while they are read', async () => {
    const { all, asked } = read([
      { items: items('1', '2'), totalPages: 2 },
      { items: items('2', '3'), totalPages: 2 },
    ])
    expect(await collect(all)).toEqual(items('1', '2', '3'))
    expect(asked).toEqual([0, 1])
  })

  test('comes from a list that does not count its pages', async () => {
    const { all } = read([{ items: items('1') }, { items: items('2') }, { items: [] }])
    expect(await collect(all)).toEqual(items('1', '2'))
  })

  test('comes from a list that always gives its first page', async () => {
    const { all, asked } = read([{ items: items('1', '2') }])
    expect(await collect(all)).toEqual(items('1', '2'))
    expect(asked).toEqual([0, 1])
  })

  test('is read no further than wanted', async () => {
    const { all, asked } = read([{ items: items('1'), totalPages: 9 }])
    for await (const _ of all) break
    expect(asked).toEqual([0])
  })

  test('of a list without an end is an error, not a shorter list', async () => {
    const { all } = read([{ items: items('1'), totalPages: 1_000_000 }])
    await expect(collect(all)).rejects.toMatchObject({ kind: 'unexpected', ambiguous: false })
  })
})
