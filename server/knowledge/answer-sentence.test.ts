import { expect, test } from 'vitest'
import { answerSentence } from './answer-sentence.ts'
import { PassageIndex } from './passage-index.ts'
import { passagesOf } from './passages.ts'

function answer(body: string, ...wanted: string[]) {
  const index = new PassageIndex('en')
  const passages = passagesOf({ id: 'a', title: 'Plans', tags: [], body })
  index.add(passages)
  index.finish()
  const weights = new Map([...index.stemsOf(wanted.join(' ')), ...wanted].map(term => [term, 1]))
  return answerSentence(passages[0]!, weights, index)
}

test('a sentence that points back brings the one before, and what points back to it', () => {
  const body =
    'We are friendly. The pass costs €6. It covers 42 countries. They are listed online. Bills come monthly.'
  expect(answer(body, 'countries')).toBe('The pass costs €6. It covers 42 countries. They are listed online.')
  expect(answer(body, 'bills')).toBe('Bills come monthly.')
})

test('a sentence that introduces a list brings it', () => {
  expect(answer('We sell two plans:\n- Small\n- Large', 'sell')).toBe('We sell two plans:\n• Small\n• Large')
})

test('items that answer alike go together, the one that answers better goes alone', () => {
  const body = '- Small: 50 Mb/s minimum\n- Large: 90 Mb/s minimum\n- Ask us'
  expect(answer(body, 'minimum')).toBe('• Small: 50 Mb/s minimum\n• Large: 90 Mb/s minimum')
  expect(answer(body, 'minimum', 'large')).toBe('• Large: 90 Mb/s minimum')
})

test('the kind of answer that is wanted decides between sentences that share alike', () => {
  expect(answer('A refund is fair. A refund takes 5 days.', 'refund', '#time')).toBe('A refund takes 5 days.')
})

test('a sentence that offers another kind of answer gives way, however much it shares', () => {
  const body =
    'A refund to a closed card needs your IBAN. In the app choose Billing, Refund. It takes 5 days.'
  expect(answer(body, 'refund', 'card', '#time')).toBe('In the app choose Billing, Refund. It takes 5 days.')
  expect(answer(body, 'refund', 'card', '#steps')).toBe('In the app choose Billing, Refund. It takes 5 days.')
})

test('what stands above says all that is asked, so the passage answers from its beginning', () => {
  const body =
    '## Refunds\nYou get one when you paid twice. Small sums stay as a credit. A refund is no discount. Ask us.'
  expect(answer(body, 'refunds')).toBe(
    'You get one when you paid twice. Small sums stay as a credit. A refund is no discount.',
  )
  expect(answer(body, 'refunds', 'discount')).toBe('A refund is no discount.')
})

test('where nothing is shared the first sentence stands for the passage', () => {
  expect(answer('First. Second.', 'zebra')).toBe('First.')
})
