import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionEvent } from '../protocol/session-events.ts'
import { ClaimLostError, type Settlement } from './decision.ts'
import { DeliveryLane, type DeliveryResult, type LaneContext } from './delivery-lane.ts'
import type { PendingDelivery } from './delivery-store.ts'
import { Places } from './places.ts'

const done: DeliveryResult = { status: 'done' }
const eventAt = (seq: number): SessionEvent => ({ type: 'turn-ended', at: 1, of: 1, seq })
const waits = (seq: number, more: Partial<PendingDelivery> = {}): PendingDelivery => ({
  event: eventAt(seq),
  attempts: 0,
  dueAt: 0,
  maybeAttempted: false,
  ...more,
})

/** A lane whose surroundings do what the test says, step by step. */
function lane(surroundings: Partial<LaneContext> = {}) {
  const attempts: { seq: number; attempts: number; maybeAttempted: boolean; signal: AbortSignal }[] = []
  const settlements: Settlement[] = []
  const state = { finished: 0 }
  const created = new DeliveryLane({
    key: 'session',
    owner: { endpointId: 'e', userId: 'u', sessionId: 's' },
    target: 'contact-centre',
    load: async () => [],
    settle: async settlement => settlements.push(settlement),
    holds: () => true,
    enter: signal => new Places(1).enter(signal),
    onFinished: () => state.finished++,
    ...surroundings,
    deliver: async (work, signal) => {
      attempts.push({
        seq: work.event.seq,
        attempts: work.attempts,
        maybeAttempted: work.maybeAttempted,
        signal,
      })
      return surroundings.deliver?.(work, signal) ?? done
    },
  })
  return { lane: created, attempts, settlements, state }
}

/** Lets all that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await setImmediate()
}

describe('a delivery lane', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('delivers once what it reads before it is told of it', async () => {
    const first = Promise.withResolvers<DeliveryResult>()
    const { lane: told, attempts } = lane({
      load: async () => [waits(1), waits(2)],
      deliver: ({ event }) => (event.seq === 1 ? first.promise : Promise.resolve(done)),
    })
    told.wake()
    await settle()
    told.add(eventAt(2))
    told.add(eventAt(3))
    first.resolve(done)
    await told.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('reads again what it is told of while it reads', async () => {
    const pages = [[waits(1)], [waits(2)], []]
    const reading = Promise.withResolvers<void>()
    const { lane: told, attempts } = lane({
      load: async () => {
        await reading.promise
        return pages.shift() ?? []
      },
    })
    told.wake()
    told.add(eventAt(2))
    reading.resolve()
    await told.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('knows what it tried itself when it reads it again', async () => {
    let holds = true
    const { lane: told, attempts } = lane({
      holds: () => holds || attempts.length === 0,
      load: async () => {
        holds = true
        return [waits(1), waits(2)]
      },
      deliver: async () => {
        const isFirst = holds && attempts.length === 1
        if (isFirst) holds = false
        return isFirst ? { status: 'again', error: 'busy', afterMilliseconds: 0 } : done
      },
    })
    told.add(eventAt(1))
    told.add(eventAt(2))
    await vi.waitFor(() => expect(attempts).toHaveLength(3))
    expect(attempts.map(({ seq, maybeAttempted }) => [seq, maybeAttempted])).toEqual([
      [1, false],
      [1, true],
      [2, false],
    ])
  })

  it('writes nothing of what is settled already', async () => {
    const {
      lane: created,
      attempts,
      settlements,
    } = lane({ deliver: async ({ event }) => (event.seq === 1 ? { status: 'settled' } : done) })
    created.add(eventAt(1))
    created.add(eventAt(2))
    await created.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1, 2])
    expect(settlements.map(({ seq }) => seq)).toEqual([2])
  })

  it('goes on while successes are written down, but not too far', async () => {
    const writing: (() => void)[] = []
    const {
      lane: ahead,
      attempts,
      state,
    } = lane({
      settle: () => {
        const { promise, resolve } = Promise.withResolvers<void>()
        writing.push(resolve)
        return promise
      },
    })
    for (let seq = 1; seq <= 50; seq++) ahead.add(eventAt(seq))
    await settle()
    expect(attempts).toHaveLength(32)
    writing[0]?.()
    await settle()
    expect(attempts).toHaveLength(33)
    expect(state.finished).toBe(0)
    while (writing.length < 50 || state.finished === 0) {
      for (const written of writing) written()
      await setImmediate()
    }
    expect(attempts).toHaveLength(50)
  })

  it('takes up what is added while it writes down its last success', async () => {
    const written = Promise.withResolvers<void>()
    const { lane: busy, attempts, state } = lane({ settle: () => written.promise })
    busy.add(eventAt(1))
    await settle()
    busy.add(eventAt(2))
    written.resolve()
    await busy.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1, 2])
    expect(state.finished).toBe(1)
  })

  it('writes a success down later where the database is away', async () => {
    vi.useRealTimers()
    let failures = 1
    const settled: number[] = []
    const { lane: patient, attempts } = lane({
      settle: async ({ seq }) => {
        if (failures-- > 0) throw new Error('the database is away')
        settled.push(seq)
      },
    })
    patient.add(eventAt(1))
    patient.add(eventAt(2))
    await patient.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1, 2])
    expect(settled).toEqual([2, 1])
  })

  it('ends where its session went to another server, and leaves the rest', async () => {
    const lost = async () => {
      throw new ClaimLostError()
    }
    const {
      lane: ended,
      attempts,
      state,
    } = lane({ settle: lost, deliver: async () => ({ status: 'parked', error: 'no' }) })
    ended.add(eventAt(1))
    ended.add(eventAt(2))
    await ended.finished()
    expect(attempts.map(({ seq }) => seq)).toEqual([1])
    expect([ended.stopped, state.finished]).toEqual([true, 1])
  })

  it('ends while it waits for its time, or for a place', async () => {
    const late = lane({ load: async () => [waits(1, { dueAt: Date.now() + 60_000 })] })
    late.lane.wake()
    const full = new Places(0)
    const crowded = lane({ enter: signal => full.enter(signal) })
    crowded.lane.add(eventAt(1))
    await settle()
    for (const { lane: waiting, attempts, state } of [late, crowded]) {
      waiting.stop()
      await waiting.finished()
      expect([attempts, state.finished]).toEqual([[], 1])
    }
  })

  it('waits for longer after each failure, and never for more than half a minute', async () => {
    const times: number[] = []
    const {
      lane: failing,
      settlements,
      attempts,
    } = lane({
      settle: async settlement => {
        settlements.push(settlement)
        times.push(Number(settlement.dueAt) - Date.now())
        vi.setSystemTime(Number(settlement.dueAt))
        if (times.length === 12) failing.stop()
      },
      deliver: async () => {
        throw new Error('busy')
      },
    })
    failing.add(eventAt(1))
    await failing.finished()
    expect(attempts.map(({ attempts }) => attempts)).toEqual(Array.from({ length: 12 }, (_, index) => index))
    for (const [index, time] of times.entries()) {
      const longest = Math.min(30_000, 250 * 2 ** index)
      expect(time).toBeGreaterThanOrEqual(longest / 2)
      expect(time).toBeLessThanOrEqual(longest)
    }
  })
})
