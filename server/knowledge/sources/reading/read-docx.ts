import { load } from 'cheerio'
import mammoth from 'mammoth'
import { oneLine } from './html-nodes.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { fail, type ReadDocument, skip, UnreadableError } from './reading.ts'
import { titleOfName } from './title-of-name.ts'
import { checkUnpackedSize } from './unpacked-size.ts'

const MOST_UNPACKED_BYTES = 100 * 1024 * 1024

/** The text of a Word document by its headings, lists and tables. Throws UnreadableError. */
export async function readDocx(name: string, content: Uint8Array): Promise<ReadDocument> {
  if (isOldOrLocked(content))
    return fail('This is an old Word file or one with a password. Save it as DOCX without one.')
  checkUnpackedSize(content, MOST_UNPACKED_BYTES)
  const $ = load(await toHtml(content))
  const stated = oneLine($('h1.document-title').first().text())
  const headings = $('h1')
  const title = stated || (headings.length === 1 ? oneLine(headings.text()) : '') || titleOfName(name)
  const body = htmlToMarkdown($('body').toArray(), { title })
  return body === ''
    ? skip('This document has no text.')
    : { key: '', title, body, tags: [], kind: 'article' }
}

async function toHtml(content: Uint8Array): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(content) },
      {
        styleMap: ["p[style-name='Title'] => h1.document-title:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    )
    return value
  } catch (error) {
    if (error instanceof UnreadableError) throw error
    return fail('This document is damaged, or it is no DOCX file.')
  }
}

/** Compound files: Word's format until 2003, and what a password wraps DOCX into. */
const isOldOrLocked = (content: Uint8Array) =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, place) => content[place] === byte)
