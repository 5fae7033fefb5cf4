import { describe, expect, it } from 'vitest'
import { difference } from './difference.ts'

const said = ['one', 'ok', 'two', 'ok', 'three']

describe('what arrived beside what was said', () => {
  it('finds nothing where all is well, repeated words included', () => {
    expect(difference(said, said)).toEqual({ lost: [], duplicated: [], reordered: [] })
  })

  it('names what is missing, as often as it is', () => {
    expect(difference(said, ['one', 'two', 'ok'])).toEqual({
      lost: ['ok', 'three'],
      duplicated: [],
      reordered: [],
    })
  })

  it('names what came too often, and what nobody said', () => {
    expect(difference(said, ['one', 'ok', 'two', 'two', 'ok', 'three', 'four'])).toEqual({
      lost: [],
      duplicated: ['two', 'four'],
      reordered: [],
    })
  })

  it('counts as few messages out of order as explain the row', () => {
    expect(difference(said, ['ok', 'two', 'one', 'ok', 'three']).reordered).toEqual(['one'])
    expect(difference(['a', 'b', 'c'], ['c', 'b', 'a']).reordered).toHaveLength(2)
  })
})
