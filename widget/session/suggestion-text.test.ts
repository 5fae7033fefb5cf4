import { describe, expect, it } from 'vitest'
import { replyText, unlinked, withGap } from '../gallery/material.ts'
import { passages } from '../testing/scripted-chat.ts'
import {
  claimsIn,
  fillGaps,
  gapsIn,
  piecesOf,
  settledAndArriving,
  sourcesOf,
  withoutUnlinked,
} from './suggestion-text.ts'

describe('gaps', () => {
  it('are names in brackets, never numbers of sources', () => {
    expect(gapsIn('Fault [fault number], see [1] and [2, 3], call [name].')).toEqual(['fault number', 'name'])
  })

  it('are filled in order; an empty one stays', () => {
    expect(fillGaps('[a] and [1] and [b] and [c]', ['x', ' ', 'z'])).toBe('x and [1] and [b] and z')
  })
})

describe('a suggestion’s text', () => {
  const sources = sourcesOf(unlinked, passages)

  it('names its sources: passages by their places, then what was said', () => {
    expect(sources.map(({ number, passage, seq }) => [number, passage?.passageId ?? seq])).toEqual([
      [1, 'missed-visits#3'],
      [2, 'repeat-visits#1'],
      [3, 18],
    ])
  })

  it('loses nothing when it is cut, marks what nothing bears out, and numbers sentences', () => {
    const pieces = piecesOf(replyText, unlinked.claims, sources)
    expect(pieces.flatMap(piece => ('text' in piece ? piece.text : [])).join('')).toBe(replyText)
    expect(pieces.filter(({ kind }) => kind === 'unlinked')).toEqual([
      { kind: 'unlinked', text: 'within 24 hours' },
    ])
    expect(pieces.flatMap(piece => (piece.kind === 'refs' ? [piece.numbers] : []))).toEqual([[3], [2], [1]])
  })

  it('shows its gaps in their places', () => {
    expect(piecesOf(withGap.text, [], []).filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', name: 'fault number', index: 0 },
    ])
  })

  it('goes without the sentences that nothing bears out; nothing is left where all are', () => {
    expect(withoutUnlinked(replyText, unlinked.claims)).not.toContain('24 hours')
    expect(withoutUnlinked(replyText, unlinked.claims)).toContain('Which time suits you?')
    expect(withoutUnlinked('Today.', [{ start: 0, end: 5, kind: 'date', evidence: [] }])).toBe('')
  })

  it('keeps the claims that an edit left standing', () => {
    const edited = `Dear Maeve, ${replyText.replace('€45', 'charge')}`
    const kept = claimsIn(edited, unlinked)
    expect(kept).toHaveLength(unlinked.claims.length - 1)
    expect(kept.map(({ start, end }) => edited.slice(start, end))).toContain('within 24 hours')
  })
})

it.each([
  ['I am sorry. The next', 'I am sorry. ', 'The next'],
  ['I am sorry.', 'I am sorry.', ''],
  ['', '', ''],
  ['すみません。次の', 'すみません。', '次の'],
])('of “%s” whole sentences are settled', (text, settled, arriving) => {
  expect(settledAndArriving(text)).toEqual({ settled, arriving })
})
