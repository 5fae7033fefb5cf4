import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { figuresOf, reportOf } from './report.ts'
import { transcripts } from './transcripts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transcripts-'))
  await mkdir(join(folder, 'knowledge'))
  await writeFile(
    join(folder, 'knowledge', 'returns.md'),
    '# Returning an order\n\nSend it back within 30 days.',
  )
  await writeFile(
    join(folder, 'knowledge', 'delivery.md'),
    '# Delivery times\n\nDelivery takes 3 working days.',
  )
})
afterEach(() => rm(folder, { recursive: true }))

const write = (...conversations: unknown[]) =>
  writeFile(
    join(folder, 'conversations.jsonl'),
    conversations.map(conversation => JSON.stringify(conversation)).join('\n'),
  )
const asked = (text: string) => [{ from: 'customer', text }]

test('own conversations are measured on what they have labels for', async () => {
  await write(
    { turns: asked('How long does delivery take?'), needsKnowledge: true, answeredBy: ['delivery'] },
    { turns: asked('how do i return an order'), needsKnowledge: true, answeredBy: ['returns'] },
    { turns: asked('thanks, bye'), needsKnowledge: false },
  )
  const evaluation = await transcripts.evaluate(folder)
  const figures = figuresOf(reportOf(evaluation), evaluation)
  expect(figures).toMatchObject({ 'knowledge.hitAt1': 1, 'knowledge.hitAt5': 1, 'quiet.f1': 1 })
  expect(figures).not.toHaveProperty('replies.recallAt1')
})

test('a line that is not of the form is refused by its number, a missing article by its name', async () => {
  await write({ turns: asked('Hello') }, { turns: [{ from: 'agent', text: 'Hello' }] })
  await expect(transcripts.evaluate(folder)).rejects.toThrow(/conversations\.jsonl, line 2 .* the customer’s/)
  await write({ turns: asked('Hello'), answeredBy: ['refunds'] })
  await expect(transcripts.evaluate(folder)).rejects.toThrow('answered by "refunds"')
  await rm(join(folder, 'conversations.jsonl'))
  await expect(transcripts.evaluate(folder)).rejects.toThrow('conversations.jsonl cannot be read')
})
