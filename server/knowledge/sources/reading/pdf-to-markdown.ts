import { escapeLineStart, escapeMarkdown } from './escape-markdown.ts'

/** A line of a page: its words, the size of its letters, and its height on the page, counted from below. */
export interface PdfLine {
  text: string
  size: number
  y: number
}

/** Letters this much larger than most make a heading. */
const HEADING_SIZE = 1.15
const LONGEST_HEADING = 120
const DEEPEST_HEADING = 4

/** Lines further apart than so many letters are high belong to different paragraphs. */
const PARAGRAPH_GAP = 1.7

/** A line that stands at the edge of at least this share of the pages is a running head. */
const RUNNING_HEAD_SHARE = 0.5
const EDGE_LINES = 2
const LIST_MARK = /^(?:[•◦▪‣·–-]|\d{1,3}[.)])\s+/

/** Headings and paragraphs of a PDF's lines, page by page; the title is the largest heading at its beginning. */
export function pdfToMarkdown(pages: PdfLine[][]): { title: string; body: string } {
  const kept = withoutRunningHeads(pages)
  const levels = headingLevels(kept.flat())
  const blocks = blocksOf(kept, levels)
  const [first, ...rest] = blocks
  const title = first?.level === 1 ? first.text : ''
  const body = (title ? rest : blocks).map(toMarkdown).join('\n\n')
  return { title, body }
}

interface Block {
  level?: number
  text: string
}

const toMarkdown = ({ level, text }: Block): string =>
  level === undefined
    ? escapeLineStart(escapeMarkdown(text.replace(LIST_MARK, mark => (/\d/.test(mark) ? mark : '- '))))
    : `${'#'.repeat(level)} ${escapeMarkdown(text)}`

function blocksOf(pages: PdfLine[][], levels: Map<number, number>): Block[] {
  const blocks: Block[] = []
  let before: PdfLine | undefined
  for (const line of pages.flat().filter(({ text }) => text !== '')) {
    const level =
      line.text.length <= LONGEST_HEADING && /\p{L}/u.test(line.text) ? levels.get(line.size) : undefined
    const last = blocks.at(-1)
    if (last && before && last.level === level && continues(before, line, level))
      last.text = joined(last.text, line.text)
    else blocks.push({ level, text: line.text })
    before = line
  }
  return blocks
}

/** A paragraph goes on across the end of a page where its sentence does. */
function continues(before: PdfLine, line: PdfLine, level: number | undefined): boolean {
  if (LIST_MARK.test(line.text)) return false
  const gap = before.y - line.y
  if (gap < 0) return level === undefined && !/[.!?:]["”’)]?$/.test(before.text)
  return gap <= PARAGRAPH_GAP * Math.max(line.size, before.size)
}

const joined = (text: string, more: string) =>
  /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(more) ? text.slice(0, -1) + more : `${text} ${more}`

/** The larger a heading's letters, the higher its rank. */
function headingLevels(lines: PdfLine[]): Map<number, number> {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length)
  const [body = 0] = [...letters].toSorted(([, one], [, other]) => other - one)[0] ?? []
  const sizes = [...letters.keys()].filter(size => size >= body * HEADING_SIZE && size > 0)
  return new Map(
    sizes
      .toSorted((one, other) => other - one)
      .map((size, rank) => [size, Math.min(rank + 1, DEEPEST_HEADING)]),
  )
}

function withoutRunningHeads(pages: PdfLine[][]): PdfLine[][] {
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const shape of new Set(edgesOf(page).map(shapeOf))) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  const isRunning = (line: PdfLine) => {
    const shape = shapeOf(line)
    return (
      /^[#\s/|.-]*$/.test(shape) ||
      (pages.length > 2 && (counts.get(shape) ?? 0) >= pages.length * RUNNING_HEAD_SHARE)
    )
  }
  return pages.map(page => {
    const edges = new Set(edgesOf(page).filter(isRunning))
    return page.filter(line => !edges.has(line))
  })
}

const edgesOf = (page: PdfLine[]) => {
  const written = page.filter(({ text }) => text !== '')
  return [...new Set([...written.slice(0, EDGE_LINES), ...written.slice(-EDGE_LINES)])]
}

/** Page numbers differ from page to page. */
const shapeOf = ({ text }: PdfLine) => text.replaceAll(/\d+/g, '#')
