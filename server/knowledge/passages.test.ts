import { expect, test } from 'vitest'
import { passagesOf } from './passages.ts'

const article = (body: string) => ({ id: 'moving', title: 'Moving home', tags: ['contract'], body })

test('a short section is one passage with its headings and article', () => {
  expect(
    passagesOf(
      article('Tell us early.\n\n## What it costs\nA move costs €60.\nIt is free with a new contract.'),
    ),
  ).toEqual([
    {
      passageId: 'moving#1',
      documentId: 'moving',
      title: 'Moving home',
      tags: ['contract'],
      headings: [],
      text: 'Tell us early.',
    },
    {
      passageId: 'moving#2',
      documentId: 'moving',
      title: 'Moving home',
      tags: ['contract'],
      headings: ['What it costs'],
      text: 'A move costs €60. It is free with a new contract.',
    },
  ])
})

test('what fits stays as it was written', () => {
  expect(passagesOf(article('返品は三十日以内です。送料は無料です。')).map(({ text }) => text)).toEqual([
    '返品は三十日以内です。送料は無料です。',
  ])
})

test('a long section is cut between sentences, a list between items', () => {
  const sentence = 'This sentence has exactly as many words as it needs to have. '
  const prose = passagesOf(article(sentence.repeat(30)))
  expect(prose.length).toBeGreaterThan(2)
  expect(prose.every(({ text }) => text.endsWith('have.') && text.length <= 600)).toBe(true)

  const list = passagesOf(
    article(Array.from({ length: 40 }, (_, item) => `- Item number ${item} of the long list`).join('\n')),
  )
  expect(
    list.every(({ text }) =>
      text.split('\n').every(line => /^• Item number \d+ of the long list$/.test(line)),
    ),
  ).toBe(true)
})

test('text without any end of a sentence is cut all the same', () => {
  const passages = passagesOf(article('x'.repeat(50_000)))
  expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(1200)
  expect(passages.map(({ text }) => text).join('')).toHaveLength(50_000)
})

test('an article without text has no passages', () => {
  expect(passagesOf(article('## Only a heading\n'))).toEqual([])
})
