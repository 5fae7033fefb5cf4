import { expect, test } from 'vitest'
import type { AssistFeedback, Claim } from '../protocol/assists.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import { turnOutcomes } from './turn-outcomes.ts'

const claim = (evidence: Claim['evidence']): Claim => ({ start: 0, end: 2, kind: 'number', evidence })
const source = { passageId: 'p' }

const made = (quiet?: 'no-match' | 'small-talk'): SessionEvent => ({
  type: 'suggestions-made',
  seq: 2,
  at: 5,
  for: 1,
  by: 'knowledge',
  passages: [],
  quiet,
  suggestions: quiet
    ? []
    : ['a', 'b'].map(id => ({
        id,
        kind: 'reply',
        text: '24',
        passageIds: [],
        by: 'knowledge',
        confidence: 1,
        claims: [claim([source]), claim([])],
      })),
})

const feedback = (
  act: AssistFeedback['act'],
  id = 'a',
  more: Partial<AssistFeedback> = {},
): SessionEvent => ({
  type: 'assist-feedback',
  seq: 3,
  at: 9,
  for: 1,
  feedback: { assist: 'reply', id, act, ...more },
})

test.each<[string, SessionEvent[], string]>([
  ['nothing was found', [made('no-match')], 'silent'],
  ['what was found reached nobody', [made()], 'silent'],
  ['it was shown', [made(), feedback('shown')], 'left'],
  ['it was put away', [made(), feedback('shown'), feedback('dismissed')], 'dismissed'],
  ['all were put away', [made(), feedback('shown'), feedback('dismissed'), feedback('cleared')], 'cleared'],
  ['one was used, another put away', [made(), feedback('used'), feedback('dismissed', 'b')], 'asIs'],
  ['it was changed first', [made(), feedback('used', 'a', { changed: 0.2 })], 'edited'],
  ['its use was undone', [made(), feedback('shown'), feedback('used'), feedback('undone')], 'left'],
  ['it was used after all', [made(), feedback('used'), feedback('undone'), feedback('used')], 'asIs'],
  [
    'another assist was used',
    [made(), feedback('shown'), feedback('used', 'a', { assist: 'summary' })],
    'left',
  ],
])('%s: %s', (_what, events, became) => {
  expect(turnOutcomes(events)).toMatchObject([{ at: 5, became }])
})

test('what was suggested anew belongs to the same turn, and a greeting is none', () => {
  expect(turnOutcomes([made(), made()])).toHaveLength(1)
  expect(turnOutcomes([made('small-talk')])).toEqual([])
})

test('facts are counted in what was shown alone', () => {
  expect(turnOutcomes([made(), feedback('shown', 'b')])[0]?.facts).toEqual({ shown: 2, marked: 1 })
  expect(turnOutcomes([made()])[0]?.facts).toEqual({ shown: 0, marked: 0 })
})
