import { readFile } from 'node:fs/promises'
import type { KnowledgeDocument } from '../../server/knowledge/knowledge.ts'
import { readFile as readArticles } from '../../server/knowledge/sources/reading/read-file.ts'
import { scanFolder } from '../../server/knowledge/sources/setup-folder.ts'

/**
 * The documents of a folder of files of any kind that can be imported. An article's id is its file's name without the
 * ending; documents of a file that holds several add `/` and their key.
 */
export async function readArticlesOf(folder: string): Promise<KnowledgeDocument[]> {
  const { files } = await scanFolder(folder).catch(() => {
    throw new Error(`${folder} cannot be read`)
  })
  const read = await Promise.all(
    files.map(async ({ name, path }) => {
      const { documents } = await readArticles({ name, content: await readFile(path) })
      const id = name.replace(/\.[^./]+$/, '')
      return documents.map(({ key, ...document }) => ({ ...document, id: key === '' ? id : `${id}/${key}` }))
    }),
  )
  return read.flat()
}
