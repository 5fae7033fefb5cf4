import { expect, test } from 'vitest'
import type { SessionEvent } from '../protocol/session-events.ts'
import { privacySettingsSchema } from '../protocol/settings/privacy.ts'
import { redactionOf } from './redaction.ts'

const redaction = redactionOf(
  privacySettingsSchema.parse({ hiddenFromViewers: ['card', 'email', 'national-id', 'name'] }),
)
const show = (...events: SessionEvent[]) => redaction?.events(events)
const message = (seq: number, from: 'customer' | 'agent', text: string): SessionEvent => ({
  seq,
  at: 1,
  type: 'message',
  messageId: `ann@example.com-${seq}`,
  from,
  text,
})

test('without kinds to hide there is nothing to do', () => {
  expect(redactionOf(privacySettingsSchema.parse({}))).toBeUndefined()
})

test('what was said is hidden by its kind and by what was asked before, and nothing else is', () => {
  const shown = show(
    message(1, 'agent', 'What are the last four digits of your SSN?'),
    message(2, 'customer', '4297'),
    message(3, 'customer', 'ann@example.com, call 415 555 2671'),
  )
  expect(shown).toEqual([
    message(1, 'agent', 'What are the last four digits of your SSN?'),
    message(2, 'customer', '[national id hidden]'),
    message(3, 'customer', '[email hidden], call 415 555 2671'),
  ])
})

test('what is hidden stays as it is when it is hidden again', () => {
  const asked = message(1, 'agent', 'What is your name?')
  const once = show(asked, message(2, 'customer', 'Zbigniew')) ?? []
  expect(once[1]).toEqual(message(2, 'customer', '[name hidden]'))
  expect(show(...once)).toEqual(once)
})

test('a profile and facts are hidden by what they say they are', () => {
  expect(
    show(
      {
        seq: 1,
        at: 1,
        type: 'profile-updated',
        profile: { name: 'Ann', phone: '12', properties: { tier: 'gold' } },
      },
      {
        seq: 2,
        at: 1,
        type: 'facts-found',
        facts: [
          { kind: 'name', label: 'Name', value: 'Ann', seq: 1 },
          { kind: 'order', label: 'Order', value: 'A-12', seq: 1 },
        ],
      },
    ),
  ).toMatchObject([
    { profile: { name: '[name hidden]', phone: '12', properties: { tier: 'gold' } } },
    { facts: [{ label: 'Name', value: '[name hidden]' }, { value: 'A-12' }] },
  ])
})

test('claims stay at their words', () => {
  const text = 'I wrote to ann@example.com that it costs €6.'
  const claim = {
    start: text.indexOf('€6'),
    end: text.indexOf('€6') + 2,
    kind: 'money' as const,
    evidence: [],
  }
  const answer = redaction?.answer({ text, claims: [{ ...claim, instead: 'bob@example.com pays €7' }] })
  expect(answer?.text).toBe('I wrote to [email hidden] that it costs €6.')
  const [moved] = answer?.claims ?? []
  expect(answer?.text.slice(moved?.start, moved?.end)).toBe('€6')
  expect(moved?.instead).toBe('[email hidden] pays €7')
})
