import { expect, test } from 'vitest'
import { createKnowledge } from '../knowledge/create-knowledge.ts'
import type { Dialogue } from '../knowledge/knowledge.ts'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { suggestReply } from './suggest-reply.ts'

const settings = endpointSettingsSchema.parse({}).copilot.suggestions

const knowledge = createKnowledge()
await knowledge.load('shop', [
  {
    id: 'roaming',
    title: 'Using your phone abroad',
    tags: ['travel'],
    body: 'Data is off until you take a pass.\n\n## World Pass\nThe World Pass costs **€6 a day** for [1 GB](https://shop.example/pass). It covers 42 countries. Buy it in the app.\n\n## Weekly pass\nSeven days with 5 GB cost €30.',
  },
  {
    id: 'reset',
    title: 'Resetting the router',
    tags: [],
    body: '1. Find the hole marked RESET.\n2. Push a pin in for 10 seconds.\n3. Wait for the light.',
  },
  {
    id: 'plans',
    title: 'Broadband plans',
    tags: ['price'],
    body: '- Fibre 500: €55 a month\n- Fibre 1000: €65 a month',
  },
  {
    id: 'refunds',
    title: 'Refunds',
    tags: [],
    body: 'To a card a refund takes 5 working days. To a bank account a refund takes 10.',
  },
  ...Array.from({ length: 6 }, (_, number) => ({
    id: `shop-${number}`,
    title: `Shop in town ${number}`,
    tags: [],
    body: `The shop ${number} opens at 9:00. Parking is behind the house.`,
  })),
])

function suggest(...dialogue: Dialogue['turns']) {
  return suggestReply({ dialogue, settings, findings: knowledge.search('shop', { turns: dialogue }, 5) })
}
const customer = (text: string) => ({ from: 'customer' as const, text })

test('the sentences that answer are one reply, as plain text, with their source', () => {
  const { suggestions, passages, quiet } = suggest(customer('Hi! How much does the World Pass cost?'))
  expect(suggestions).toEqual([
    {
      id: 'reply-roaming#2',
      kind: 'reply',
      text: 'The World Pass costs €6 a day for 1 GB (https://shop.example/pass). It covers 42 countries.',
      passageIds: ['roaming#2'],
      by: 'knowledge',
      confidence: expect.any(Number),
      claims: [],
    },
  ])
  expect(passages[0]).toMatchObject({
    passageId: 'roaming#2',
    title: 'Using your phone abroad',
    headings: ['World Pass'],
  })
  expect(quiet).toBeUndefined()
})

test('steps stay whole, an item alone loses its mark', () => {
  expect(suggest(customer('how do I reset my router')).suggestions[0]?.text).toBe(
    '1. Find the hole marked RESET.\n2. Push a pin in for 10 seconds.\n3. Wait for the light.',
  )
  expect(suggest(customer('what is the price of Fibre 1000')).suggestions[0]?.text).toBe(
    'Fibre 1000: €65 a month',
  )
})

test('never more than three passages', () => {
  expect(suggest(customer('when does the shop in town open')).passages).toHaveLength(3)
})

test('what the customer was told already is not suggested again', () => {
  const { suggestions, passages } = suggest(
    customer('How long does a refund to my card take?'),
    { from: 'virtual-agent', text: 'To a card a refund takes 5 working days.' },
    customer('I asked how long a refund to my card takes'),
  )
  expect(suggestions.map(({ text }) => text)).not.toContain('To a card a refund takes 5 working days.')
  expect(passages[0]?.passageId).toBe('refunds#1')
})

test.each([
  ['thanks a lot', 'too-little-said'],
  ['ok', 'too-little-said'],
  ['Do you sell bicycles?', 'no-match'],
  ['Does the price of the stamps for my grandmother in Iceland change?', 'no-match'],
])('%j is left alone: %s', (text, quiet) => {
  expect(suggest(customer(text))).toEqual({ suggestions: [], passages: [], quiet })
})

test('no knowledge says so', () => {
  const findings = knowledge.search('elsewhere', { turns: [customer('How do I reset the router?')] }, 5)
  expect(suggestReply({ dialogue: [], settings, findings })).toEqual({
    suggestions: [],
    passages: [],
    quiet: 'no-knowledge',
  })
})

test('a passage that is longer than anyone would send is shown and not suggested', async () => {
  const wordy = createKnowledge()
  await wordy.load('shop', [
    {
      id: 'a',
      title: 'Warranty',
      tags: [],
      body: `The warranty covers ${'very many different '.repeat(40)}things.`,
    },
  ])
  const dialogue = [customer('what does the warranty cover')]
  const { suggestions, passages } = suggestReply({
    dialogue,
    settings,
    findings: wordy.search('shop', { turns: dialogue }, 5),
  })
  expect(suggestions).toEqual([])
  expect(passages).toHaveLength(1)
})
