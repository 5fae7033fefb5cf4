import { fileTypeFromBuffer } from 'file-type'

export interface FileKind {
  mediaType: string
  /** The endings that a name may have; the first is given to a name that has none of them. */
  endings: readonly [string, ...string[]]
}

const TEXT: FileKind = { mediaType: 'text/plain', endings: ['txt', 'csv', 'log', 'md'] }
const JPEG: FileKind = { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] }

const LONGEST_NAME = 200

/** What the bytes are; text is what has no signature and decodes as UTF-8 without control characters. */
export async function sniff(content: Uint8Array): Promise<FileKind | undefined> {
  const known = await fileTypeFromBuffer(content)
  if (known?.mime === JPEG.mediaType) return JPEG
  if (known) return { mediaType: known.mime, endings: [known.ext] }
  return isText(content) ? TEXT : undefined
}

function isText(content: Uint8Array): boolean {
  try {
    return !/[^\P{Cc}\t\n\v\f\r]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    return false
  }
}

/** A name that can be shown and saved: one line, no folders, and an ending that does not lie about the kind. */
export function nameFor(name: string, { endings }: FileKind): string {
  const printable = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '')
  const tidy = printable.trim().slice(-LONGEST_NAME).toWellFormed()
  const [, ending = ''] = /\.([^.]+)$/.exec(tidy) ?? []
  return endings.includes(ending.toLowerCase()) ? tidy : `${tidy || 'file'}.${endings[0]}`
}
