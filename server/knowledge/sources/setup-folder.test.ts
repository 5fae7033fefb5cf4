import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { becomeOwner } from '../../../e2e/testing/api-client.ts'
import { Bridge } from '../../../e2e/testing/bridge.ts'
import { applySetup } from '../../setup.ts'
import { docxParagraph, makeDocx } from './testing/make-zip.ts'

let bridge: Bridge
let folder: string
beforeAll(async () => {
  bridge = await Bridge.start()
  folder = await mkdtemp(join(tmpdir(), 'knowledge-'))
  await mkdir(join(folder, 'articles/deep/.git'), { recursive: true })
  await mkdir(join(folder, 'more'))
})
afterAll(async () => {
  await bridge.close()
  await rm(folder, { recursive: true })
})

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
const apply = (...folders: string[]) => {
  const knowledge = folders.map(one => ({ endpointId: 'northline', folder: one }))
  return applySetup(bridge.service.context, { knowledge }, folder)
}
const sources = () => bridge.service.context.knowledgeSources.list('northline')
const titles = async () => {
  const documents = await bridge.service.context.library.documents('northline')
  return documents.map(({ title }) => title).toSorted()
}

it('folders of a setup file are read in every kind, again when they change, and are gone when they are named no more', async () => {
  await write('articles/parking.md', '# Parking\n\nParking is free of charge for customers.')
  await write(
    'articles/deep/leave.docx',
    makeDocx(docxParagraph('Leaving', 'Title'), docxParagraph('Leave by the side door.')),
  )
  await write(
    'articles/faq.json',
    JSON.stringify([{ question: 'Is there a lift?', answer: 'Yes, at the back.' }]),
  )
  await write('articles/deep/.git/hidden.md', '# Hidden\n\nNot for anybody.')
  await write('articles/picture.png', 'x')
  await write('more/more.md', '# More\n\nThere is more of everything.')
  await apply('articles', 'more')
  expect(await titles()).toEqual(['Is there a lift?', 'Leaving', 'More', 'Parking'])
  const before = await sources()
  expect(before.map(({ name, managed, documents }) => [name, managed, documents])).toEqual([
    ['articles', true, 3],
    ['more', true, 1],
  ])
  expect(before[0]?.lastImport).toMatchObject({ status: 'done', done: 3, skipped: 1 })

  await apply('articles', 'more')
  expect(await sources()).toEqual(before)

  await write('articles/parking.md', '# Parking anew\n\nParking costs something now.')
  await apply('articles')
  expect(await titles()).toEqual(['Is there a lift?', 'Leaving', 'Parking anew'])
})

it('such a source is changed in its folder and nowhere else', async () => {
  const owner = await becomeOwner(bridge.service)
  const [source] = await sources()
  const path = `/endpoints/northline/knowledge/sources/${source?.id}`
  expect((await owner.call('DELETE', path)).status).toBe(409)
  expect(await owner.call('PATCH', path, { name: 'Mine' })).toMatchObject({
    status: 409,
    body: { detail: 'This source comes from the setup file; change it there.' },
  })
})
