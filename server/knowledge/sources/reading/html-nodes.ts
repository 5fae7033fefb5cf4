import type { CheerioAPI } from 'cheerio'

export type HtmlNode = ReturnType<CheerioAPI['root']>[number]['children'][number]
export type HtmlElement = Extract<HtmlNode, { attribs: object }>

const TEXT_NODE = 3

export const isElement = (node: HtmlNode): node is HtmlElement => 'attribs' in node

/** The words within a node, with spaces as they come. Nodes may be nested deeper than calls can be. */
export function textWithin(node: HtmlNode): string {
  const texts: string[] = []
  const left = [node]
  for (let next = left.pop(); next; next = left.pop()) {
    if (isElement(next)) left.push(...next.children.toReversed())
    else texts.push(wordsOf(next))
  }
  return texts.join('')
}

/** The words of a node that is no element. */
export const wordsOf = (node: HtmlNode): string =>
  'data' in node && node.nodeType === TEXT_NODE ? node.data : ''

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
