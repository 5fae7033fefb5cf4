import { escapeLineStart, escapeMarkdown } from './escape-markdown.ts'
import { type HtmlElement, type HtmlNode, isElement, oneLine, textWithin, wordsOf } from './html-nodes.ts'

const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Deeper than any page is meant to be; the text below is taken as it stands. */
const DEEPEST = 200

export interface MarkdownContext {
  /** The heading that says the same is left out. */
  title: string
  /** What relative links are relative to. */
  base?: string
}

/** Markdown of a part of a page: headings, paragraphs, lists, tables, code and links; images by their description. */
export function htmlToMarkdown(nodes: HtmlNode[], context: MarkdownContext): string {
  const writer = new MarkdownWriter(context)
  writer.blocks(nodes, 0)
  return writer.finish()
}

class MarkdownWriter {
  readonly #context: MarkdownContext
  readonly #parts: string[] = []
  #level = 1
  #line = ''

  constructor(context: MarkdownContext) {
    this.#context = context
  }

  finish(): string {
    this.#endLine()
    return this.#parts
      .join('\n\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()
  }

  blocks(nodes: HtmlNode[], depth: number): void {
    for (const node of nodes) {
      if (!isElement(node) || (!BLOCKS.has(node.name) && !holdsBlocks(node)))
        this.#line += this.#inline(node, depth)
      else this.#block(node, depth)
    }
  }

  #block(element: HtmlElement, depth: number): void {
    this.#endLine()
    if (depth > DEEPEST) this.#line += escapeMarkdown(textWithin(element))
    else if (/^h[1-6]$/.test(element.name)) this.#heading(Number(element.name[1]), element)
    else if (element.name === 'summary') this.#heading(this.#level + 1, element)
    else if (element.name === 'details') this.#details(element, depth)
    else if (element.name === 'pre') this.#parts.push(`\`\`\`\n${textWithin(element).trim()}\n\`\`\``)
    else if (element.name === 'ul' || element.name === 'ol') this.#list(element, depth)
    else if (element.name === 'dl') this.#definitions(element, depth)
    else if (element.name === 'table' && isDataTable(element)) this.#table(element, depth)
    else this.blocks(element.children, depth + 1)
    this.#endLine()
  }

  #endLine(): void {
    const lines = this.#line
      .split('\n')
      .map(line => escapeLineStart(oneLine(line)))
      .filter(Boolean)
    if (lines.length > 0) this.#parts.push(lines.join('\n\n'))
    this.#line = ''
  }

  #heading(level: number, element: HtmlElement): void {
    const text = oneLine(this.#inlines(element, 0))
    if (text === '' || text === escapeMarkdown(this.#context.title)) return
    this.#level = Math.min(level, 6)
    this.#parts.push(`${'#'.repeat(this.#level)} ${text}`)
  }

  /** What a question that opens hides stands under it; what follows does not. */
  #details(element: HtmlElement, depth: number): void {
    const level = this.#level
    this.blocks(element.children, depth + 1)
    this.#endLine()
    this.#level = level
  }

  #list(element: HtmlElement, depth: number): void {
    const items = element.children.filter(isElement).filter(({ name }) => name === 'li')
    const lines = items.flatMap((item, place) => {
      const text = blocksOf(item, this.#context, depth + 1)
      const mark = element.name === 'ol' ? `${Number(element.attribs.start ?? 1) + place}.` : '-'
      return text ? [`${mark} ${text.replaceAll(/\n+/g, '\n')}`] : []
    })
    if (lines.length > 0) this.#parts.push(lines.join('\n'))
  }

  #definitions(element: HtmlElement, depth: number): void {
    for (const child of element.children.filter(isElement)) {
      if (child.name === 'dt') this.#parts.push(`**${oneLine(this.#inlines(child, depth))}**`)
      else this.blocks(child.name === 'dd' ? child.children : [child], depth + 1)
      this.#endLine()
    }
  }

  #table(table: HtmlElement, depth: number): void {
    const rows = rowsOf(table).map(row =>
      row.children.filter(isElement).map(cell => oneLine(this.#inlines(cell, depth))),
    )
    const [head, ...rest] = rows.filter(cells => cells.some(Boolean))
    if (!head) return
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`
    this.#parts.push([line(head), line(head.map(() => '---')), ...rest.map(line)].join('\n'))
  }

  #inlines(element: HtmlElement, depth: number): string {
    return element.children.map(child => this.#inline(child, depth + 1)).join('')
  }

  #inline(node: HtmlNode, depth: number): string {
    if (!isElement(node)) return escapeMarkdown(wordsOf(node).replaceAll(/\s+/g, ' '))
    if (depth > DEEPEST) return escapeMarkdown(textWithin(node))
    if (node.name === 'br') return '\n'
    if (node.name === 'img') return escapeMarkdown(oneLine(node.attribs.alt ?? ''))
    const text = this.#inlines(node, depth)
    if (node.name === 'a') return this.#link(node, text)
    return BLOCKS.has(node.name) ? ` ${text} ` : text
  }

  /** Links to other pages keep their address; those within the page lead nowhere from here. */
  #link({ attribs }: HtmlElement, text: string): string {
    const { base } = this.#context
    const href = attribs.href ?? ''
    if (href === '' || href.startsWith('#') || !URL.canParse(href, base)) return text
    const address = new URL(href, base)
    if (!/^https?:$/.test(address.protocol) || oneLine(text) === '') return text
    return `[${oneLine(text)}](${address.href.replaceAll('(', '%28').replaceAll(')', '%29')})`
  }
}

const blocksOf = (element: HtmlElement, context: MarkdownContext, depth: number): string => {
  const writer = new MarkdownWriter(context)
  writer.blocks(element.children, depth)
  return writer.finish()
}

/** Pages put blocks into links, spans and elements of their own. */
const holdsBlocks = (element: HtmlElement): boolean =>
  element.children.some(child => isElement(child) && BLOCKS.has(child.name)) || element.name.includes('-')

const rowsOf = (table: HtmlElement): HtmlElement[] =>
  table.children
    .filter(isElement)
    .flatMap(part =>
      part.name === 'tr' ? [part] : part.children.filter(isElement).filter(({ name }) => name === 'tr'),
    )

/** A table whose cells hold more than a line each only lays out the page. */
const isDataTable = (table: HtmlElement): boolean =>
  rowsOf(table).every(row =>
    row.children.filter(isElement).every(cell => !/^(table|ul|ol|h[1-6]|pre)$/.test(firstBlockWithin(cell))),
  )

const firstBlockWithin = (cell: HtmlElement): string =>
  cell.children.filter(isElement).find(({ name }) => BLOCKS.has(name) && name !== 'p')?.name ?? ''
