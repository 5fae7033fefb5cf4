import { expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

test('sentences end at their marks and at line breaks', () => {
  expect(sentencesOf('It costs €2.50. Is that much?\n• One item\n• Another')).toEqual([
    'It costs €2.50.',
    'Is that much?',
    '• One item',
    '• Another',
  ])
})

test('abbreviations and list numbers end nothing', () => {
  expect(sentencesOf('Ask Mr. Byrne, i.e. John. Or e.g. No. 5.')).toEqual([
    'Ask Mr. Byrne, i.e. John.',
    'Or e.g. No. 5.',
  ])
  expect(sentencesOf('1. Open the app.\n2. Wait.')).toEqual(['1. Open the app.', '2. Wait.'])
})

test('other scripts have sentences too', () => {
  expect(sentencesOf('返品できます。期限は30日です。')).toEqual(['返品できます。', '期限は30日です。'])
})
