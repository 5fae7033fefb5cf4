import { beforeAll, expect, test } from 'vitest'
import { createKnowledge } from './create-knowledge.ts'

const knowledge = createKnowledge()

beforeAll(async () => {
  const bodies: Record<string, string> = {
    Sleds:
      'A sled for the winter hill.\n## What you get\nYou get a rope and a brake.\n## How long it takes\nWe build a sled in 3 weeks.\n## How\nOrder it in the yard or by letter.',
    'Sled repairs': 'Broken runners are replaced. Bring the sled to the yard.',
    Kayaks: 'Kayaks cost €400. A kayak seats two. Paddles are included with every kayak.',
    Paddles: 'A wooden paddle weighs a kilo. Paddles cost €40 and are oiled in autumn.',
    Storage: 'We store a kayak through the winter. Storage ends in April.',
    Tents: 'A tent sleeps four. Tents are sewn in the yard.',
  }
  await knowledge.load(
    'yard',
    Object.entries(bodies).map(([title, body]) => ({ id: title, title, tags: [], body })),
  )
})

const ask = (text: string) => {
  const { sure, passages } = knowledge.search('yard', { turns: [{ from: 'customer', text }] }, 3)
  return { sure, answer: passages[0]?.answer }
}

test('the section is the one whose heading asks in the same words', () => {
  expect(ask('how long does it take to build a sled')).toEqual({
    sure: true,
    answer: 'We build a sled in 3 weeks.',
  })
  expect(ask('what do i get with a sled').answer).toBe('You get a rope and a brake.')
  expect(ask('how do i order a sled').answer).toBe('Order it in the yard or by letter.')
})

test('an amount or a time that is asked for must be in the answer', () => {
  expect(ask('how much do kayaks cost')).toEqual({ sure: true, answer: 'Kayaks cost €400.' })
  expect(ask('how much do tents cost').sure).toBe(false)
})

test('what is missing of the question must be made up by how far other articles fall behind', () => {
  expect(ask('how many does a tent sleep').sure).toBe(true)
  expect(ask('how many does a tent for horses sleep').sure).toBe(false)
  expect(ask('do you rent tents to horses').sure).toBe(false)
})

test('another article that speaks of more of the question makes it unsure', () => {
  expect(ask('what does a wooden paddle weigh').sure).toBe(true)
  expect(ask('what does a wooden kayak paddle weigh in winter storage').sure).toBe(false)
})
