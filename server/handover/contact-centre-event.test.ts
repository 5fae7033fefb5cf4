import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import { joined, left, Rehearsal, told, update } from './testing/rehearsal.ts'

const MINUTE = 60_000

/** Every order of the items. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]))
}

const asked = (settings = {}) => {
  const talk = new Rehearsal(settings)
  talk.asks()
  return talk
}

describe('the way to an agent', () => {
  it('notes the conversation, opens it, queues and joins, and says what the administrator wants said', () => {
    const talk = asked({ queueMessage: 'You are in the queue.', activeMessage: 'Here is Dana.' })
    talk.hears(
      update('created', 1),
      update('active', 2),
      told('queued', 3, { queueId: '101', queueName: 'Billing' }),
    )
    expect(talk.handover).toMatchObject({
      conversationId: 'conversation-1',
      opened: true,
      queueName: 'Billing',
    })
    talk.hears(joined('dana', 4))
    expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['dana'] })
    expect(talk.notices.slice(1)).toEqual(['You are in the queue.', 'Here is Dana.'])
    expect(talk.timers.has('queue-timeout')).toBe(false)
    expect(
      talk.deliveries.filter(({ target }) => target === 'virtual-agent').map(({ type }) => type),
    ).toEqual(['handover-queued', 'handover-agent-joined'])
  })

  it('tells the queue notice once however often 8x8 repeats itself, with or without a queue’s name', () => {
    const talk = asked({ queueMessage: 'You are in the queue.' })
    talk.hears(told('queued', 3), told('queued', 4), told('queued', 5, { queueName: 'Billing' }))
    expect(talk.notices.slice(1)).toEqual(['You are in the queue.'])
  })

  it('takes a queue or an agent for proof that the conversation is open where "active" got lost', () => {
    const queued = asked()
    queued.hears(update('created', 1), told('queued', 3))
    expect(queued.handover.opened).toBe(true)
    const served = asked()
    served.hears(update('created', 1), joined('dana', 4))
    expect(served.handover.opened).toBe(true)
  })

  it('knows the agent whatever comes after', () => {
    const talk = asked({ queueMessage: 'You are in the queue.' })
    talk.hears(joined('dana', 4), told('queued', 3), update('active', 2), update('created', 1))
    expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['dana'], opened: true })
    expect(talk.notices).not.toContain('You are in the queue.')
    expect(talk.typed('handover-activity')).toMatchObject([{ name: 'late: queued' }])
  })

  it('says "connected" once when a second agent joins', () => {
    const talk = Rehearsal.served()
    talk.hears(joined('omar', 1_100))
    expect(talk.handover.agentIds).toEqual(['dana', 'omar'])
    expect(talk.notices.filter(text => text === talk.settings.activeMessage)).toHaveLength(1)
  })
})

describe('a transfer', () => {
  const steps = {
    left: (at: number) => left('dana', at),
    transfer: (at: number) => told('transferred', at),
    update: (at: number) => update('active', at),
    queued: (at: number) => told('queued', at, { queueName: 'Mobile' }),
  }
  const orders = permutations(Object.values(steps))

  it('waits in the next queue in each of 24 orders of its events, delivered in any order', () => {
    for (const order of orders) {
      const events = order.map((step, index) => step(2_000 + index))
      for (const delivered of permutations(events)) {
        const talk = Rehearsal.served()
        talk.hears(...delivered)
        talk.waits(MINUTE)
        expect(talk.handover).toMatchObject({ status: 'queue', queueName: 'Mobile' })
        expect(talk.timers.has('queue-timeout')).toBe(true)
      }
    }
  })

  it('goes on with the next agent, who says so to the customer once, in each of 24 orders', () => {
    for (const order of orders) {
      const talk = Rehearsal.served()
      talk.hears(...order.map((step, index) => step(2_000 + index)), joined('omar', 3_000))
      talk.waits(MINUTE)
      expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['omar'] })
      expect(talk.notices.filter(text => text === talk.settings.activeMessage)).toHaveLength(2)
    }
  })

  it('goes on with the next agent who joins before the first one’s slow "left"', () => {
    for (const order of orders) {
      const slow = order.filter(step => step !== steps.left)
      const talk = Rehearsal.served()
      talk.hears(
        ...slow.map((step, index) => step(2_000 + index)),
        joined('omar', 3_000),
        left('dana', 3_001),
      )
      talk.waits(MINUTE)
      expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['omar'] })
      talk.hears(left('omar', 4_000))
      talk.waits(MINUTE)
      expect(talk.handover.status).toBe('completed')
    }
  })

  it('ends with the second agent although the first one’s "left" never comes', () => {
    const talk = Rehearsal.served()
    talk.hears(told('transferred', 2_000), told('queued', 2_001), joined('omar', 3_000), left('omar', 4_000))
    talk.waits(MINUTE)
    expect(talk.handover.status).toBe('completed')
  })

  it('does not send the customer back to a queue that a second agent has already taken them from', () => {
    const talk = Rehearsal.served()
    talk.hears(left('dana', 2_000), joined('omar', 3_000), told('transferred', 2_001), told('queued', 2_002))
    expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['omar'] })
    expect(talk.typed('handover-activity').map(({ name }) => name)).toEqual([
      'late: transferred',
      'late: queued',
    ])
  })

  it('may wait as long as at first, and 8x8 need not say TRANSFER', () => {
    const talk = Rehearsal.served({ queueTimeoutMinutes: 5, agentLeftGraceSeconds: 8 })
    talk.waits(20 * MINUTE)
    talk.hears(left('dana', talk.now), told('queued', talk.now + 1))
    talk.waits(4 * MINUTE)
    expect(talk.handover.status).toBe('queue')
    talk.waits(2 * MINUTE)
    expect(talk.handover.status).toBe('error')
    expect(talk.notices.at(-1)).toBe(talk.settings.timeoutMessage)
  })

  it('that comes when the grace is over finds the handover ended, and 8x8 hears that the customer is gone', () => {
    const talk = Rehearsal.served({ agentLeftGraceSeconds: 8 })
    talk.hears(left('dana', 2_000))
    talk.waits(9_000)
    expect(talk.handover.status).toBe('completed')
    talk.hears(told('queued', 12_000))
    expect(talk.handover.status).toBe('completed')
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'contact-centre', type: 'handover-activity' })
  })
})

describe('an agent who leaves', () => {
  it('ends the handover when no transfer follows within the grace', () => {
    const talk = Rehearsal.served({ agentLeftGraceSeconds: 8 })
    talk.hears(left('dana', 2_000))
    talk.waits(7_900)
    expect(talk.isOn).toBe(true)
    talk.waits(200)
    expect(talk.typed('handover-ended')).toMatchObject([{ status: 'completed', reason: 'The agent left.' }])
    expect(
      talk.deliveries.filter(({ type }) => type === 'handover-ended').map(({ target }) => target),
    ).toContain('contact-centre')
  })

  it('ends nothing while another agent stays, whether 8x8 names the one who left or not', () => {
    for (const who of ['dana', undefined]) {
      const talk = Rehearsal.served()
      talk.hears(joined('omar', 1_100), left(who, 2_000))
      talk.waits(MINUTE)
      expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['omar'] })
      talk.hears(left(undefined, 3_000))
      talk.waits(MINUTE)
      expect(talk.handover.status).toBe('completed')
    }
  })

  it('counts although "joined" comes later', () => {
    const talk = asked()
    talk.hears(update('active', 1), left('dana', 5), joined('dana', 4))
    talk.waits(MINUTE)
    expect(talk.typed('handover-ended')).toMatchObject([{ status: 'completed' }])
    expect(talk.typed('handover-activity')).toMatchObject([{ name: 'late: agent joined' }])
  })

  it('and comes back within the grace has not left', () => {
    const talk = Rehearsal.served()
    talk.hears(left('dana', 2_000), joined('dana', 2_500))
    talk.waits(MINUTE)
    expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['dana'] })
  })
})

describe('idle', () => {
  it.each([
    ['after the agent left', [left('dana', 2_000), update('idle', 2_001)]],
    ['before "left" is told', [update('idle', 2_001), left('dana', 2_000)]],
    ['alone', [update('idle', 2_001)]],
    ['told twice', [update('idle', 2_001), update('idle', 2_002)]],
  ])('%s ends a served handover as completed, once', (_case, events) => {
    const talk = Rehearsal.served()
    talk.hears(...events)
    talk.waits(MINUTE)
    expect(talk.typed('handover-ended')).toMatchObject([{ status: 'completed' }])
    expect(talk.notices.filter(text => text === talk.settings.endedMessage)).toHaveLength(1)
    expect(talk.deliveries.filter(({ target }) => target === 'contact-centre')).toHaveLength(1)
  })

  it('before an agent came is a failure that the customer hears of', () => {
    const talk = asked()
    talk.hears(update('active', 1), told('queued', 2), update('idle', 3))
    expect(talk.typed('handover-ended')).toMatchObject([
      { status: 'error', reason: '8x8 closed the chat before an agent joined.' },
    ])
    expect(talk.notices.at(-1)).toBe(talk.settings.failedMessage)
  })

  it('from before the last change of members is history', () => {
    const talk = Rehearsal.served()
    talk.hears(update('idle', 500))
    expect(talk.isOn).toBe(true)
  })

  it('does not swallow the agent’s last words', () => {
    const talk = Rehearsal.served()
    talk.hears(update('idle', 2_001), told('message', 2_000, { text: 'Goodbye!' }))
    expect(talk.typed('message').at(-1)).toMatchObject({ from: 'agent', text: 'Goodbye!' })
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'customer', type: 'message' })
  })
})

describe('after the end', () => {
  it.each([
    ['a queue', told('queued', 5_000)],
    ['an agent', joined('omar', 5_000)],
  ])('%s shows that 8x8 opened the chat again: it is told that the customer is gone', (_case, event) => {
    const talk = Rehearsal.served()
    talk.hears(update('idle', 2_000), event)
    expect(talk.isOn).toBe(false)
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'contact-centre', type: 'handover-activity' })
  })

  it.each([
    ['an old queue', told('queued', 150)],
    ['an old agent', joined('dana', 900)],
    ['a departure', left('dana', 5_000)],
    ['a transfer', told('transferred', 5_000)],
    ['idle', update('idle', 5_000)],
  ])('%s is written down at most', (_case, event) => {
    const talk = Rehearsal.served()
    talk.hears(update('idle', 2_000))
    const before = talk.deliveries.length
    talk.hears(event)
    expect(talk.handover.status).toBe('completed')
    expect(talk.deliveries).toHaveLength(before)
    expect(talk.timers.size).toBe(0)
  })
})

describe('the handover before', () => {
  const second = () => {
    const talk = Rehearsal.served()
    talk.hears(update('idle', 2_000))
    talk.asks()
    return talk
  }

  it('changes nothing of the one that is on', () => {
    for (const event of [left('dana', 3_000), update('idle', 3_000), told('transferred', 3_000)]) {
      const talk = second()
      talk.hearsOf('session.1', event)
      talk.waits(MINUTE)
      expect(talk.handover).toMatchObject({ id: 'session.2', status: 'queue', membersChangedAt: 0 })
      expect(talk.notices).not.toContain(talk.settings.timeoutMessage)
    }
  })

  it('still brings its agent’s words to the customer, once', () => {
    const talk = second()
    talk.hearsOf('session.1', told('message', 1_900, { text: 'One more thing' }))
    expect(talk.typed('message').at(-1)).toMatchObject({ handoverId: 'session.1', text: 'One more thing' })
    expect(talk.handover.order.unreleased).toEqual([])
    expect(talk.handover.previous?.order.unreleased).toHaveLength(1)
  })

  it('is told again that the customer is gone when 8x8 opens it', () => {
    const talk = second()
    talk.hearsOf('session.1', told('queued', 9_000))
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'contact-centre', type: 'handover-activity' })
    expect(talk.handover).toMatchObject({ id: 'session.2', status: 'queue' })
  })

  it('from long ago is forgotten but for what its agent says', () => {
    const talk = second()
    talk.says('cancel')
    talk.asks()
    const before = talk.events.length
    talk.hearsOf('session.1', update('idle', 9_000))
    expect(talk.events).toHaveLength(before)
    talk.hearsOf('session.1', told('message', 9_000, { text: 'Hello?' }))
    expect(talk.typed('message').at(-1)).toMatchObject({ handoverId: 'session.1' })
  })
})

describe('activities', () => {
  it.each<[string, GatewayEvent, object]>([
    [
      'adaptiveCard/action',
      told('card-action', 1, { value: { type: 'Action.Submit' } }),
      { value: { type: 'Action.Submit' } },
    ],
    ['quickReply/action', told('quick-reply', 1, { title: 'Yes' }), { value: { title: 'Yes', payload: '' } }],
    [
      'read-receipts',
      told('read-receipts', 1, { receipts: [{ at: 5, users: [] }, { users: [] }] }),
      { value: [5, null] },
    ],
    ['interactive/reply', told('other-activity', 1, { name: 'interactive/reply', value: 7 }), { value: 7 }],
    [
      'user left',
      told('member-changed', 1, { memberType: 'user', change: 'left', id: 'user' }),
      { value: null },
    ],
  ])('%s is written down', (name, event, expected) => {
    const talk = Rehearsal.served()
    talk.hears(event)
    expect(talk.events.at(-1)).toMatchObject({ type: 'handover-activity', at: 1, name, ...expected })
    expect(talk.handover).toMatchObject({ status: 'active', agentIds: ['dana'] })
  })

  it('typing, verification and what has no name leave no trace', () => {
    const talk = Rehearsal.served()
    const before = talk.events.length
    talk.hears(
      told('typing', 1, { users: [] }),
      { kind: 'webhook-verify' },
      { kind: 'unknown', eventType: 'NEW' },
    )
    expect(talk.events).toHaveLength(before)
  })

  it('of a session without a handover is nothing', () => {
    const talk = new Rehearsal()
    talk.hearsOf('session.1', update('idle', 1))
    expect(talk.events).toEqual([])
  })
})

it('a whole chat told in any order ends once and loses no word', () => {
  const chat: GatewayEvent[] = [
    update('created', 1),
    update('active', 2),
    told('queued', 3),
    joined('dana', 4),
    told('message', 5, { text: 'Dana here' }),
    left('dana', 6),
    told('transferred', 7),
    told('queued', 8),
    joined('omar', 9),
    told('message', 10, { text: 'Omar here' }),
    left('omar', 11),
    update('idle', 12),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(chat, { minLength: chat.length }), events => {
      const talk = asked()
      talk.hears(...events)
      talk.waits(60 * MINUTE)
      const said = talk.typed('message').filter(({ from }) => from === 'agent')
      expect(new Set(said.map(({ text }) => text))).toEqual(new Set(['Dana here', 'Omar here']))
      expect(said).toHaveLength(2)
      expect(talk.typed('handover-ended')).toHaveLength(1)
      expect(talk.timers.size).toBe(0)
    }),
    { numRuns: 2_000 },
  )
})
