import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from './mask.ts'
import { restore } from './restore.ts'

const LENGTH = 100_000
const PROSE_MILLISECONDS = 50
const HOSTILE_MILLISECONDS = 200

/** Processor time of the second run: other tests run at the same time, and the first run compiles. */
function millisecondsOf(work: () => void): number {
  work()
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}

const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)
const before = 'What is your password, card number, name and address?'

const hostile: Record<string, string> = {
  digits: '1',
  'digits with blanks': '1 ',
  'digits with signs': '1-',
  cards: '4111 1111 1111 1111 ',
  'phone numbers': '+49 30 901820 ',
  'one word': 'a',
  'words without end': 'annlee ',
  'parts of addresses': 'street 12 ',
  'house numbers': '12 rose ',
  'ats and dots': 'a.b@',
  'half an e-mail': 'a@b.',
  'spelled e-mails': 'ann dot lee at ',
  'half a token': 'eyJhbGciOi.',
  colons: 'a:',
  IBANs: 'DE89 3704 ',
  'account words': 'account number ',
  'account and digits': 'account 1234 ',
  passwords: 'password is ',
  names: 'my name is ',
  'capitals and dots': 'İ.',
  brackets: '[email 1] ',
  Japanese: '東京都千代田区',
  Arabic: 'كلمة المرور ',
  blanks: ' ',
  lines: '\n',
}

describe.each(Object.entries(hostile))('a very long text of %s', (_what, piece) => {
  test('is masked in time, and restored', () => {
    const text = fill(piece)
    const { text: masked, replaced } = mask(text, { before })
    expect(restore(masked, replaced)).toBe(text)
    expect(millisecondsOf(() => mask(text, { before }))).toBeLessThan(HOSTILE_MILLISECONDS)
  })
})

test('100,000 characters of a usual chat take less than 50 ms', () => {
  const text = fill(
    'Hello, I would like to know when my order will arrive at 12 Rose Drive. My name is Ann Lee, my mail is ann@example.com. ',
  )
  expect(millisecondsOf(() => mask(text))).toBeLessThan(PROSE_MILLISECONDS)
})

test('many different values take no longer than the same ones', () => {
  const text = Array.from({ length: 6_000 }, (_, number) => `a${number}@example.com`).join(' ')
  const { replaced } = mask(text)
  expect(Object.keys(replaced)).toHaveLength(6_000)
  expect(millisecondsOf(() => mask(text))).toBeLessThan(HOSTILE_MILLISECONDS)
})

test('whatever is masked comes back as it was', () => {
  const pieces = fc.constantFrom(
    ...Object.values(hostile),
    'my name is Ann Lee. ',
    'ann@example.com ',
    '[card 1] ',
    '[Card 2] ',
    'SSN 078-05-1120 ',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 30 }),
      fc.option(fc.string(), { nil: undefined }),
      (parts, before) => {
        const text = parts.join('')
        const { text: masked, replaced } = mask(text, { before })
        expect(restore(masked, replaced)).toBe(text)
      },
    ),
    { numRuns: 500 },
  )
})
