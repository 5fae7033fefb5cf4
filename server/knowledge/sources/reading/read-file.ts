import { MAX_BODY_LENGTH } from '../../../protocol/knowledge.ts'
import { decodeText } from './decode-text.ts'
import { kindOfFile, READABLE_KINDS } from './file-kind.ts'
import { withLanguages } from './languages.ts'
import { readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPdf } from './read-pdf.ts'
import { readCsv, readJson } from './read-questions.ts'
import { readText } from './read-text.ts'
import { type RawFile, type Reading, skip } from './reading.ts'

const LONGEST_TITLE = 500

/** Reads a file into its documents, with their languages. Throws UnreadableError. */
export async function readFile(file: RawFile): Promise<Reading> {
  if (file.content.length === 0) return skip('This file is empty.')
  const { documents, note } = await readKind(file)
  const filled = documents.filter(({ body }) => body !== '')
  if (filled.length === 0) return skip('This file has no text.')
  return { documents: withLanguages(filled.map(cut)), note: note ?? noteOfCut(filled) }
}

async function readKind(file: RawFile): Promise<Reading> {
  const { name, content, url } = file
  const one = (document: Reading['documents'][number]) => ({ documents: [{ url, ...document }] })
  switch (kindOfFile(file)) {
    case 'markdown':
      return one(readMarkdown(name, decodeText(content)))
    case 'text':
      return one(readText(name, decodeText(content)))
    case 'html':
      return one(readHtml(file))
    case 'docx':
      return one(await readDocx(name, content))
    case 'pdf': {
      const { documents, note } = await readPdf(name, content)
      return { documents: documents.map(document => ({ url, ...document })), note }
    }
    case 'csv':
      return readCsv(decodeText(content))
    case 'json':
      return readJson(decodeText(content))
    default:
      return skip(`Files of this kind are not read; ${READABLE_KINDS} are.`)
  }
}

const cut = (document: Reading['documents'][number]) => ({
  ...document,
  title: document.title.slice(0, LONGEST_TITLE),
  body: document.body.slice(0, MAX_BODY_LENGTH),
})

const noteOfCut = (documents: Reading['documents']) =>
  documents.some(({ body }) => body.length > MAX_BODY_LENGTH)
    ? `Only the first ${MAX_BODY_LENGTH} characters were taken.`
    : undefined
