import { beforeEach, describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'

interface ChannelList {
  _embedded?: { channels: { id: string; name: string }[] }
  _links: { self: { href: string } }
  page: { size: number; number: number; totalElements: number; totalPages: number }
}

describe('lists', () => {
  const fixture = useFixture()
  beforeEach(() => {
    for (const [id, name] of [
      ['12', 'Sales'],
      ['3', 'Support'],
      ['25', 'Returns'],
    ] as const) {
      fixture.simulator.seed({ webhookUrl: fixture.receiver.url, channelId: id, channelName: name })
    }
  })
  const list = async (query: string) => (await fixture.call<ChannelList>('GET', `/channels?${query}`)).body
  const names = (body: ChannelList) => body._embedded?.channels.map(({ name }) => name)

  it('come in pages with the totals', async () => {
    const first = await list('size=3&sort=name:asc')
    expect(names(first)).toEqual(['Returns', 'Sales', 'Support'])
    expect(first.page).toEqual({ size: 3, number: 0, totalElements: 4, totalPages: 2 })
    expect(first._links.self.href).toBe('/chat-gateway/v1/channels?size=3&sort=name:asc')
    expect(names(await list('size=3&page=1&sort=name:asc'))).toEqual(['Website chat'])
  })

  it.each([
    ['name==Sales', ['Sales']],
    ['name==S*', ['Sales', 'Support']],
    ['name==Sales,(routingOptions.id==101;name==*port)', ['Sales', 'Support']],
    ['name!=Sales;type==ChatAPI;(name==R*,name==Sup*)', ['Returns', 'Support']],
  ])('are filtered by %s', async (filter, expected) => {
    const found = await list(`sort=name:asc&filter=${encodeURIComponent(filter)}`)
    expect(names(found)).toEqual(expected)
  })

  it.each(['size=0', 'page=-1', 'size=many', 'sort=name', 'filter=(name==x', 'filter=name'])(
    'refuse %s',
    async query => {
      expect((await fixture.call('GET', `/channels?${query}`)).status).toBe(400)
    },
  )

  it('keep or leave out _embedded when empty, as set', async () => {
    expect(names(await list('filter=name==Nobody'))).toEqual([])
    fixture.simulator.configure({ omitEmptyEmbedded: true })
    const empty = await list('filter=name==Nobody')
    expect(empty).not.toHaveProperty('_embedded')
    expect(empty.page.totalElements).toBe(0)
  })
})
