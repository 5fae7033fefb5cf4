import { expect, test } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'
import { article } from './testing/article.ts'

const library = [
  article(
    'late',
    'Late returns and fees',
    `The late return fee is €3. It pays for the reminder that we send by post.

## When the fee is taken
Once a book is late, we take the fee on the day after. A return to another branch costs €1, and a late one there €4. Children return late for free.`,
  ),
  article('card', 'Library cards', 'A card is free for children. Adults pay €10 a year.'),
  article('rooms', 'Reading rooms', 'Rooms open at 9:00. Booking one is free.'),
]

const first = async (text: string) => {
  const knowledge = createKnowledge()
  await knowledge.load('library', library)
  return knowledge.search('library', { turns: [{ from: 'customer', text }] }, 3).passages[0]
}

test('of one article that passage leads of which a single sentence says what is asked', async () => {
  expect(await first('How much is the late return fee?')).toMatchObject({
    passageId: 'late#1',
    answer: expect.stringMatching(/^The late return fee is €3\./),
  })
})
