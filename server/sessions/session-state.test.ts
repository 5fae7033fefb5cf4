import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventBodyOf, SessionEventBody } from '../protocol/session-events.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { SessionLog } from './session-log.ts'
import { applyEvent, emptySession } from './session-state.ts'
import { Customer } from './testing/customers.ts'

const fold = (...bodies: SessionEventBody[]) =>
  bodies.reduce((state, body, index) => applyEvent(state, { ...body, seq: index + 1 }), emptySession)

const profile = (known: EventBodyOf<'profile-updated'>['profile']): SessionEventBody => ({
  type: 'profile-updated',
  at: 1,
  profile: known,
})
const message = (from: EventBodyOf<'message'>['from']): SessionEventBody => ({
  type: 'message',
  at: 1,
  messageId: 'm',
  from,
  text: 'Hello',
})

describe('a session', () => {
  it('knows its channel, its place and the customer’s last message', () => {
    const started: SessionEventBody = { type: 'session-started', at: 1, channel: 'rest' }
    const state = fold(started, message('customer'), message('virtual-agent'))
    expect(state).toMatchObject({ channel: 'rest', seq: 3, lastCustomerSeq: 2, handoverCount: 0 })
  })

  it('completes a profile field by field and property by property', () => {
    const state = fold(
      profile({ name: 'Ada', properties: { plan: 'silver', since: '2019' } }),
      profile({ email: 'ada@example.com', properties: { plan: 'gold' } }),
    )
    expect(state.profile).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      properties: { plan: 'gold', since: '2019' },
    })
  })
})

const handoverId = fc.constantFrom('h1', 'h2')
const at = fc.nat(5)
const agentId = fc.constantFrom('a1', 'a2', undefined)
const of = <Type extends SessionEventBody['type']>(
  type: Type,
  shape: Record<string, fc.Arbitrary<unknown>>,
) => fc.record({ type: fc.constant(type), at, ...shape }) as fc.Arbitrary<EventBodyOf<Type>>

const anyEvent: fc.Arbitrary<SessionEventBody> = fc.oneof(
  of('handover-requested', {
    handoverId,
    by: fc.constant('customer'),
    connectionId: fc.constant('c'),
    correlationId: fc.constant('k'),
  }),
  of('handover-queued', { handoverId, queueName: fc.constantFrom('sales', undefined) }),
  of('handover-agent-joined', { handoverId, agentId }),
  of('handover-agent-left', { handoverId, agentId, graceEndsAt: fc.constantFrom(7, undefined) }),
  of('handover-transferred', { handoverId }),
  of('handover-ended', {
    handoverId,
    status: fc.constantFrom('completed', 'error'),
    reason: fc.constant(''),
  }),
  of('message', {
    messageId: fc.constant('m'),
    from: fc.constantFrom('customer', 'agent', 'virtual-agent'),
    text: fc.constantFrom('Hello', undefined),
    handoverId: fc.constantFrom('h1', 'h2', undefined),
    foundByReading: fc.constantFrom(true, undefined),
  }),
  of('agent-messages-released', {
    handoverId,
    messages: fc.array(fc.nat(9), { maxLength: 3 }),
    verified: fc.boolean(),
    watermark: fc.constantFrom('w', undefined),
  }),
  of('profile-updated', {
    profile: fc.record({ name: fc.constantFrom('Ada', undefined), email: fc.constantFrom('a@b', undefined) }),
  }),
)

describe('a session in the log', () => {
  const database = openedDatabase()

  it('is after a restart what it was before, whatever happened in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyEvent, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async steps => {
          const log = new SessionLog(database(), randomUUID())
          const customer = new Customer(log)
          for (const step of steps)
            await customer.decides(() => ({ entries: step.map(event => ({ event })) }))
          const again = new SessionLog(database(), randomUUID())
          expect(await again.find(customer.key)).toStrictEqual(await log.find(customer.key))
        },
      ),
      { numRuns: 100 },
    )
  })
})
