/** A file or page as it came. The media type is the sender's word, which may be wrong or missing. */
export interface RawFile {
  name: string
  content: Uint8Array
  mediaType?: string
  /** Where it was fetched from. */
  url?: string
}

/** One document of a file; `key` tells it from the others of its file and stays the same when the file is read again. */
export interface ReadDocument {
  key: string
  title: string
  /** Markdown. */
  body: string
  tags: string[]
  language?: string
  url?: string
  kind: 'article' | 'question'
}

export interface Reading {
  documents: ReadDocument[]
  /** What was left out of an otherwise readable file. */
  note?: string
  /** The file is a sitemap: the pages and the further sitemaps that it names. */
  links?: SitemapLinks
}

export interface SitemapLinks {
  pages: string[]
  sitemaps: string[]
}

/**
 * A file gave no documents; the message is a sentence for people. `skipped` says that there is nothing here for us,
 * `failed` that there should have been.
 */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly result: 'skipped' | 'failed'

  constructor(result: 'skipped' | 'failed', message: string) {
    super(message)
    this.result = result
  }
}

export const skip = (reason: string): never => {
  throw new UnreadableError('skipped', reason)
}

export const fail = (reason: string): never => {
  throw new UnreadableError('failed', reason)
}
