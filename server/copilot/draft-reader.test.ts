import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DraftPart, DraftReader } from './draft-reader.ts'

const NAMES = ['reply', 'question', 'nothing']

/** Parts of an answer that comes in these pieces; texts in a row are one. */
function read(...pieces: string[]): DraftPart[] {
  const reader = new DraftReader(NAMES)
  const parts = [...pieces.flatMap(piece => reader.read(piece)), ...reader.end()]
  return parts.reduce<DraftPart[]>((whole, part) => {
    const last = whole.at(-1)
    if (last?.type === 'text' && part.type === 'text') last.text += part.text
    else whole.push({ ...part })
    return whole
  }, [])
}

const ANSWER =
  '@reply P1 P3\nA missed visit costs €45.\n\nShall I book another one?\n\n@question the date decides\nWhen was the visit?\n'
const PARTS = [
  { type: 'header', name: 'reply', words: 'P1 P3' },
  { type: 'text', text: 'A missed visit costs €45.\n\nShall I book another one?' },
  { type: 'header', name: 'question', words: 'the date decides' },
  { type: 'text', text: 'When was the visit?' },
]

describe('the reader of drafts', () => {
  it('tells headers and texts apart', () => {
    expect(read(ANSWER)).toEqual(PARTS)
  })

  it('reads the same however the answer is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), lengths => {
        const pieces: string[] = []
        for (let at = 0, index = 0; at < ANSWER.length; index += 1) {
          const length = lengths[index % lengths.length] ?? 1
          pieces.push(ANSWER.slice(at, at + length))
          at += length
        }
        expect(read(...pieces)).toEqual(PARTS)
      }),
    )
  })

  it('gives text on as soon as it comes', () => {
    const reader = new DraftReader(NAMES)
    expect(reader.read('@reply P1\nA mis')).toEqual([
      { type: 'header', name: 'reply', words: 'P1' },
      { type: 'text', text: 'A mis' },
    ])
    expect(reader.read('sed visit')).toEqual([{ type: 'text', text: 'sed visit' }])
  })

  it.each([
    [
      'a thought',
      '<think>@reply? No.\n@reply</think>\n@nothing',
      [{ type: 'header', name: 'nothing', words: '' }],
    ],
    [
      'an address',
      '@reply\n@northline is our handle',
      [
        { type: 'header', name: 'reply', words: '' },
        { type: 'text', text: '@northline is our handle' },
      ],
    ],
    ['no header', 'Just the text.', [{ type: 'text', text: 'Just the text.' }]],
    [
      'bold and code',
      '@reply\nThat is **€45** or `45`.',
      [
        { type: 'header', name: 'reply', words: '' },
        { type: 'text', text: 'That is €45 or 45.' },
      ],
    ],
    [
      'invisible characters',
      '@reply\nYes\u202e\u200b\u{e0041}, we do.',
      [
        { type: 'header', name: 'reply', words: '' },
        { type: 'text', text: 'Yes, we do.' },
      ],
    ],
    ['nothing at all', '', []],
  ])('understands %s', (_name, answer, parts) => {
    expect(read(answer)).toEqual(parts)
    expect(read(...answer.split(''))).toEqual(parts)
  })
})
