import { describe, expect, it } from 'vitest'
import { type Happening, sequence } from '../testing/scripted-events.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession, type SessionView } from './session-view.ts'
import { withEarlier, withoutOld } from './transcript-window.ts'

const said = (number: number, from: 'customer' | 'agent' = 'customer'): Happening => ({
  type: 'message',
  messageId: `${number}`,
  from,
  text: `${number}`,
  at: number,
})
const chatter = (count: number, first = 1) => Array.from({ length: count }, (_, index) => said(first + index))
const released = (...messages: number[]): Happening => ({
  type: 'agent-messages-released',
  handoverId: 'h',
  messages,
  verified: true,
})
const fold = (happenings: Happening[]) => foldEvents(emptySession, sequence(happenings))
const seqs = ({ transcript }: SessionView) => transcript.map(({ seq }) => seq)

describe('the window of a transcript', () => {
  it('leaves an ordinary chat as it is', () => {
    const view = fold(chatter(100))
    expect(withoutOld(view)).toBe(view)
  })

  it('holds the end of a long one, and knows from where', () => {
    const view = withoutOld(fold(chatter(1000)))
    expect(view.transcript.length).toBeGreaterThanOrEqual(100)
    expect(view.transcript.length).toBeLessThan(132)
    expect(view.heldFrom).toBe(view.transcript[0]?.seq)
    expect(seqs(view).at(-1)).toBe(1000)
  })

  it('is the same whether it is cut at once or on the way', () => {
    const events = sequence(chatter(400))
    let view = emptySession
    for (const event of events) view = withoutOld(foldEvents(view, [event]))
    expect(view).toEqual(withoutOld(foldEvents(emptySession, events)))
  })

  it('is whole again with what comes from the server', () => {
    const events = sequence(chatter(400))
    const whole = foldEvents(emptySession, events)
    const cut = withoutOld(whole)
    const earlier = events.filter(({ seq }) => seq < cut.heldFrom)
    const half = withEarlier(cut, { from: 100, events: earlier.slice(99) })
    expect([half.heldFrom, seqs(half)[0]]).toEqual([100, 100])
    expect(withEarlier(half, { from: 0, events: earlier.slice(0, 99) })).toEqual(whole)
  })

  it('takes what was said later of what comes, and nothing that it holds', () => {
    const events = sequence([said(1, 'agent'), said(2), ...chatter(200, 3), released(1)])
    const cut = { ...withoutOld(foldEvents(emptySession, events)), unsettled: [] }
    const parked = sequence(
      [{ type: 'delivery-parked', of: 2, target: '8x8', detail: 'Closed' }],
      events.length,
    )
    const whole = withEarlier(cut, { from: 0, events: [...events, ...parked] })
    expect(seqs(whole)).toEqual(Array.from({ length: 202 }, (_, index) => index + 1))
    expect(whole.transcript[1]).toMatchObject({ undelivered: 'Closed' })
  })

  it('lets go of nothing while an agent’s message waits for its place', () => {
    const waiting = [...chatter(40), said(41, 'agent'), ...chatter(400, 42)]
    expect(withoutOld(fold(waiting)).heldFrom).toBeLessThanOrEqual(41)
    expect(withoutOld(fold([...waiting, released(41)])).heldFrom).toBeGreaterThan(300)
  })

  it('does not part messages that changed places', () => {
    const late = [...chatter(62), said(200, 'agent'), said(64), said(63, 'agent'), released(65, 63)]
    const view = withoutOld(fold([...late, ...chatter(100, 67)]))
    expect(view.heldFrom).toBe(32)
    expect(seqs(view)).toContain(65)
  })

  it('moves agents’ messages that still wait along with what comes and goes', () => {
    const view = withoutOld(fold([...chatter(300), said(900, 'agent')]))
    const later = foldEvents(view, sequence([said(800, 'agent')], 301))
    expect(seqs(later).slice(-2)).toEqual([302, 301])
  })
})
