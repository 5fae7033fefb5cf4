import { setTimeout } from 'node:timers/promises'
import type { SourceAddress } from '../../protocol/knowledge.ts'
import { eachOf } from './each-of.ts'
import { type ImportItem, type ImportTelling, ItemReader, leftOut } from './import-items.ts'
import type { Readers } from './reading/readers.ts'
import { fail, type SitemapLinks, UnreadableError } from './reading/reading.ts'
import { EVERYTHING_ALLOWED, NOTHING_ALLOWED, type RobotRules, readRobots } from './web/robots.ts'
import { type FetchedPage, PageStatusError, ROBOT_NAME, type WebFetcher } from './web/web-fetcher.ts'

const LARGEST_PAGE = 20 * 1024 * 1024
const LARGEST_ROBOTS = 512 * 1024
const MOST_SITEMAPS = 50
const PAGES_AT_ONCE = 3
const SECOND = 1_000

/**
 * Reads a page, or every page of a sitemap, as its site's robots.txt allows. Rejects with UnreadableError where the
 * address itself gives nothing, and with the reason of the signal.
 */
export async function importAddress(
  address: SourceAddress,
  fetcher: WebFetcher,
  readers: Readers,
  telling: ImportTelling,
): Promise<ImportItem[]> {
  return await new AddressImport(address, fetcher, readers, telling).run()
}

class AddressImport {
  readonly #address: SourceAddress
  readonly #fetcher: WebFetcher
  readonly #readers: Readers
  readonly #telling: ImportTelling
  readonly #reader: ItemReader
  readonly #robots = new Map<string, Promise<RobotRules>>()
  readonly #items = new Map<string, ImportItem>()

  constructor(address: SourceAddress, fetcher: WebFetcher, readers: Readers, telling: ImportTelling) {
    this.#address = address
    this.#fetcher = fetcher
    this.#readers = readers
    this.#telling = telling
    this.#reader = new ItemReader(readers, telling.signal)
  }

  async run(): Promise<ImportItem[]> {
    const { url } = this.#address
    const first = await this.#fetch(url)
    const links = await this.#linksOf(first)
    if (links) await this.#readPages(await this.#pagesOf(first.url, links))
    else {
      this.#telling.expect(1)
      this.#settle(await this.#read(url, async () => first))
    }
    return [...this.#items.values()]
  }

  /** The links of a sitemap; undefined for every other page. */
  async #linksOf(page: FetchedPage): Promise<SitemapLinks | undefined> {
    if (!looksLikeSitemap(page)) return undefined
    const { links } = await this.#readers.read(rawOf(page), this.#telling.signal)
    return links
  }

  /** The pages of a sitemap and of those that it names; what cannot be had of them is told. */
  async #pagesOf(from: string, { pages, sitemaps }: SitemapLinks): Promise<Set<string>> {
    const all = new Set(pages)
    const waiting = sitemaps.slice(0, MOST_SITEMAPS)
    const seen = new Set([from, ...waiting])
    for (let sitemap = waiting.shift(); sitemap !== undefined; sitemap = waiting.shift()) {
      try {
        const links = await this.#linksOf(await this.#fetch(sitemap))
        for (const page of links?.pages ?? []) all.add(page)
        const further = (links?.sitemaps ?? []).filter(one => !seen.has(one))
        for (const one of further.slice(0, MOST_SITEMAPS - seen.size)) waiting.push((seen.add(one), one))
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error
        this.#telling.expect(1)
        this.#settle(leftOut(sitemap, 'failed', error.message))
      }
    }
    return all
  }

  async #readPages(pages: Set<string>): Promise<void> {
    const { url, paths, pageLimit } = this.#address
    const wanted = [...pages].filter(page => isBelow(page, paths))
    if (wanted.length === 0) {
      fail(pages.size === 0 ? 'The sitemap names no pages.' : 'The sitemap names no page below these paths.')
    }
    const own = wanted.filter(page => isSameSite(page, url))
    const chosen = own.slice(0, pageLimit)
    this.#telling.expect(chosen.length)
    this.#leaveOut(
      wanted.filter(page => !isSameSite(page, url)),
      'It is on another site than its sitemap.',
    )
    this.#leaveOut(own.slice(pageLimit), `This source takes ${pageLimit} pages at most.`)
    const { delaySeconds } = await this.#rulesFor(new URL(url))
    await eachOf(chosen, delaySeconds > 0 ? 1 : PAGES_AT_ONCE, async page => {
      this.#settle(await this.#read(page, () => this.#fetch(page)))
      if (delaySeconds > 0)
        await setTimeout(delaySeconds * SECOND, undefined, { signal: this.#telling.signal })
    })
  }

  /** A sitemap may name tens of thousands of pages: all that are left out for one reason are told as one. */
  #leaveOut(pages: string[], reason: string): void {
    const [first, ...others] = pages
    if (!first) return
    this.#telling.expect(1)
    const more = others.length > 0 ? ` So it is with ${others.length} more.` : ''
    this.#settle(leftOut(first, 'skipped', reason + more))
  }

  async #read(page: string, fetch: () => Promise<FetchedPage>): Promise<ImportItem> {
    let gone = false
    const item = await this.#reader.read(page, async () => {
      try {
        return rawOf(await fetch())
      } catch (error) {
        gone = error instanceof PageStatusError && error.isGone
        throw error
      }
    })
    return gone ? { ...item, gone } : item
  }

  async #fetch(url: string): Promise<FetchedPage> {
    const { signal } = this.#telling
    signal.throwIfAborted()
    const { origin, pathname, search } = new URL(url)
    if (
      /^https?:$/.test(new URL(url).protocol) &&
      !(await this.#rulesFor(new URL(origin))).allows(pathname + search)
    ) {
      throw new UnreadableError('skipped', 'The site does not let robots read this page (robots.txt).')
    }
    return await this.#fetcher.get(url, LARGEST_PAGE, signal)
  }

  #rulesFor({ origin }: URL): Promise<RobotRules> {
    const known = this.#robots.get(origin)
    if (known) return known
    const rules = this.#readRobots(origin)
    this.#robots.set(origin, rules)
    return rules
  }

  /** RFC 9309 §2.3.1: without a robots.txt everything is allowed, and nothing while its server fails. */
  async #readRobots(origin: string): Promise<RobotRules> {
    const { signal } = this.#telling
    try {
      const { content } = await this.#fetcher.get(`${origin}/robots.txt`, LARGEST_ROBOTS, signal)
      return readRobots(new TextDecoder().decode(content), ROBOT_NAME)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof PageStatusError && error.status >= 500) return NOTHING_ALLOWED
      // Where the host itself cannot be reached, fetching the page will say why.
      return EVERYTHING_ALLOWED
    }
  }

  #settle(item: ImportItem): void {
    this.#items.set(item.file, item)
    this.#telling.settle(item)
  }
}

const rawOf = ({ url, content, mediaType }: FetchedPage) => ({
  name: decodeURIComponentSafely(new URL(url).pathname),
  content,
  mediaType,
  url,
})

const decodeURIComponentSafely = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const looksLikeSitemap = ({ url, mediaType }: FetchedPage) =>
  /\b(application|text)\/xml\b/i.test(mediaType) || /\.xml(\.gz)?$/i.test(new URL(url).pathname)

const isBelow = (page: string, paths: readonly string[]) =>
  paths.length === 0 || paths.some(path => new URL(page).pathname.startsWith(path))

const isSameSite = (page: string, other: string) => siteOf(page) === siteOf(other)

const siteOf = (url: string) => new URL(url).host.replace(/^www\./, '')
