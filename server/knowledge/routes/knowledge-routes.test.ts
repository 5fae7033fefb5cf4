import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../../e2e/testing/api-client.ts'
import { Bridge } from '../../../e2e/testing/bridge.ts'
import type { Passage } from '../../protocol/assists.ts'
import type { AdministeredEndpoint } from '../../protocol/endpoints.ts'
import type {
  ImportProgress,
  KnowledgeHealth,
  KnowledgeImport,
  KnowledgeSource,
  SourceDocument,
  WholeDocument,
} from '../../protocol/knowledge.ts'
import { makePdf } from '../sources/testing/make-pdf.ts'
import { HANG, WebSite } from '../sources/testing/web-site.ts'

const KNOWLEDGE = '/endpoints/northline/knowledge'

/** Somebody who looks after an endpoint's knowledge. */
class Librarian {
  readonly api: ApiClient

  constructor(api: ApiClient) {
    this.api = api
  }

  source(draft: object): Promise<KnowledgeSource> {
    return this.api.ask('POST', `${KNOWLEDGE}/sources`, { name: 'Source', ...draft })
  }

  read({ id }: { id: string }): Promise<KnowledgeSource> {
    return this.api.ask('GET', `${KNOWLEDGE}/sources/${id}`)
  }

  async upload({ id }: { id: string }, files: Record<string, string | Uint8Array>, mode = 'replace') {
    const form = new FormData()
    for (const [name, content] of Object.entries(files))
      form.append('file', new Blob([Buffer.from(content)]), name)
    return await this.api.ask<KnowledgeImport>('POST', `${KNOWLEDGE}/sources/${id}/files?mode=${mode}`, form)
  }

  progress({ sourceId, id }: KnowledgeImport): Promise<ImportProgress> {
    return this.api.ask('GET', `${KNOWLEDGE}/sources/${sourceId}/imports/${id}`)
  }

  /** How an import came out. */
  async outcome(begun: KnowledgeImport | undefined): Promise<ImportProgress> {
    if (!begun) return expect.unreachable('nothing is imported')
    await expect.poll(async () => (await this.progress(begun)).endedAt, { timeout: 15_000 }).toBeDefined()
    return await this.progress(begun)
  }

  async titles({ id }: { id: string }): Promise<string[]> {
    const { items } = await this.api.ask<{ items: SourceDocument[] }>(
      'GET',
      `${KNOWLEDGE}/sources/${id}/documents`,
    )
    return items.map(({ title }) => title)
  }

  /** The title of what is found first. */
  async finds(text: string, filter = ''): Promise<string | undefined> {
    const { passages } = await this.api.ask<{ passages: { title: string }[] }>(
      'GET',
      `${KNOWLEDGE}/search?text=${encodeURIComponent(text)}${filter}`,
    )
    return passages[0]?.title
  }
}

const PAGE = (title: string, text: string) =>
  `<html lang="en"><main><h1>${title}</h1><p>${text}</p></main></html>`

describe('an endpoint’s knowledge', () => {
  let site: WebSite
  let bridge: Bridge
  let librarian: Librarian
  beforeAll(async () => {
    site = await WebSite.open()
    bridge = await Bridge.start({ config: { knowledgeHosts: [site.host] } })
    librarian = new Librarian(await becomeOwner(bridge.service))
  })
  beforeEach(() => {
    site.pages.clear()
    site.asked.length = 0
  })
  afterAll(async () => {
    await bridge.close()
    await site[Symbol.asyncDispose]()
  })

  it('is searched with the endpoint’s synonyms from the moment that they are saved', async () => {
    const typed = await librarian.source({ kind: 'typed', name: 'Synonyms' })
    await librarian.api.ask('POST', `${KNOWLEDGE}/sources/${typed.id}/documents`, {
      title: 'Lost umbrellas',
      body: 'Lost umbrellas wait at the counter.',
    })
    const change = async (synonyms: string[][]) => {
      const { name, settings, revision } = await librarian.api.ask<AdministeredEndpoint>(
        'GET',
        '/endpoints/northline',
      )
      const changed = { name, settings: { ...settings, knowledge: { synonyms } }, revision }
      return await librarian.api.call('PUT', '/endpoints/northline', changed)
    }
    expect(await librarian.finds('brolly')).toBeUndefined()
    await change([['umbrella', 'brolly']])
    await expect.poll(() => librarian.finds('brolly')).toBe('Lost umbrellas')
    expect(
      (
        await change([
          ['umbrella', 'brolly'],
          ['Brolly', 'parasol'],
        ])
      ).status,
    ).toBe(400)
    await change([])
    await expect.poll(() => librarian.finds('brolly')).toBeUndefined()
    await librarian.api.ask('DELETE', `${KNOWLEDGE}/sources/${typed.id}`)
  })

  it('is uploaded in files of every kind, and each one’s outcome is told', async () => {
    const source = await librarian.source({ kind: 'files', name: 'Handbook', tags: ['handbook'] })
    expect(source).toMatchObject({ kind: 'files', documents: 0, managed: false, tags: ['handbook'] })
    const begun = await librarian.upload(source, {
      'parking.md': '# Parking\n\nParking at the shop costs three euros an hour.',
      'faq.csv': 'question,answer\nWhen do you open on Sundays?,We open at ten on Sundays.\nEmpty?,\n',
      'garden.pdf': makePdf([[{ text: 'The garden closes when it is dark outside.', y: 700 }]]),
      'photo.jpg': 'not text',
      'broken.pdf': 'no pdf',
      'empty.txt': '',
    })
    expect(begun).toMatchObject({ sourceId: source.id, status: expect.stringMatching(/waiting|running/) })
    const { outcomes, ...rest } = await librarian.outcome(begun)
    expect(rest).toMatchObject({ status: 'done', total: 6, done: 3, skipped: 2, failed: 1 })
    expect(
      outcomes.map(({ name, result, documents }) => `${name} ${result} ${documents}`).toSorted(),
    ).toEqual([
      'broken.pdf failed 0',
      'empty.txt skipped 0',
      'faq.csv done 1',
      'garden.pdf done 1',
      'parking.md done 1',
      'photo.jpg skipped 0',
    ])
    expect(outcomes[0]).toMatchObject({ name: 'broken.pdf', reason: 'This PDF is damaged, or it is no PDF.' })
    expect(outcomes.find(({ name }) => name === 'faq.csv')?.reason).toContain('One row was left out')
    expect((await librarian.titles(source)).toSorted()).toEqual([
      'Garden',
      'Parking',
      'When do you open on Sundays?',
    ])
    await expect
      .poll(() => librarian.finds('when do you open on sundays'))
      .toBe('When do you open on Sundays?')
    expect(await librarian.read(source)).toMatchObject({ documents: 3, lastImport: { status: 'done' } })
    const { passages } = await librarian.api.ask<{ passages: Passage[] }>(
      'GET',
      `${KNOWLEDGE}/search?text=parking+euros&tag=handbook&sourceId=${source.id}`,
    )
    expect(passages[0]).toMatchObject({
      title: 'Parking',
      sourceId: source.id,
      sourceName: 'Handbook',
      tags: ['handbook'],
    })
    expect(await librarian.finds('parking euros', '&tag=elsewhere')).toBeUndefined()
  })

  it('is replaced in one step; what cannot be read now stays, and so does all where nothing can be', async () => {
    const source = await librarian.source({ kind: 'files' })
    await librarian.outcome(
      await librarian.upload(source, {
        'a.md': '# Old a\n\nText.',
        'b.md': '# B\n\nText of b.',
        'c.md': '# C\n\nText of c.',
      }),
    )
    await librarian.outcome(
      await librarian.upload(source, { 'a.md': '# New a\n\nText.', 'b.md': Buffer.from([0, 1, 2]) }),
    )
    expect((await librarian.titles(source)).toSorted()).toEqual(['B', 'New a'])
    const nothing = await librarian.outcome(await librarian.upload(source, { 'x.pdf': 'no pdf' }))
    expect(nothing).toMatchObject({ status: 'failed', reason: expect.stringContaining('left as it was') })
    expect((await librarian.titles(source)).toSorted()).toEqual(['B', 'New a'])
    await librarian.outcome(await librarian.upload(source, { 'd.md': '# D\n\nText of d.' }, 'add'))
    expect((await librarian.titles(source)).toSorted()).toEqual(['B', 'D', 'New a'])
  })

  it('keeps a document’s id when its file is read again', async () => {
    const source = await librarian.source({ kind: 'files' })
    const ids = async () =>
      (
        await librarian.api.ask<{ items: SourceDocument[] }>(
          'GET',
          `${KNOWLEDGE}/sources/${source.id}/documents`,
        )
      ).items.map(({ id }) => id)
    await librarian.outcome(await librarian.upload(source, { 'a.md': '# One\n\nText.' }))
    const before = await ids()
    await librarian.outcome(await librarian.upload(source, { 'a.md': '# Another\n\nOther text.' }))
    expect(await ids()).toEqual(before)
  })

  it('is read from a sitemap, as the site allows', async () => {
    site.pages.set('/robots.txt', { type: 'text/plain', body: 'User-agent: *\nDisallow: /internal' })
    site.pages.set(
      '/help/a',
      PAGE('Restarting the hub', 'Hold the button of the hub for ten seconds to restart it.'),
    )
    site.pages.set('/help/b', PAGE('Colours of the light', 'A red light means that the hub has no line.'))
    site.pages.set(
      '/help/copy',
      PAGE('Restarting the hub', 'Hold the button of the hub for ten seconds to restart it.'),
    )
    site.pages.set('/internal/c', PAGE('Prices', 'Not for robots.'))
    site.pages.set('/help/photo', { type: 'image/png', body: 'x' })
    site.pages.set('/help/moved', { location: 'http://localhost:8080/' })
    const sitemap = site.sitemap(
      '/help/a',
      '/help/b',
      '/help/copy',
      '/internal/c',
      '/help/photo',
      '/help/moved',
      '/help/gone',
      '/blog/x',
    )
    site.pages.set('/sitemap.xml', sitemap)
    const source = await librarian.source({
      kind: 'address',
      address: { url: `${site.url}/sitemap.xml`, paths: ['/help', '/internal'] },
    })
    const { outcomes, ...rest } = await librarian.outcome(source.lastImport)
    expect(rest).toMatchObject({ status: 'done', total: 7, done: 2 })
    const reasons = Object.fromEntries(
      outcomes.map(({ name, reason }) => [name.slice(site.url.length), reason]),
    )
    expect(Object.keys(reasons)).toHaveLength(7)
    expect(reasons['/internal/c']).toContain('robots.txt')
    expect(reasons['/help/photo']).toContain('Files of this kind are not read')
    expect(reasons['/help/moved']).toContain('does not belong to the public internet')
    expect(reasons['/help/gone']).toContain('no such page')
    expect(site.asked).not.toContain('/internal/c')
    expect((await librarian.titles(source)).toSorted()).toEqual([
      'Colours of the light',
      'Restarting the hub',
    ])
    const { passages } = await librarian.api.ask<{ passages: Passage[] }>(
      'GET',
      `${KNOWLEDGE}/search?text=restart+the+hub`,
    )
    expect(passages[0]).toMatchObject({
      title: 'Restarting the hub',
      url: `${site.url}/help/a`,
      language: 'en',
    })
  })

  it('read again from its site loses pages that are gone and keeps those that fail', async () => {
    const source = await startSite()
    site.pages.set('/a', { status: 500 })
    site.pages.delete('/b')
    site.pages.set('/c', PAGE('C anew', 'Other text of the third page.'))
    const begun = await librarian.api.ask<KnowledgeImport>(
      'POST',
      `${KNOWLEDGE}/sources/${source.id}/imports`,
    )
    expect(await librarian.outcome(begun)).toMatchObject({ status: 'done', done: 1, failed: 2 })
    expect((await librarian.titles(source)).toSorted()).toEqual(['A', 'C anew'])
  })

  it('is kept as it was while its import is cancelled, and one import runs at a time', async () => {
    const source = await startSite()
    site.pages.set('/c', HANG)
    const path = `${KNOWLEDGE}/sources/${source.id}/imports`
    const begun = await librarian.api.ask<KnowledgeImport>('POST', path)
    expect((await librarian.api.call('POST', path)).status).toBe(409)
    await expect.poll(async () => (await librarian.progress(begun)).done).toBe(2)
    await librarian.api.ask('POST', `${path}/${begun.id}/cancel`)
    expect(await librarian.progress(begun)).toMatchObject({ status: 'cancelled', total: 3 })
    expect((await librarian.api.call('POST', `${path}/${begun.id}/cancel`)).status).toBe(409)
    expect((await librarian.titles(source)).toSorted()).toEqual(['A', 'B', 'C'])
    site.pages.set('/c', PAGE('C', 'Back again.'))
    expect(await librarian.outcome(await librarian.api.ask('POST', path))).toMatchObject({
      status: 'done',
      done: 3,
    })
  })

  it('is not read from this machine’s own network', async () => {
    const source = await librarian.source({
      kind: 'address',
      address: { url: 'http://169.254.169.254/latest/meta-data' },
    })
    expect(await librarian.outcome(source.lastImport)).toMatchObject({
      status: 'failed',
      reason: 'The address does not belong to the public internet.',
    })
  })

  it('is typed in, changed and taken away, and found at once', async () => {
    const source = await librarian.source({ kind: 'typed', name: 'Notes' })
    const documents = `${KNOWLEDGE}/sources/${source.id}/documents`
    const written = await librarian.api.ask<WholeDocument>('POST', documents, {
      title: 'Umtausch von Gutscheinen',
      body: 'Gutscheine können Sie innerhalb von drei Jahren einlösen, aber nicht umtauschen.',
      tags: ['Gutschein'],
    })
    expect(written).toMatchObject({ language: 'de', kind: 'article', tags: ['Gutschein'] })
    await expect
      .poll(() => librarian.finds('Kann ich Gutscheine umtauschen?'))
      .toBe('Umtausch von Gutscheinen')
    const changed = await librarian.api.ask<WholeDocument>('PUT', `${documents}/${written.id}`, {
      title: 'Gutscheine umtauschen',
      body: 'Gutscheine können Sie auch umtauschen.',
    })
    expect(changed.id).toBe(written.id)
    await expect.poll(() => librarian.finds('Kann ich Gutscheine umtauschen?')).toBe('Gutscheine umtauschen')
    await librarian.api.ask('DELETE', `${documents}/${written.id}`)
    expect(await librarian.titles(source)).toEqual([])
    await expect
      .poll(() => librarian.finds('Kann ich Gutscheine umtauschen?'))
      .not.toBe('Gutscheine umtauschen')
  })

  it('is listed page by page and searched by title', async () => {
    const source = await librarian.source({ kind: 'files' })
    const rows = Array.from({ length: 5 }, (_, number) => `Question ${number}?,Answer ${number}.`)
    await librarian.outcome(
      await librarian.upload(source, { 'faq.csv': `question,answer\n${rows.join('\n')}\n` }),
    )
    const documents = `${KNOWLEDGE}/sources/${source.id}/documents`
    type Page = { items: SourceDocument[]; next: string | null }
    const first = await librarian.api.ask<Page>('GET', `${documents}?limit=3`)
    const second = await librarian.api.ask<Page>('GET', `${documents}?limit=3&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(
      rows.map(row => row.split(',')[0]),
    )
    expect(second.next).toBeNull()
    expect((await librarian.api.ask<Page>('GET', `${documents}?title=QUESTION+3`)).items).toHaveLength(1)
  })

  it('is removed with its source', async () => {
    const source = await librarian.source({ kind: 'files' })
    await librarian.outcome(
      await librarian.upload(source, { 'z.md': '# Zebra crossing\n\nZebras cross at the zebra crossing.' }),
    )
    await expect.poll(() => librarian.finds('zebra crossing')).toBe('Zebra crossing')
    await librarian.api.ask('DELETE', `${KNOWLEDGE}/sources/${source.id}`)
    await expect.poll(() => librarian.finds('zebra crossing')).not.toBe('Zebra crossing')
    expect((await librarian.api.call('GET', `${KNOWLEDGE}/sources/${source.id}`)).status).toBe(404)
  })

  it.each<[string, string, string, unknown, number]>([
    [
      'an address that is none',
      'POST',
      '/sources',
      { kind: 'address', name: 'x', address: { url: 'ftp://a.example/' } },
      400,
    ],
    ['a kind that is none', 'POST', '/sources', { kind: 'rss', name: 'x' }, 400],
    ['no name', 'POST', '/sources', { kind: 'files', name: ' ' }, 400],
    ['a source that is none', 'GET', '/sources/nothing', undefined, 404],
    ['an import that is none', 'POST', '/sources/nothing/imports', undefined, 404],
    ['no files', 'POST', '/sources/nothing/files', undefined, 415],
    ['an empty search', 'GET', '/search?text=', undefined, 400],
  ])('refuses %s', async (_case, method, path, body, status) => {
    expect((await librarian.api.call(method, KNOWLEDGE + path, body)).status).toBe(status)
  })

  it('refuses what does not fit the kind of its source', async () => {
    const typed = await librarian.source({ kind: 'typed' })
    const form = new FormData()
    form.append('file', new Blob(['# A\n\nB']), 'a.md')
    const refused = await librarian.api.call('POST', `${KNOWLEDGE}/sources/${typed.id}/files`, form)
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: 'Files can only be uploaded to a source of files.' },
    })
    expect((await librarian.api.call('POST', `${KNOWLEDGE}/sources/${typed.id}/imports`)).status).toBe(409)
  })

  it('takes a thousand files at once, and tells of one that is too large', async () => {
    const source = await librarian.source({ kind: 'files' })
    const form = new FormData()
    for (let number = 0; number <= 1000; number++) form.append('file', new Blob(['# A']), `${number}.md`)
    const path = `${KNOWLEDGE}/sources/${source.id}/files`
    expect(await librarian.api.call('POST', path, form)).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('1000 files') },
    })
    const large = Buffer.alloc(21 * 1024 * 1024, 'a')
    const { outcomes } = await librarian.outcome(
      await librarian.upload(source, { 'large.txt': large, 'a.md': '# A\n\nB' }),
    )
    expect(outcomes[0]).toMatchObject({
      name: 'large.txt',
      result: 'failed',
      reason: 'This file is larger than 20 MB.',
    })
    expect(await librarian.titles(source)).toEqual(['A'])
    const broken = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await fetch(`${bridge.service.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...librarian.api.headers, ...broken },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.md"\r\n\r\nhalf',
    })
    expect(answer.status).toBe(400)
  })

  it('belongs to its endpoint alone', async () => {
    const source = await librarian.source({ kind: 'typed' })
    await bridge.addEndpoint({ id: 'other', name: 'Other', URLToken: 'e'.repeat(64) })
    const stranger = await librarian.api.program(['knowledge:read', 'knowledge:write'], ['other'])
    expect((await stranger.call('GET', `${KNOWLEDGE}/sources`)).status).toBe(404)
    expect((await stranger.call('GET', `/endpoints/other/knowledge/sources/${source.id}`)).status).toBe(404)
    expect((await stranger.call('DELETE', `/endpoints/other/knowledge/sources/${source.id}`)).status).toBe(
      404,
    )
    expect((await stranger.call('GET', '/endpoints/nothing/knowledge/sources')).status).toBe(404)
    const reader = await librarian.api.program(['knowledge:read'], ['northline'])
    expect((await reader.call('DELETE', `${KNOWLEDGE}/sources/${source.id}`)).status).toBe(403)
    expect(await reader.ask('GET', `${KNOWLEDGE}/sources/${source.id}`)).toMatchObject({ id: source.id })
  })

  it('tells what is said twice and which sources need a look', async () => {
    const text =
      'You can cancel your broadband within fourteen days of the order at no cost, and we send a box for the hub.'
    const source = await librarian.source({ kind: 'files', name: 'Twice' })
    const empty = await librarian.source({ kind: 'files', name: 'Empty' })
    await librarian.outcome(
      await librarian.upload(source, {
        '1.md': `# Cancelling\n\n${text}`,
        '2.md': `# Changing your mind\n\n${text} Keep the receipt.`,
      }),
    )
    const health = await librarian.api.ask<KnowledgeHealth>('GET', `${KNOWLEDGE}/health`)
    expect(health.overlaps[0]?.alike).toBeGreaterThan(0.9)
    expect(health.overlaps[0]?.passages.map(({ title }) => title).toSorted()).toEqual([
      'Cancelling',
      'Changing your mind',
    ])
    expect(health.stale).toContainEqual({ sourceId: empty.id, name: 'Empty', why: 'empty' })
    expect(health.stale.some(({ sourceId }) => sourceId === source.id)).toBe(false)
  })

  it('tells what customers asked in vain, without who they are', async () => {
    const notes = await librarian.source({ kind: 'typed', name: 'Notes' })
    const written = { title: 'Delivery', body: 'We deliver on weekdays between eight and noon.' }
    await librarian.api.ask('POST', `${KNOWLEDGE}/sources/${notes.id}/documents`, written)
    const ask = async (question: string) => {
      const { customer } = await bridge.servedCustomer()
      const viewer = await bridge.watch(customer)
      customer.say(question)
      const { seq } = await viewer.sees('message', ({ text }) => text === question)
      await viewer.sees('suggestions-made', made => made.for === seq && made.quiet === 'no-match')
      return customer.sessionId
    }
    await ask('Which zoo keeps pygmy hippopotamuses, please?')
    const last = await ask('Which zoo keeps pygmy hippopotamuses? I am ann.lee@mail.example')
    const { unanswered } = await librarian.api.ask<KnowledgeHealth>('GET', `${KNOWLEDGE}/health`)
    expect(unanswered[0]).toMatchObject({ times: 2, question: expect.stringContaining('hippopotamuses') })
    expect(unanswered[0]?.question).not.toContain('ann.lee')
    expect(unanswered[0]?.sessionIds).toContain(last)
  })

  async function startSite(): Promise<KnowledgeSource> {
    for (const name of ['A', 'B', 'C'])
      site.pages.set(`/${name.toLowerCase()}`, PAGE(name, `This page is about ${name} alone.`))
    site.pages.set('/sitemap.xml', site.sitemap('/a', '/b', '/c'))
    const source = await librarian.source({ kind: 'address', address: { url: `${site.url}/sitemap.xml` } })
    expect(await librarian.outcome(source.lastImport)).toMatchObject({ status: 'done', done: 3 })
    return source
  }
})

describe('when a server ends', () => {
  it('its import is interrupted, what was known stays, and it can be started again', async () => {
    await using site = await WebSite.open({ '/a': PAGE('Fibre', 'Fibre reaches most of the town.') })
    await using bridge = await Bridge.start({ config: { knowledgeHosts: [site.host] } })
    const librarian = new Librarian(await becomeOwner(bridge.service))
    const source = await librarian.source({ kind: 'address', address: { url: `${site.url}/a` } })
    await librarian.outcome(source.lastImport)
    site.pages.set('/a', HANG)
    const path = `${KNOWLEDGE}/sources/${source.id}/imports`
    const begun = await librarian.api.ask<KnowledgeImport>('POST', path)
    await expect.poll(() => site.asked.filter(one => one === '/a').length).toBe(2)
    await bridge.restart()
    expect(await librarian.progress(begun)).toMatchObject({
      status: 'interrupted',
      reason: expect.stringContaining('start it again'),
    })
    await expect.poll(() => librarian.finds('fibre in town')).toBe('Fibre')
    site.pages.set('/a', PAGE('Fibre anew', 'Fibre reaches all of the town.'))
    expect(await librarian.outcome(await librarian.api.ask('POST', path))).toMatchObject({ status: 'done' })
    await expect.poll(() => librarian.finds('fibre in town')).toBe('Fibre anew')
  })
})
