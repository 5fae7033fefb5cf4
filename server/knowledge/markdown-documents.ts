import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnowledgeDocument } from './knowledge.ts'

/**
 * Reads a folder of articles, sorted by name: each `.md` file is one, its id the name without the ending.
 * Its first line is `# Title`, and a line `Tags: one, another` may follow. Other files are left alone.
 * Throws where the folder cannot be read or an article has no title.
 */
export async function readMarkdownDocuments(folder: string): Promise<KnowledgeDocument[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.md')).toSorted()
  return Promise.all(
    names.map(async name => parseMarkdownDocument(name, await readFile(join(folder, name), 'utf8'))),
  )
}

function parseMarkdownDocument(name: string, markdown: string): KnowledgeDocument {
  const [heading = '', ...rest] = markdown
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split(/\r\n|\n/)
  const title = /^#\s+(\S.*)$/.exec(heading)?.[1]?.trim()
  if (!title) throw new Error(`${name} must begin with a line "# Title"`)
  const lineAfter = rest.findIndex(line => line.trim() !== '')
  const tags = /^tags:(.*)$/i.exec(rest[lineAfter] ?? '')?.[1]
  return {
    id: name.slice(0, -'.md'.length),
    title,
    tags:
      tags === undefined
        ? []
        : tags
            .split(',')
            .map(tag => tag.trim())
            .filter(tag => tag !== ''),
    body: (tags === undefined ? rest : rest.slice(lineAfter + 1)).join('\n').trim(),
  }
}
