import { describe, expect, test } from 'vitest'
import { duration } from '../locales/times.ts'
import { emptySession } from '../session/session-view.ts'
import { passages } from '../testing/scripted-chat.ts'
import { type Happening, sequence } from '../testing/scripted-events.ts'
import { factsOf, queuedFor } from './customer-facts.ts'
import { noticeText } from './notice-text.ts'
import { quietReason } from './quiet-reason.ts'

const notice = (happening: Happening) => {
  const [event] = sequence([{ ...happening, at: new Date(2026, 10, 20, 10, 44).getTime() }])
  return noticeText(event as never, 'dana')
}
const handoverId = 'h'

describe('notices', () => {
  test.each<[string, Happening]>([
    [
      'Asked for a person, 10:44',
      { type: 'handover-requested', handoverId, by: 'customer', connectionId: '', correlationId: '' },
    ],
    [
      'Handover started, 10:44',
      { type: 'handover-requested', handoverId, by: 'api', connectionId: '', correlationId: '' },
    ],
    ['No handover was possible, 10:44', { type: 'handover-refused', reason: 'unavailable', detail: '' }],
    ['Handed over to Billing, 10:44', { type: 'handover-queued', handoverId, queueName: 'Billing' }],
    ['Waiting for an agent, 10:44', { type: 'handover-queued', handoverId }],
    ['You joined, 10:44', { type: 'handover-agent-joined', handoverId, agentId: 'dana' }],
    ['A colleague joined, 10:44', { type: 'handover-agent-joined', handoverId, agentId: 'omar' }],
    ['The agent left, 10:44', { type: 'handover-agent-left', handoverId, graceEndsAt: 0 }],
    ['Transferred, 10:44', { type: 'handover-transferred', handoverId }],
    ['The customer has gone quiet, 10:44', { type: 'handover-inactive', handoverId, count: 1 }],
    ['Handover ended, 10:44', { type: 'handover-ended', handoverId, status: 'completed', reason: '' }],
    ['Handover cancelled, 10:44', { type: 'handover-ended', handoverId, status: 'cancelled', reason: '' }],
    ['Handover failed, 10:44', { type: 'handover-ended', handoverId, status: 'error', reason: '' }],
    [
      'Not delivered to 8x8, 10:44. An administrator can see why.',
      { type: 'delivery-parked', of: 1, target: '8x8', detail: 'GET /conversations failed: 404' },
    ],
  ])('%s', (words, happening) => {
    expect(notice(happening)).toBe(words)
  })

  test('a name that runs from right to left does not rearrange its sentence', () => {
    expect(notice({ type: 'handover-queued', handoverId, queueName: 'الفواتير' })).toBe(
      'Handed over to \u2068الفواتير\u2069, 10:44',
    )
  })
})

describe('why nothing is suggested', () => {
  const assistance = {
    for: 1,
    question: 'port a number from Malta',
    suggestions: [],
    passages: [],
    stale: false,
  }

  test.each([
    ['Nothing to answer yet', undefined, false],
    ['No reply yet', undefined, true],
    ['Too little said so far', { ...assistance, quiet: 'too-little-said' as const }, true],
    ['Nothing good enough to suggest', { ...assistance, quiet: 'no-match' as const }, true],
    ['No knowledge yet', { ...assistance, quiet: 'no-knowledge' as const }, true],
    ['Nothing good enough to suggest', assistance, true],
  ])('%s', (title, offered, hasQuestion) => {
    expect(quietReason(offered, hasQuestion).title).toBe(title)
  })

  test('counts the articles that come near', () => {
    expect(quietReason({ ...assistance, passages }, true).text).toBe(
      '2 articles come near “port a number from Malta”, none answers it.',
    )
    expect(quietReason({ ...assistance, passages: passages.slice(1) }, true).text).toBe(
      '1 article comes near “port a number from Malta”, but does not answer it.',
    )
  })

  test('quotes a long message by its beginning, and one without words not at all', () => {
    expect(quietReason({ ...assistance, question: 'word '.repeat(40) }, true).text).toMatch(
      /“(word ){11}word…”/,
    )
    expect(quietReason({ ...assistance, question: ' ' }, true).text).toBe(
      'No article answers the last message.',
    )
  })
})

describe('the customer', () => {
  test('is told of in the bot’s own words first', () => {
    expect(
      factsOf({
        language: 'de',
        email: 'm@example.com',
        name: 'Maeve',
        properties: { Plan: 'Fibre', Note: '' },
      }),
    ).toEqual([
      ['Plan', 'Fibre'],
      ['Email', 'm@example.com'],
      ['Language', 'German'],
    ])
  })

  test('may speak a language that nobody knows', () => {
    expect(factsOf({ language: 'no such tag' })).toEqual([['Language', 'no such tag']])
  })

  test('has waited in the queue for a time that both its ends tell', () => {
    expect(queuedFor({ ...emptySession.handover, queuedAt: 1000, joinedAt: 115_000 })).toBe('queued 1:54')
    expect(queuedFor({ ...emptySession.handover, joinedAt: 115_000 })).toBeUndefined()
  })
})

test.each([
  [-5000, '0:00'],
  [0, '0:00'],
  [72_900, '1:12'],
  [3_729_000, '1:02:09'],
])('%i milliseconds read as %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words)
})
