import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMarkdownDocuments } from './markdown-documents.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'articles-'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = (name: string, text: string) => writeFile(join(folder, name), text)

test('each file is an article; its first lines are title and tags', async () => {
  await write('b-bills.md', '# Bills\n\nSent each month.\nTags: are not here')
  await write('a-esim.md', '# eSIM\r\nTags: mobile, sim ,\r\n\r\nScan the code.\r\n')
  await write('notes.txt', 'not an article')
  expect(await readMarkdownDocuments(folder)).toEqual([
    { id: 'a-esim', title: 'eSIM', tags: ['mobile', 'sim'], body: 'Scan the code.' },
    { id: 'b-bills', title: 'Bills', tags: [], body: 'Sent each month.\nTags: are not here' },
  ])
})

test('an article without a title is refused by name', async () => {
  await write('untitled.md', 'Just text')
  await expect(readMarkdownDocuments(folder)).rejects.toThrow('untitled.md must begin with a line "# Title"')
})
