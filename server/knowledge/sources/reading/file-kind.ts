import { extname } from 'node:path'

export type FileKind = 'markdown' | 'text' | 'html' | 'pdf' | 'docx' | 'csv' | 'json' | 'sitemap'

const KIND_OF_ENDING: Record<string, FileKind> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.text': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.json': 'json',
}

const KIND_OF_MEDIA_TYPE: Record<string, FileKind> = {
  'text/markdown': 'markdown',
  'text/plain': 'text',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/json': 'json',
  'application/xml': 'sitemap',
  'text/xml': 'sitemap',
}

/** For people: what can be read. */
export const READABLE_KINDS = 'Markdown, text, HTML, PDF, DOCX, CSV and JSON'

/** What a file is by its name; for a page of the web, whose media type is the server's own word, by that. */
export function kindOfFile(file: { name: string; mediaType?: string; url?: string }): FileKind | undefined {
  const byName = KIND_OF_ENDING[extname(file.name).toLowerCase()]
  const byMediaType = KIND_OF_MEDIA_TYPE[bareMediaType(file.mediaType ?? '')]
  if (file.url === undefined) return byName
  if (/\.xml\.gz$/i.test(file.name)) return 'sitemap'
  // Servers send Markdown and CSV files as plain text.
  return byMediaType === 'text' ? (byName ?? 'text') : byMediaType
}

const bareMediaType = (mediaType: string) => mediaType.split(';', 1)[0]!.trim().toLowerCase()
