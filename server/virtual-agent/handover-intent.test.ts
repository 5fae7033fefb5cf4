import { expect, test } from 'vitest'
import { virtualAgentSettingsSchema } from '../protocol/settings/virtual-agent.ts'
import { agrees, HANDOVER_PAYLOAD, personRequests } from './handover-intent.ts'

const defaults = virtualAgentSettingsSchema.parse({ kind: 'knowledge' })
const asks = personRequests(defaults.kind === 'knowledge' ? defaults.handoverPhrases : [])

test.each([
  'HUMAN',
  'I want to talk to a person',
  'can i speak to someone, please?',
  'Agent, please!',
  'get me a réal   person now',
  "I don't understand. Give me a human",
  "I don't understand give me a human",
  "I don't want a bot, I want a human",
  'no bot but a human',
  'No I want a human',
  "Why can't I talk to a person?",
  'why not a human?',
  'Not a human? I said HUMAN!',
  HANDOVER_PAYLOAD,
])('%j asks for a person', text => {
  expect(asks(text)).toBe(true)
})

test.each([
  "I don't want a human",
  'i dont want to talk to a person',
  'No human please',
  'I do not need to speak to an agent',
  'not a real person',
  'without a human',
  'no need to talk to someone',
  'Are you human?',
  'are you a real person',
  'humanity',
  'the humane society',
  'handover',
  'How do I reset my password?',
])('%j does not', text => {
  expect(asks(text)).toBe(false)
})

test('phrases of other languages and scripts work alike', () => {
  const asksElsewhere = personRequests([
    'mit einem Menschen sprechen',
    'conseillère',
    'сотрудник',
    '担当者',
    'คุยกับคน',
    'व्यक्ति से बात',
    '!!',
  ])
  for (const text of [
    'Ich will MIT EINEM MENSCHEN SPRECHEN!',
    'une conseillere svp',
    'Позовите: сотрудник',
    '担当者と話したいです',
    'ขอคุยกับคนได้ไหม',
    'मुझे व्यक्ति से बात करनी है',
  ]) {
    expect(asksElsewhere(text), text).toBe(true)
  }
  for (const text of [
    'ich will nicht mit einem Menschen sprechen',
    'pas de problème',
    'сотрудники',
    '!!',
    'व्यक्तिगत से बात',
  ]) {
    expect(asksElsewhere(text), text).toBe(false)
  }
})

test('a hostile message is judged in no time', () => {
  const began = performance.now()
  expect(asks('not a '.repeat(15_000))).toBe(false)
  expect(asks('talk to a '.repeat(10_000))).toBe(false)
  expect(performance.now() - began).toBeLessThan(1000)
})

test('a yes is nothing but a yes', () => {
  expect(['Yes, please!', 'ok', 'Ja bitte', 'OUI'].every(agrees)).toBe(true)
  expect(['no', 'yes but how much is it', '', 'please explain'].some(agrees)).toBe(false)
})
