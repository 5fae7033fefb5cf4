import { describe, expect, it } from 'vitest'
import type { Tile } from '../../server/protocol/assists.ts'
import { nextAction, suggestion, summary, summaryMade } from '../gallery/material.ts'
import { type Happening, sequence } from '../testing/scripted-events.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession } from './session-view.ts'

const fold = (...happenings: Happening[]) => foldEvents(emptySession, sequence(happenings))
const feedback = (act: 'shown' | 'used' | 'dismissed' | 'undone'): Happening => ({
  type: 'assist-feedback',
  feedback: { assist: 'reply', id: suggestion().id, act },
})

describe('what the copilot offers', () => {
  it('has one mood at a time, and none where it cannot be told any more', () => {
    const sentiment = { mood: 'negative', reason: 'Upset', seq: 1, sentence: 'No!' } as const
    expect(fold({ type: 'sentiment-read', for: 1, sentiment }).sentiment).toEqual(sentiment)
    expect(
      fold({ type: 'sentiment-read', for: 1, sentiment }, { type: 'sentiment-read', for: 2, sentiment: null })
        .sentiment,
    ).toBeUndefined()
  })

  it('keeps facts, and the newest of each kind and label', () => {
    const fact = (value: string, label = 'Order') => ({ kind: 'order', label, value, seq: 1 }) as const
    const view = fold(
      { type: 'facts-found', facts: [fact('1'), fact('2', 'Return')] },
      { type: 'facts-found', facts: [fact('3')] },
    )
    expect(view.facts.map(({ label, value }) => [label, value])).toEqual([
      ['Return', '2'],
      ['Order', '3'],
    ])
  })

  it('marks steps of the playbook that is followed, and of no other', () => {
    const mark = (playbookId: string): Happening => ({
      type: 'next-action-step-marked',
      playbookId,
      stepId: 'charge',
      done: true,
      values: { code: '7' },
    })
    const set: Happening = { type: 'next-action-set', nextAction }
    expect(fold(set, mark('missed-visit')).nextAction?.steps[1]).toMatchObject({
      done: true,
      values: { code: '7' },
    })
    expect(fold(set, mark('another')).nextAction).toEqual(nextAction)
    expect(fold(set, { type: 'next-action-set', nextAction: null }).nextAction).toBeUndefined()
  })

  it('shows the newest summary, but not the one that is for the virtual agent', () => {
    const forBot: Happening = { type: 'summary-made', purpose: 'return', through: 9, by: 'model', summary }
    expect(fold(summaryMade('live'), summaryMade('final'), forBot).summary?.purpose).toBe('final')
  })

  it('keeps what was made beside what was saved, for each handover anew', () => {
    const wrapUp = (text: string) => ({ summary: text, fields: {} })
    const made = (handoverId: string): Happening => ({
      type: 'wrap-up-made',
      handoverId,
      by: 'model',
      wrapUp: wrapUp('made'),
    })
    const saved: Happening = {
      type: 'wrap-up-saved',
      handoverId: 'one',
      wrapUp: wrapUp('saved'),
      agent: 'Dana',
    }
    expect(fold(made('one'), saved).wrapUp).toMatchObject({
      made: { summary: 'made' },
      saved: { summary: 'saved' },
      savedBy: 'Dana',
    })
    expect(fold(made('one'), saved, made('two')).wrapUp).toEqual({ handoverId: 'two', made: wrapUp('made') })
  })

  it('has nothing final and nothing filed of a chat that goes on with another agent', () => {
    const made: Happening = {
      type: 'wrap-up-made',
      handoverId: 'one',
      by: 'model',
      wrapUp: { summary: 'made', fields: {} },
    }
    const asked: Happening = {
      type: 'handover-requested',
      handoverId: 'two',
      by: 'customer',
      connectionId: 'c',
      correlationId: 'x',
    }
    const joined: Happening = { type: 'handover-agent-joined', handoverId: 'two', agentId: 'dana' }
    const waiting = fold(summaryMade('final'), made, asked)
    expect(waiting.summary?.purpose).toBe('live')
    expect(waiting.wrapUp.made).toBeDefined()
    expect(fold(summaryMade('final'), made, asked, joined).wrapUp).toEqual({})
    expect(fold(made, { ...joined, handoverId: 'one' }).wrapUp.made).toBeDefined()
  })

  it('remembers what became of a suggestion until that is undone, and that it was seen for good', () => {
    expect(fold(feedback('shown'), feedback('dismissed'))).toMatchObject({
      seen: { reply: true },
      outcomes: { reply: { act: 'dismissed' } },
    })
    expect(fold(feedback('shown'), feedback('used'), feedback('undone'))).toMatchObject({
      seen: { reply: true },
      outcomes: {},
    })
  })
})

describe('tiles', () => {
  const html: Tile = { type: 'html', html: '<p>Hi</p>', data: { count: 1 } }
  const filled: Happening = { type: 'tile-updated', tileId: 'page', tile: html }

  it('have the newest data; data for one that is not there is passed over', () => {
    expect(fold(filled).tiles['page']).toEqual({ tile: html, data: { count: 1 } })
    const told = fold(
      filled,
      { type: 'tile-data-sent', tileId: 'page', data: { count: 2 } },
      { type: 'tile-data-sent', tileId: 'nobody', data: {} },
    )
    expect(told.tiles).toEqual({ page: { tile: html, data: { count: 2 } } })
  })

  it('go when they are removed', () => {
    expect(fold(filled, { type: 'tile-removed', tileId: 'page' }).tiles).toEqual({})
  })
})
