import { beforeAll, expect, it } from 'vitest'
import { EventLoop } from '../event-loop.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { Entry } from '../sessions/decision.ts'
import { Customer } from '../sessions/testing/customers.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { deliverToCustomer } from './deliver-to-customer.ts'
import { startHandover } from './from-outside.ts'
import type { HandoverParts } from './handover-parts.ts'
import { handoverParts } from './testing/handover-parts.ts'

/** How long a message waits for others on a server without a pause, in milliseconds. */
const GATHERING = 250

class BusyEventLoop extends EventLoop {
  override busyShare() {
    return 1
  }
}

const database = openedDatabase()
let parts: HandoverParts
beforeAll(async () => {
  parts = handoverParts(database(), { eventLoop: new BusyEventLoop() })
})

/** A customer to whom an agent has said so many things, which wait for their order; `deliver` goes through them one by one. */
async function served(count: number) {
  const customer = new Customer(parts.log, { endpointId: 'shop' })
  await customer.decides((_session, at) => ({
    entries: [{ event: { type: 'session-started', at, channel: 'socket' } }],
  }))
  await startHandover(parts, customer.key)
  const handoverId = `${customer.key}.1`
  const { events } = await customer.decides((_session, at) => ({
    entries: Array.from({ length: count }, (_, index): Entry => {
      const messageId = `${index}`
      return { event: { type: 'message', at, messageId, from: 'agent', handoverId, text: messageId } }
    }),
  }))
  return { customer, handoverId, events, deliver: () => delivered(customer, events) }
}

async function delivered({ key, owner }: Customer, events: readonly SessionEvent[]) {
  const deliver = deliverToCustomer(parts)
  const began = performance.now()
  const outcomes: string[] = []
  for (const event of events) {
    const work = { key, owner, target: 'customer', event, attempts: 0, maybeAttempted: false } as const
    outcomes.push((await deliver(work, AbortSignal.timeout(60_000))).status)
  }
  return { outcomes, milliseconds: performance.now() - began }
}

it('on a busy server, a message whose order nobody has read waits for others', async () => {
  const { deliver } = await served(1)
  const { outcomes, milliseconds } = await deliver()
  expect(outcomes).toEqual(['again'])
  expect(milliseconds).toBeGreaterThan(GATHERING - 10)
})

it('on a busy server, messages that another’s reading has let out do not wait', async () => {
  const { customer, handoverId, events, deliver } = await served(20)
  const messages = events.map(({ seq }) => seq)
  await customer.decides((_session, at) => ({
    entries: [{ event: { type: 'agent-messages-released', at, handoverId, messages, verified: true } }],
  }))
  const { outcomes, milliseconds } = await deliver()
  expect(outcomes).toEqual(messages.map(() => 'settled'))
  expect(milliseconds).toBeLessThan((messages.length * GATHERING) / 4)
})
