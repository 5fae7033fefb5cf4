import type { CheerioAPI } from 'cheerio'
import { type HtmlElement, oneLine, textWithin } from './html-nodes.ts'

const NEVER_CONTENT = [
  'script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video',
  'input, select, textarea, option, dialog, nav, footer',
  '[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog]',
].join(', ')

/** An element with more links than words of its own says nothing but where else to go. */
const MOST_LINKED = 0.7
const FEW_LINKS = 3

/** Levels of elements within which the part with the words is looked for. */
const DEEPEST_PART = 30

/** The part of a page that is about something, without what surrounds it; the page is changed on the way. */
export function mainContent($: CheerioAPI) {
  removeHidden($)
  $(NEVER_CONTENT).remove()
  // A header within an article holds its title; one beside it, the site's name and menu.
  $('header')
    .filter(
      (_, header) => $(header).closest('main, article, [role=main]').length === 0 && !hasTitle($, header),
    )
    .remove()
  $('aside')
    .filter((_, aside) => $(aside).closest('main, article, [role=main]').length === 0)
    .remove()
  $('button')
    .filter((_, button) => $(button).closest('h1, h2, h3, h4, h5, h6, summary, dt').length === 0)
    .remove()
  const main = marked($) ?? densest($)
  removeLists($, main)
  return main
}

const hasTitle = ($: CheerioAPI, header: HtmlElement) =>
  $('h1').length === 1 && $(header).find('h1').length === 1

/** Answers behind a "show more" are hidden until asked for; what nothing shows is not for readers. */
function removeHidden($: CheerioAPI): void {
  const shown = new Set(
    $('[aria-controls]')
      .toArray()
      .flatMap(({ attribs }) => attribs['aria-controls']!.split(/\s+/)),
  )
  $('[hidden]')
    .filter((_, { attribs }) => attribs.hidden !== 'until-found' && !shown.has(attribs.id ?? ''))
    .remove()
}

/** What the page itself marks as its main part. */
function marked($: CheerioAPI) {
  for (const selector of ['main', '[role=main]', 'article', '[itemprop=articleBody]']) {
    const found = $<HtmlElement, string>(selector)
    if (found.length === 1 && oneLine(textWithin(found[0]!))) return found
  }
  return undefined
}

/** Where most of the text stands that is no link; the whole body where no part has at least half of it. */
function densest($: CheerioAPI) {
  const body = $<HtmlElement, string>('body')
  const whole = ownWords($, body[0])
  let best = body
  for (let descent = 0; descent < DEEPEST_PART; descent++) {
    const children = best.children('div, section, article, td, tr, tbody, table, center, form').toArray()
    const richest = children.toSorted((one, other) => ownWords($, other) - ownWords($, one))[0]
    if (!richest || ownWords($, richest) < Math.max(whole / 2, ownWords($, best[0]) * 0.8)) return best
    best = $(richest)
  }
  return best
}

function ownWords($: CheerioAPI, element: HtmlElement | undefined): number {
  if (!element) return 0
  return oneLine(textWithin(element)).length - linked($, element)
}

const linked = ($: CheerioAPI, element: HtmlElement) =>
  $(element)
    .find('a')
    .toArray()
    .reduce((sum, link) => sum + oneLine(textWithin(link)).length, 0)

/** Menus and "read also" lists that are marked as nothing. */
function removeLists($: CheerioAPI, main: ReturnType<typeof densest>): void {
  main
    .find('ul, ol')
    .filter((_, list) => {
      const length = oneLine(textWithin(list)).length
      return $(list).find('a').length > FEW_LINKS && linked($, list) > length * MOST_LINKED
    })
    .remove()
}
