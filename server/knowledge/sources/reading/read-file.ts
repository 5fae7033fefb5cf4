import { MAX_BODY_LENGTH } from '../../../protocol/knowledge.ts'
import { decodeText } from './decode-text.ts'
import { kindOfFile, READABLE_KINDS } from './file-kind.ts'
import { withLanguages } from './languages.ts'
import { readMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'
import { type RawFile, type ReadDocument, type Reading, skip } from './reading.ts'

const LONGEST_TITLE = 500

/** Reads a file into its documents, with their languages. Throws UnreadableError. */
export async function readFile(file: RawFile): Promise<Reading> {
  if (file.content.length === 0) return skip('This file is empty.')
  const { documents, note, links } = await readKind(file)
  if (links) return { documents, links }
  const filled = documents.filter(({ body }) => body !== '')
  if (filled.length === 0) return skip('This file has no text.')
  return { documents: withLanguages(filled.map(cut)), note: note ?? noteOfCut(filled) }
}

/** What reads a kind is loaded when the first of its kind comes: some of it is large. */
async function readKind(file: RawFile): Promise<Reading> {
  const { name, content, url } = file
  const one = (document: ReadDocument): Reading => ({ documents: [{ url, ...document }] })
  switch (kindOfFile(file)) {
    case 'markdown':
      return one(readMarkdown(name, decodeText(content)))
    case 'text':
      return one(readText(name, decodeText(content)))
    case 'html':
      return one((await import('./read-html.ts')).readHtml(file))
    case 'docx':
      return one(await (await import('./read-docx.ts')).readDocx(name, content))
    case 'pdf': {
      const { documents, note } = await (await import('./read-pdf.ts')).readPdf(name, content)
      return { documents: documents.map(document => ({ url, ...document })), note }
    }
    case 'csv':
      return (await import('./read-questions.ts')).readCsv(decodeText(content))
    case 'json':
      return (await import('./read-questions.ts')).readJson(decodeText(content))
    case 'sitemap':
      return { documents: [], links: (await import('./read-sitemap.ts')).readSitemap(content) }
    default:
      return skip(`Files of this kind are not read; ${READABLE_KINDS} are.`)
  }
}

const cut = (document: ReadDocument): ReadDocument => ({
  ...document,
  title: document.title.slice(0, LONGEST_TITLE),
  body: document.body.slice(0, MAX_BODY_LENGTH),
})

const noteOfCut = (documents: ReadDocument[]) =>
  documents.some(({ body }) => body.length > MAX_BODY_LENGTH)
    ? `Only the first ${MAX_BODY_LENGTH} characters were taken.`
    : undefined
