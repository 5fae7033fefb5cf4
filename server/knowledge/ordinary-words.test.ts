import { expect, test } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'

const documents = [
  {
    id: 'refunds',
    title: 'Refunds',
    tags: [],
    body: 'A refund takes 5 working days. Storms may delay the post.',
  },
  { id: 'pods', title: 'Pods', tags: [], body: 'A pod makes the signal stronger. Each one costs €4.' },
  { id: 'visits', title: 'Visits', tags: [], body: 'An engineer comes on the day that you choose.' },
  ...Array.from({ length: 40 }, (_, number) => ({
    id: `plan${number}`,
    title: `Plan ${number}`,
    tags: [],
    body: `Plan ${number} brings ${number} channels.`,
  })),
]

test('ordinary words that no article has are neither doubted nor taken for others', async () => {
  const knowledge = createKnowledge()
  await knowledge.load('shop', documents)
  const ask = (text: string) => knowledge.search('shop', { turns: [{ from: 'customer', text }] }, 3)
  const { sure, passages } = ask('how long will it be before my refund lands')
  expect(sure).toBe(true)
  expect(passages[0]).toMatchObject({ title: 'Refunds', answer: 'A refund takes 5 working days.' })
  expect(ask('how long does a refund on a bicycle take').sure).toBe(false)
  expect(ask('whats the story').passages).toEqual([])
})
