import { getDocumentProxy } from 'unpdf'
import { type PdfLine, pdfToMarkdown } from './pdf-to-markdown.ts'
import { fail, type Reading, skip } from './reading.ts'
import { titleOfName } from './title-of-name.ts'

const MOST_PAGES = 500

/** Fewer letters than this on all pages together: pictures of pages, and what a scanner stamps on them. */
const FEWEST_LETTERS = 20

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * The text of a PDF with the headings that its letters' sizes tell. Throws UnreadableError for files that are locked by
 * a password, damaged, or only pictures of pages.
 */
export async function readPdf(name: string, content: Uint8Array): Promise<Reading> {
  const pdf = await open(content)
  try {
    const pages: PdfLine[][] = []
    for (let page = 1; page <= Math.min(pdf.numPages, MOST_PAGES); page++)
      pages.push(await linesOf(pdf, page))
    const { title, body } = pdfToMarkdown(pages)
    if (body.replaceAll(/[^\p{L}]/gu, '').length < FEWEST_LETTERS) {
      return skip('This PDF has no text, only pictures of pages. Run a text recognition over it first.')
    }
    const { info } = await pdf.getMetadata()
    const document = { title: title || statedTitle(info) || titleOfName(name), body, tags: [] }
    return {
      documents: [{ key: '', kind: 'article', ...document }],
      ...(pdf.numPages > MOST_PAGES && {
        note: `Only the first ${MOST_PAGES} of ${pdf.numPages} pages were read.`,
      }),
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function open(content: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(content), { verbosity: 0, stopAtErrors: false })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      return fail('This PDF is locked by a password.')
    return fail('This PDF is damaged, or it is no PDF.')
  }
}

async function linesOf(pdf: Pdf, number: number): Promise<PdfLine[]> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  const lines: PdfLine[] = []
  let line: PdfLine | undefined
  for (const item of items) {
    if (!('str' in item)) continue
    const [, , skew = 0, size = 0, , y = 0] = item.transform as number[]
    line ??= { text: '', size: 0, y }
    line.text += item.str
    if (item.str.trim()) line.size = Math.max(line.size, Math.round(Math.hypot(skew, size) * 2) / 2)
    if (!item.hasEOL) continue
    lines.push(line)
    line = undefined
  }
  page.cleanup()
  return [...lines, ...(line ? [line] : [])].map(one => ({
    ...one,
    text: one.text.replaceAll(/\s+/g, ' ').trim(),
  }))
}

/** What the file says of itself, unless a program put its own words there. */
function statedTitle(info: object): string {
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : ''
  return /^(untitled|microsoft word|powerpoint|slide \d|document\d*$)|\.\w{2,4}$/i.test(title) ? '' : title
}
