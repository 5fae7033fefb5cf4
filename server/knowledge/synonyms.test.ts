import { describe, expect, it } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'
import type { SynonymGroups } from './synonyms.ts'
import { article } from './testing/article.ts'

const articles = [
  article('recorder', 'Recording a programme', 'The set-top box records two programmes at once.'),
  article('visit', 'Booking a visit', 'An engineer comes within two working days.'),
  article('money', 'Paying by direct debit', 'A direct debit is taken on the first of the month.'),
  article('bank', 'Debit cards', 'A debit card can be used at every counter.'),
]

async function knowledgeWith(synonyms?: SynonymGroups) {
  const knowledge = createKnowledge()
  await knowledge.load('telecom', articles, synonyms)
  return (text: string) => knowledge.search('telecom', { turns: [{ from: 'customer', text }] }, 3)
}

const groups = [
  ['engineer', 'lad in the van', 'techie'],
  ['set-top box', 'TV box'],
  ['direct debit', 'standing order'],
]

describe('synonyms', () => {
  it.each([
    ['a word', 'when does the techie come?', 'Booking a visit'],
    ['a phrase', 'when does the lad in the van come?', 'Booking a visit'],
    ['a phrase for a phrase', 'does the TV box do two at once?', 'Recording a programme'],
    ['another form of a word', 'when do your techies come?', 'Booking a visit'],
    ['a slip of the pen', 'when is a standnig order taken?', 'Paying by direct debit'],
  ])('find what is written otherwise by %s', async (_case, question, title) => {
    const search = await knowledgeWith(groups)
    const { passages, quiet } = search(question)
    expect([passages[0]?.title, quiet]).toEqual([title, undefined])
  })

  it('take part in what is sure and in the score', async () => {
    const question = 'do techies come within two working days?'
    const [without, found] = [(await knowledgeWith())(question), (await knowledgeWith(groups))(question)]
    expect(found.sure).toBe(true)
    expect(found.passages[0]?.score).toBeGreaterThan(without.passages[0]?.score ?? 1)
  })

  it('leave the words of a phrase findable, and do not mix it with its words', async () => {
    const search = await knowledgeWith(groups)
    expect(search('what is a debit?').passages.map(({ title }) => title)).toContain('Paying by direct debit')
    expect(search('can I use a standing order?').passages[0]?.title).toBe('Paying by direct debit')
  })

  it('may be of words without meaning, which change nothing', async () => {
    const search = await knowledgeWith([['the', 'of'], ...groups])
    expect(search('when does the techie come?').passages[0]?.title).toBe('Booking a visit')
  })
})
