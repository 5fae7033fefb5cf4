import { escapeLineStart } from './escape-markdown.ts'
import type { ReadDocument } from './reading.ts'
import { titleOfName } from './title-of-name.ts'

const LONGEST_TITLE = 120

/** A plain text: its first line is the title where it stands alone like one, else the file's name is. */
export function readText(name: string, text: string): ReadDocument {
  const trimmed = text.trim()
  const [first = '', second = ''] = trimmed.split('\n', 2)
  const titled = first.length <= LONGEST_TITLE && second.trim() === '' && !/[.;,:]$/.test(first.trim())
  const body = titled ? trimmed.slice(first.length).trim() : trimmed
  return {
    key: '',
    title: titled && first && body ? first.trim() : titleOfName(name),
    body: (body || trimmed).split('\n').map(escapeLineStart).join('\n'),
    tags: [],
    kind: 'article',
  }
}
