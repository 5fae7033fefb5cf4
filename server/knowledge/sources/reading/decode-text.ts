import { fail } from './reading.ts'

const BYTE_ORDER_MARKS: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * The text of a file: by its byte order mark, else UTF-8, else Windows-1252, in which every older Western file can be
 * read. Throws UnreadableError for what is no text.
 */
export function decodeText(content: Uint8Array): string {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, place) => content[place] === byte))
  const text = marked ? new TextDecoder(marked[1]).decode(content) : decodeUnmarked(content)
  if (text.includes('\0')) return fail('This is not a text file.')
  return text.replaceAll(/\r\n?/g, '\n')
}

function decodeUnmarked(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}
