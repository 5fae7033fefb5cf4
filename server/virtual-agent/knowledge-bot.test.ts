import { expect, test } from 'vitest'
import { createKnowledge } from '../knowledge/create-knowledge.ts'
import { virtualAgentSettingsSchema } from '../protocol/settings/virtual-agent.ts'
import { createVirtualAgent } from './choose.ts'
import { turn } from './testing/turn.ts'
import type { Turn } from './virtual-agent.ts'

const settings = virtualAgentSettingsSchema.parse({
  kind: 'knowledge',
  greeting: 'Welcome!',
  offer: 'Get me a person',
})

const knowledge = createKnowledge()
await knowledge.load('shop', [
  {
    id: 'password',
    title: 'Resetting your password',
    tags: [],
    body: 'Choose **Forgot password** on the sign-in page.',
  },
  {
    id: 'delivery',
    title: 'Delivery',
    tags: [],
    body: 'Delivery takes 3 days. Express delivery arrives the next day.',
  },
  { id: 'bills', title: 'Bills', tags: [], body: 'Bills are sent each month.' },
])

const bot = createVirtualAgent(settings, { knowledge })
const answer = (given: Partial<Turn>) =>
  bot.answer(turn({ endpointId: 'shop', ...given }), new AbortController().signal)
const unsure = {
  text: 'I am not sure about that. Would you like to talk to a person?',
  data: {
    _cognigy: {
      _default: {
        _quickReplies: {
          type: 'quick_replies',
          text: 'I am not sure about that. Would you like to talk to a person?',
          quickReplies: [
            {
              id: 'handover',
              title: 'Get me a person',
              contentType: 'postback',
              payload: 'handover:request',
            },
          ],
        },
      },
    },
  },
}
const handover = { messages: [], handover: {} }

test('a client that says nothing yet is greeted, and so is a first hello', async () => {
  expect(await answer({ data: { start: true } })).toEqual({ messages: [{ text: 'Welcome!' }] })
  expect(await answer({ text: '  ' })).toEqual({ messages: [{ text: 'Welcome!' }] })
  expect(await answer({ text: 'Hi there' })).toEqual({ messages: [{ text: 'Welcome!' }] })
})

test('a question that the knowledge answers is answered in plain words', async () => {
  expect(await answer({ text: 'how can I reset my password?' })).toEqual({
    messages: [{ text: 'Choose Forgot password on the sign-in page.' }],
  })
})

test('what it does not know it says, and offers a person', async () => {
  expect(await answer({ text: 'Do you sell bicycles?' })).toEqual({ messages: [unsure] })
  expect(await answer({ attachments: [{ id: 'a', name: 'a.png', mediaType: 'image/png' }] })).toEqual({
    messages: [unsure],
  })
  expect(await answer({ endpointId: 'empty', text: 'how can I reset my password?' })).toEqual({
    messages: [unsure],
  })
})

test('thanks in the middle of a conversation need no answer', async () => {
  const dialogue = [{ from: 'virtual-agent' as const, text: 'Delivery takes 3 days.' }]
  expect(await answer({ text: 'thanks!', dialogue })).toEqual({ messages: [] })
  expect(await answer({ text: '???', dialogue })).toEqual({ messages: [unsure] })
})

test('a person is asked for in words, by the quick reply, by its title, or by a yes to the offer', async () => {
  expect(await answer({ text: 'Let me talk to a person.' })).toEqual(handover)
  expect(await answer({ text: 'handover:request' })).toEqual(handover)
  expect(await answer({ text: 'Get me a person' })).toEqual(handover)
  expect(
    await answer({ text: 'yes please', dialogue: [{ from: 'virtual-agent', text: unsure.text }] }),
  ).toEqual(handover)
})

test('the customer is welcomed back after a handover; other news are not commented', async () => {
  const back = { messages: [{ text: 'You are back with the assistant.' }] }
  expect(await answer({ handover: { status: 'completed' } })).toEqual(back)
  expect(await answer({ handover: { status: 'cancelled' } })).toEqual(back)
  expect(await answer({ handover: { status: 'queue', eventType: 'queueUpdate' } })).toEqual({ messages: [] })
  expect(await answer({ handover: { status: 'active' } })).toEqual({ messages: [] })
})
