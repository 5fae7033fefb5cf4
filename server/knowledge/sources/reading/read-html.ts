import { type CheerioAPI, loadBuffer } from 'cheerio'
import { oneLine } from './html-nodes.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { mainContent } from './main-content.ts'
import { type RawFile, type ReadDocument, skip } from './reading.ts'
import { titleOfName } from './title-of-name.ts'

/** The article of a web page: its main content under its own title. Throws UnreadableError where there is none. */
export function readHtml({ name, content, mediaType, url }: RawFile): ReadDocument {
  const $ = loadBuffer(Buffer.from(content), {
    encoding: {
      transportLayerEncodingLabel: /charset="?([\w-]+)/i.exec(mediaType ?? '')?.[1],
      defaultEncoding: 'utf-8',
    },
  })
  const main = mainContent($)
  const title = titleOf($, main) || titleOfName(url ? new URL(url).pathname : name)
  const body = htmlToMarkdown(main.toArray(), { title, base: baseOf($, url) })
  if (body === '') return skip('This page has no text of its own.')
  return { key: '', title, body, tags: keywordsOf($), language: languageOf($), url, kind: 'article' }
}

/** The only heading of its rank in the main content, else what the page calls itself without its site's name. */
function titleOf($: CheerioAPI, main: ReturnType<typeof mainContent>): string {
  const headings = main.find('h1').addBack('h1')
  const heading = headings.length === 1 ? headings : $('h1').length === 1 ? $('h1') : undefined
  if (heading && oneLine(heading.text())) return oneLine(heading.text())
  const own = $('meta[property="og:title"]').attr('content') ?? $('head > title').first().text()
  return oneLine(own)
    .split(/ [|–—·] | - (?=[^-]*$)/)[0]!
    .trim()
}

/** Relative links are no use away from their page; without its address they are left as they are. */
function baseOf($: CheerioAPI, url: string | undefined): string | undefined {
  const base = $('base[href]').attr('href')
  return base && url && URL.canParse(base, url) ? new URL(base, url).href : url
}

const keywordsOf = ($: CheerioAPI): string[] =>
  ($('meta[name="keywords"]').attr('content') ?? '')
    .split(',')
    .map(keyword => oneLine(keyword))
    .filter(keyword => keyword !== '' && keyword.length <= 100)
    .slice(0, 20)

const languageOf = ($: CheerioAPI): string | undefined =>
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.exec($('html').attr('lang')?.trim() ?? '')?.[0]
