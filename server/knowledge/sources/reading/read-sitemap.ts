import { gunzipSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { decodeText } from './decode-text.ts'
import { fail, type SitemapLinks } from './reading.ts'

/** As sitemaps.org allows. */
const LARGEST_SITEMAP = 50 * 1024 * 1024
const MOST_LINKS = 50_000

const entriesSchema = z.array(z.object({ loc: z.string() }).catch({ loc: '' })).default([])
const sitemapSchema = z.union([
  z.object({ urlset: z.union([z.literal(''), z.object({ url: entriesSchema })]) }),
  z.object({ sitemapindex: z.union([z.literal(''), z.object({ sitemap: entriesSchema })]) }),
])

/** The addresses in a sitemap or an index of sitemaps (sitemaps.org, protocol 0.9). Throws UnreadableError. */
export function readSitemap(content: Uint8Array): SitemapLinks {
  const parsed = sitemapSchema.safeParse(parse(decodeText(unpacked(content))))
  if (!parsed.success) return fail('This XML file is no sitemap.')
  const { data } = parsed
  if ('urlset' in data) return { pages: data.urlset === '' ? [] : addresses(data.urlset.url), sitemaps: [] }
  return { pages: [], sitemaps: data.sitemapindex === '' ? [] : addresses(data.sitemapindex.sitemap) }
}

const addresses = (entries: { loc: string }[]) =>
  [...new Set(entries.map(({ loc }) => loc.trim()).filter(loc => URL.canParse(loc)))].slice(0, MOST_LINKS)

function parse(xml: string): unknown {
  // Its only use would be entities that unfold into more and more.
  if (/<!DOCTYPE/i.test(xml)) return fail('This XML file declares a document type, which no sitemap does.')
  const parser = new XMLParser({
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: name => name === 'url' || name === 'sitemap',
  })
  try {
    return parser.parse(xml, true)
  } catch {
    return fail('This XML file cannot be read.')
  }
}

function unpacked(content: Uint8Array): Uint8Array {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content
  try {
    return gunzipSync(content, { maxOutputLength: LARGEST_SITEMAP })
  } catch {
    return fail('This sitemap is damaged or too large once it is unpacked.')
  }
}
