import { describe, expect, it } from 'vitest'
import { faultAt, faultsOf, groups, lines, setIn, titleOf } from './form-schema.ts'

describe('a list in one field', () => {
  it('is read a line an item, without empty ones', () => {
    expect(lines.read(' human \n\nreal person\n')).toEqual(['human', 'real person'])
    expect(lines.write(['human', 'real person'])).toBe('human\nreal person')
  })

  it('of groups has commas between the words of each', () => {
    const synonyms = [
      ['telly', 'television', 'TV box'],
      ['SIM', 'card'],
    ]
    expect(groups.read('telly, television ,TV box,\n\n SIM,card')).toEqual(synonyms)
    expect(groups.read(groups.write(synonyms))).toEqual(synonyms)
    expect(groups.read('alone')).toEqual([['alone']])
  })
})

it('a fault is told at its field, or by the line that it is in', () => {
  const errors = [
    { path: 'settings.knowledge.synonyms.2', message: 'needs two words' },
    { path: 'settings.name', message: 'is missing' },
  ]
  expect(faultAt(errors, 'settings.knowledge.synonyms', 'Synonyms')).toBe('Line 3: needs two words')
  expect(faultAt(errors, 'settings.name', 'Name')).toBe('Name: is missing')
  expect(faultAt(errors, 'settings.knowledge', 'Knowledge')).toBeUndefined()
  expect(faultAt(errors, 'settings.knowledge.syn', 'Other')).toBeUndefined()
})

it('the first faults are told together, each by its field', () => {
  const errors = [
    { path: 'name', message: 'must not be empty' },
    { path: 'settings.knowledge.synonyms.2.1', message: 'needs two words' },
  ]
  expect(faultsOf(errors)).toBe('Not saved. Name: must not be empty. Synonyms: needs two words.')
})

it('a change leaves the value from before as it was', () => {
  const before = { panel: { keys: ['a'] }, policy: 'link' }
  expect(setIn(before, ['panel', 'keys', 1], 'b')).toEqual({ panel: { keys: ['a', 'b'] }, policy: 'link' })
  expect(before.panel.keys).toEqual(['a'])
})

it.each([
  ['queueTimeoutMinutes', 'Queue timeout minutes'],
  ['URLToken', 'URLToken'],
  ['channelId', 'Channel id'],
  ['HS256', 'HS256'],
  ['national-id', 'National id'],
])('%s is shown as “%s”', (name, title) => {
  expect(titleOf([name])).toBe(title)
})
