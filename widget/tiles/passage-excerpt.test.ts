import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './passage-excerpt.ts'

const answer = 'The credit shows on the next bill.'
const long = `${'Much is said before. '.repeat(20)}${answer}${' And much is said after.'.repeat(20)}`

test('a short passage is shown whole, its answer marked', () => {
  expect(excerpt(`Before. ${answer} After.`, answer, 100)).toEqual({
    before: 'Before. ',
    answer,
    after: ' After.',
    isWhole: true,
  })
})

test('a long passage is cut around its answer, at the ends of words', () => {
  const { before, after, isWhole, ...cut } = excerpt(long, answer, 120)
  expect(cut.answer).toBe(answer)
  expect(before).toMatch(/^… \S.* said before\. $/)
  expect(after).toMatch(/^ And much .*\S …$/)
  expect(isWhole).toBe(false)
})

test('an answer longer than the cut is shown whole', () => {
  expect(excerpt(long, answer, 5).answer).toBe(answer)
})

test('without its answer in it a passage is shown from its beginning, unmarked', () => {
  for (const missing of ['Not there.', '']) {
    const cut = excerpt(long, missing, 60)
    expect(cut).toMatchObject({ before: '', answer: '' })
    expect(cut.after).toMatch(/^Much is said before\. .* …$/)
  }
})

test('what is shown is always a part of the passage, and as long as there is room', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.nat(300),
      fc.nat(40),
      fc.integer({ min: 1, max: 200 }),
      (text, start, length, room) => {
        const wanted = text.slice(start, start + length)
        const { before, answer, after, isWhole } = excerpt(text, wanted, room)
        const shown = before.replace(/^… /, '') + answer + after.replace(/ …$/, '')
        expect(text).toContain(shown)
        expect(answer).toBe(wanted)
        if (isWhole) expect(shown.length).toBe(text.length)
      },
    ),
  )
})
