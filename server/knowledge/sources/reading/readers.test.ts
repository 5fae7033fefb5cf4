import { afterAll, describe, expect, it } from 'vitest'
import { makePdf } from '../testing/make-pdf.ts'
import { Readers } from './readers.ts'

const text = (words: string) => Buffer.from(words)
/** A page that takes a reader minutes. */
const slow = () => text(`<main>${'<div><p>word '.repeat(200_000)}</main>`)

describe('readers', () => {
  const readers = new Readers({ milliseconds: 3_000 })
  afterAll(() => readers.close())

  it('read many files at once while the process goes on', async () => {
    const files = Array.from({ length: 12 }, (_, number) => ({
      name: `${number}.md`,
      content: text(`# Article ${number}\n\nText of it.`),
    }))
    const readings = await Promise.all(files.map(file => readers.read(file)))
    expect(readings.map(({ documents }) => documents[0]?.title)).toEqual(
      files.map((_, number) => `Article ${number}`),
    )
    const pdf = makePdf([[{ text: 'A line that is long enough to be told', y: 700 }]])
    expect((await readers.read({ name: 'x.pdf', content: pdf })).documents).toHaveLength(1)
  })

  it('give a file up that takes too long, and read the next one', async () => {
    await expect(readers.read({ name: 'slow.html', content: slow() })).rejects.toMatchObject({
      result: 'failed',
      message: 'Reading this file took too long.',
    })
    expect((await readers.read({ name: 'a.txt', content: text('Well and good.') })).documents).toHaveLength(1)
  })

  it('stop when they are told to', async () => {
    const abort = new AbortController()
    const reading = readers.read({ name: 'slow.html', content: slow() }, abort.signal)
    abort.abort(new Error('cancelled'))
    await expect(reading).rejects.toThrow('cancelled')
  })
})

it('a file that needs too much memory costs only its worker', async () => {
  const readers = new Readers({ megabytes: 64 })
  const rows = JSON.stringify(
    Array.from({ length: 400_000 }, (_, number) => ({ question: `Question ${number}?`, answer: 'Yes.' })),
  )
  await expect(readers.read({ name: 'big.json', content: text(rows) })).rejects.toThrow('more memory')
  await readers.close()
})
