import { expect, test } from 'vitest'
import { offeredReplies, wordsWithReplies } from './offered-replies.ts'

const standard = (content: object) => ({ _cognigy: { _default: content } }) as never

test.each([
  [
    'quick replies',
    standard({ _quickReplies: { quickReplies: [{ title: 'Yes' }, { title: 'No' }] } }),
    ['Yes', 'No'],
  ],
  ['buttons', standard({ _buttons: { buttons: [{ title: 'Call us', type: 'phone_number' }] } }), ['Call us']],
  ['webchat', { _cognigy: { _webchat: { message: { quick_replies: [{ title: 'Yes' }] } } } }, ['Yes']],
  ['no data', undefined, []],
  ['other data', { postback: { quickReplies: ['Yes'] } }, []],
  [
    'untitled',
    standard({ _quickReplies: { quickReplies: [null, 'Yes', {}, { title: '' }, { title: 7 }] } }),
    [],
  ],
  ['no list', standard({ _quickReplies: { quickReplies: { title: 'Yes' } } }), []],
])('reads what was offered: %s', (_name, data, expected) => {
  expect(offeredReplies(data)).toEqual(expected)
})

test('shows no more than a channel can offer', () => {
  const quickReplies = Array.from({ length: 40 }, (_, index) => ({ title: `Choice ${index}` }))
  expect(offeredReplies(standard({ _quickReplies: { quickReplies } }))).toHaveLength(13)
})

test.each([
  ['quick replies', standard({ _quickReplies: { text: 'Which one?' } }), 'Which one?'],
  ['buttons', standard({ _buttons: { text: 'How?' } }), 'How?'],
  ['webchat', { _cognigy: { _webchat: { message: { text: 'Hello' } } } }, 'Hello'],
  ['no words', standard({ _quickReplies: { text: { de: 'Welche?' } } }), ''],
  ['no data', undefined, ''],
])('reads the words that come with them: %s', (_name, data, expected) => {
  expect(wordsWithReplies(data)).toBe(expected)
})
