import { describe, expect, it } from 'vitest'
import { decideTimer } from './handover-timers.ts'
import { left, Rehearsal, told, update } from './testing/rehearsal.ts'

const MINUTE = 60_000

describe('the queue’s timeout', () => {
  it('ends the wait, tells the customer, the virtual agent and 8x8', () => {
    const talk = new Rehearsal({ queueTimeoutMinutes: 5 })
    talk.asks()
    talk.waits(5 * MINUTE - 1)
    expect(talk.isOn).toBe(true)
    talk.waits(1)
    expect(talk.typed('handover-ended')).toMatchObject([
      { status: 'error', reason: 'Nobody joined in time.' },
    ])
    expect(talk.notices.at(-1)).toBe(talk.settings.timeoutMessage)
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'contact-centre' })
    expect(talk.timers.size).toBe(0)
  })

  it('that is found late, after an agent joined, clears itself', () => {
    const talk = Rehearsal.served()
    talk.apply(decideTimer['queue-timeout'](talk.handover, talk.settings, talk.now + 60 * MINUTE))
    expect(talk.isOn).toBe(true)
  })

  it('of a handover before does not cut the next one short', () => {
    const talk = new Rehearsal({ queueTimeoutMinutes: 5 })
    talk.asks()
    talk.waits(4 * MINUTE)
    talk.says('cancel')
    talk.asks()
    talk.waits(2 * MINUTE)
    talk.apply(decideTimer['queue-timeout'](talk.handover, talk.settings, talk.now))
    expect(talk.handover.status).toBe('queue')
    expect(talk.timers.get('queue-timeout')).toBe(talk.now + 3 * MINUTE)
  })

  it('is not put off by 8x8 saying "queued" again', () => {
    const talk = new Rehearsal({ queueTimeoutMinutes: 5 })
    talk.asks()
    talk.waits(4 * MINUTE)
    talk.hears(told('queued', talk.now))
    talk.waits(MINUTE)
    expect(talk.handover.status).toBe('error')
  })
})

describe('inactivity', () => {
  const settings = {
    inactivityMinutes: 2,
    inactivityLimit: 3,
    inactiveMessage: 'Are you there?',
    queueTimeoutMinutes: 600,
  }

  it('counts, says so each time, and ends the handover at the limit', () => {
    const talk = Rehearsal.served(settings)
    const began = talk.now
    const counts = () => talk.typed('handover-inactive').map(({ count }) => count)
    talk.waits(2 * MINUTE)
    expect(counts()).toEqual([1])
    talk.waits(2 * MINUTE)
    expect(counts()).toEqual([1, 2])
    expect(talk.notices.filter(text => text === 'Are you there?')).toHaveLength(2)
    talk.waits(2 * MINUTE)
    expect(talk.now - began).toBe(6 * MINUTE)
    expect(talk.typed('handover-ended')).toMatchObject([
      { status: 'completed', reason: 'Nobody wrote for too long.' },
    ])
    expect(talk.notices.at(-1)).toBe(talk.settings.endedMessage)
    expect(
      talk.deliveries.filter(({ type }) => type === 'handover-inactive').map(({ target }) => target),
    ).toEqual(Array(3).fill('virtual-agent'))
  })

  it.each([
    ['the customer', (talk: Rehearsal) => talk.says('Still here')],
    ['the agent', (talk: Rehearsal) => talk.hears(told('message', talk.now, { text: 'One moment' }))],
  ])('begins anew when %s writes', (_who, write) => {
    const talk = Rehearsal.served(settings)
    talk.waits(3 * MINUTE)
    write(talk)
    talk.waits(2 * MINUTE - 1)
    expect(talk.typed('handover-inactive')).toHaveLength(1)
    talk.waits(1)
    expect(talk.typed('handover-inactive').map(({ count }) => count)).toEqual([1, 1])
  })

  it('is not counted in the queue, and counts from the agent’s coming', () => {
    const talk = new Rehearsal(settings)
    talk.asks()
    talk.hears(update('active', 1))
    talk.waits(30 * MINUTE)
    expect(talk.typed('handover-inactive')).toEqual([])
    talk.hears(told('member-changed', talk.now, { memberType: 'agent', change: 'joined', id: 'dana' }))
    talk.waits(2 * MINUTE - 1)
    expect(talk.typed('handover-inactive')).toEqual([])
    talk.waits(1)
    expect(talk.typed('handover-inactive')).toHaveLength(1)
  })

  it('that is found due twice counts once', () => {
    const talk = Rehearsal.served(settings)
    talk.waits(2 * MINUTE)
    talk.apply(decideTimer.inactivity(talk.handover, talk.settings, talk.now))
    expect(talk.typed('handover-inactive')).toHaveLength(1)
  })

  it('says nothing where the administrator wrote nothing', () => {
    const talk = Rehearsal.served({ ...settings, inactiveMessage: '' })
    const { length } = talk.notices
    talk.waits(2 * MINUTE)
    expect(talk.typed('handover-inactive')).toHaveLength(1)
    expect(talk.notices).toHaveLength(length)
  })
})

describe('the grace after "left"', () => {
  it('that is found too early waits on, and one that is over clears itself', () => {
    const talk = Rehearsal.served({ agentLeftGraceSeconds: 8 })
    talk.hears(left('dana', 2_000))
    const { graceEndsAt = 0 } = talk.handover
    expect(decideTimer['agent-left'](talk.handover, talk.settings, graceEndsAt - 1)).toEqual({
      timers: { 'agent-left': graceEndsAt },
    })
    talk.hears(told('queued', 2_001))
    expect(decideTimer['agent-left'](talk.handover, talk.settings, graceEndsAt)).toEqual({
      timers: { 'agent-left': null },
    })
  })
})
