import { describe, expect, it } from 'vitest'
import { assistance, question, suggestion } from '../gallery/material.ts'
import { holdSlots, type Slot, settleSlots, slotsWanted } from './suggestion-slots.ts'

const slot = (id: string, more: Partial<Slot> = {}): Slot => ({
  id,
  for: 1,
  kind: 'reply',
  passages: [],
  stale: false,
  ...more,
})
const ids = (slots: readonly Slot[]) => slots.map(({ id, stale }) => (stale ? `${id} (stale)` : id))
const never = () => false

describe('what is wanted', () => {
  it('is what was made, then what is being written for the same message, three at most', () => {
    const drafts = ['a', 'b', 'c'].map(id => ({ id, kind: 'reply', for: 19, text: '' }) as const)
    expect(ids(slotsWanted(assistance([suggestion(), question]), drafts))).toEqual(['reply', 'question', 'a'])
  })

  it('is only what is written for the newer message once that begins', () => {
    const draft = { id: 'new', kind: 'reply', for: 21, text: 'Yes' } as const
    expect(ids(slotsWanted(assistance([suggestion()], { stale: true }), [draft]))).toEqual(['new'])
  })

  it('does not show a draft beside what became of it', () => {
    const draft = { id: 'reply', kind: 'reply', for: 19, text: 'half' } as const
    expect(slotsWanted(assistance([suggestion()]), [draft])).toMatchObject([{ suggestion: { id: 'reply' } }])
  })
})

describe('settling', () => {
  it('keeps what stays in its place and puts what is new where something went', () => {
    const before = ['a', 'b', 'c'].map(id => slot(id))
    expect(ids(settleSlots(before, [slot('new'), slot('c')], never))).toEqual(['new', 'c'])
    expect(ids(settleSlots(before, [slot('b'), slot('x'), slot('y')], never))).toEqual(['x', 'b', 'y'])
  })

  it('appends where nothing went', () => {
    expect(ids(settleSlots([slot('a')], [slot('a'), slot('b')], never))).toEqual(['a', 'b'])
  })

  it('keeps what the agent worked on, as stale', () => {
    expect(ids(settleSlots([slot('mine'), slot('a')], [slot('new')], id => id === 'mine'))).toEqual([
      'mine (stale)',
      'new',
    ])
  })
})

it('holding lets words grow and marks what is no longer wanted, and moves nothing', () => {
  const held = holdSlots([slot('a'), slot('b')], [slot('b', { draft: 'more' }), slot('c')])
  expect(ids(held)).toEqual(['a (stale)', 'b'])
  expect(held[1]).toMatchObject({ draft: 'more' })
})
