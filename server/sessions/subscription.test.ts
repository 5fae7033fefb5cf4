import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionEvent } from '../protocol/session-events.ts'
import { Subscription } from './subscription.ts'
import { Heard } from './testing/heard.ts'

const eventAt = (seq: number): SessionEvent => ({ type: 'turn-ended', at: 1, of: 1, seq })
const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => eventAt(from + index))
const seqs = (from: number, to: number) => events(from, to).map(({ seq }) => seq)

/** A log of which every reading waits until the test lets it go on. */
class SlowLog {
  readonly held: SessionEvent[] = []
  readonly readings = new Heard<{ after: number; answer: () => void; fail: () => void }>()

  readonly read = (after: number, limit: number): Promise<SessionEvent[]> => {
    const { promise, resolve, reject } = Promise.withResolvers<SessionEvent[]>()
    const answer = () => resolve(this.held.filter(({ seq }) => seq > after).slice(0, limit))
    this.readings.hear({ after, answer, fail: () => reject(new Error('the database is away')) })
    return promise
  }

  /** Lets the reading with this number, from 1, see what is held now. */
  async answer(number: number): Promise<void> {
    const readings = await this.readings.count(number)
    readings[number - 1]?.answer()
    await setImmediate()
  }

  /** Lets the reading with this number fail. */
  async fail(number: number): Promise<void> {
    const readings = await this.readings.count(number)
    readings[number - 1]?.fail()
    await setImmediate()
  }
}

describe('a subscription', () => {
  const open: Subscription[] = []
  afterEach(() => {
    for (const subscription of open.splice(0)) subscription.close()
  })

  function subscribe(after: number, held: SessionEvent[]) {
    const log = new SlowLog()
    log.held.push(...held)
    const heard = new Heard<number>()
    const subscription = new Subscription(log.read, after, told => heard.hear(...told.map(({ seq }) => seq)))
    open.push(subscription)
    return { log, heard, subscription }
  }

  it('begins with what the log has after its place, and says nothing before it was read', async () => {
    const { log, heard } = subscribe(2, events(1, 4))
    expect(heard.items).toEqual([])
    await log.answer(1)
    expect(heard.items).toEqual([3, 4])
  })

  it('passes on at once what follows its place, without reading', async () => {
    const { log, heard, subscription } = subscribe(0, [])
    await log.answer(1)
    subscription.push(events(1, 2))
    subscription.push(events(3, 3))
    expect(heard.items).toEqual([1, 2, 3])
    expect(log.readings.items).toHaveLength(1)
  })

  it.each([
    ['what it has heard already', events(1, 2)],
    ['nothing', []],
  ])('is not told of %s again', async (_what, pushed) => {
    const { log, heard, subscription } = subscribe(0, events(1, 2))
    await log.answer(1)
    subscription.push(pushed)
    subscription.notice(2)
    expect(heard.items).toEqual([1, 2])
    expect(log.readings.items).toHaveLength(1)
  })

  it.each([
    ['a push that leaves a gap', 4],
    ['a push that overlaps', 2],
  ])('reads the log for %s', async (_what, from) => {
    const { log, heard, subscription } = subscribe(0, events(1, 2))
    await log.answer(1)
    log.held.push(...events(3, 5))
    subscription.push(events(from, 5))
    await log.answer(2)
    expect(heard.items).toEqual(seqs(1, 5))
  })

  it('reads the log when another server says that it goes on', async () => {
    const { log, heard, subscription } = subscribe(0, events(1, 1))
    await log.answer(1)
    log.held.push(eventAt(2))
    subscription.notice(2)
    await log.answer(2)
    expect(heard.items).toEqual([1, 2])
  })

  it('misses nothing that is pushed while it reads, whether the reading saw it or not', async () => {
    const { log, heard, subscription } = subscribe(0, events(1, 2))
    subscription.push(events(2, 2))
    await log.answer(1)
    subscription.push(events(3, 3))
    log.held.push(eventAt(3))
    await log.answer(2)
    expect(heard.items).toEqual([1, 2, 3])
  })

  it('reads a long log page by page', async () => {
    const { log, heard } = subscribe(0, events(1, 1_200))
    await log.answer(1)
    await log.answer(2)
    await log.answer(3)
    expect(heard.items).toEqual(seqs(1, 1_200))
    expect(log.readings.items.map(({ after }) => after)).toEqual([0, 500, 1_000])
  })

  describe('when the database is away', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    it('reads again a second later, until it can', async () => {
      const { log, heard } = subscribe(0, events(1, 3))
      await log.fail(1)
      vi.advanceTimersByTime(1_000)
      await log.fail(2)
      vi.advanceTimersByTime(1_000)
      await log.answer(3)
      expect(heard.items).toEqual([1, 2, 3])
      vi.advanceTimersByTime(60_000)
      expect(log.readings.items).toHaveLength(3)
    })

    it('reads once at a time, however many pushes come meanwhile', async () => {
      const { log, heard, subscription } = subscribe(0, events(1, 3))
      await log.fail(1)
      subscription.push(events(2, 2))
      subscription.push(events(3, 3))
      vi.advanceTimersByTime(60_000)
      expect(log.readings.items).toHaveLength(2)
      await log.answer(2)
      expect(heard.items).toEqual([1, 2, 3])
    })

    it('does not read again once closed', async () => {
      const { log, subscription } = subscribe(0, events(1, 3))
      await log.fail(1)
      subscription.close()
      vi.advanceTimersByTime(60_000)
      expect(log.readings.items).toHaveLength(1)
    })
  })

  it('hears nothing once closed, not even of a reading that was under way', async () => {
    const { log, heard, subscription } = subscribe(0, events(1, 2))
    subscription.close()
    await log.answer(1)
    subscription.push(events(1, 1))
    subscription.notice(9)
    expect(heard.items).toEqual([])
    expect(log.readings.items).toHaveLength(1)
  })

  it('goes on when its listener fails', async () => {
    const log = new SlowLog()
    log.held.push(eventAt(1))
    const heard = new Heard<number>()
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const fault = new Error('the listener’s own fault')
    const subscription = new Subscription(log.read, 0, ([event]) => {
      if (event?.seq === 1) throw fault
      heard.hear(event?.seq ?? 0)
    })
    open.push(subscription)
    await log.answer(1)
    subscription.push(events(2, 2))
    expect(heard.items).toEqual([2])
    expect(warn).toHaveBeenCalledWith(fault)
    warn.mockRestore()
  })
})
