import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { Analytics } from '../protocol/analytics.ts'

describe('analytics', () => {
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    bridge = await Bridge.start({ knowledge: 'e2e/demo/knowledge' })
    owner = await becomeOwner(bridge.service)
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    const helped = viewer.sees('suggestions-made', ({ quiet }) => quiet === undefined)
    customer.say('How do I return my router?')
    const { for: turn, suggestions } = await helped
    const feedback = { assist: 'reply', id: suggestions[0]?.id, act: 'shown' }
    await viewer.ask('feedback', { for: turn, feedback })
    await viewer.ask('feedback', { for: turn, feedback: { ...feedback, act: 'used', changed: 0.25 } })
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')
    const { customer: impatient } = await bridge.waitingCustomer()
    await (await bridge.watch(impatient)).sees('handover-queued')
    impatient.say('Cancel')
    await impatient.reads('I have cancelled')
    const { customer: waiting } = await bridge.waitingCustomer()
    await (await bridge.watch(waiting)).sees('handover-queued')
  })
  afterAll(() => bridge.close())

  const read = (query = '') => owner.ask<Analytics>('GET', `/endpoints/northline/analytics${query}`)

  it('count every step of a handover once, and how long people waited', async () => {
    const { sessions, complete, handovers, handoversByDay, queueTime, handoverTime, firstSuggestion } =
      await read()
    expect({ sessions, complete }).toEqual({ sessions: 3, complete: true })
    const steps = { requested: 3, opened: 3, joined: 1, completed: 1, cancelled: 1, error: 0, refused: 0 }
    expect(handovers).toEqual(steps)
    expect(handoversByDay.reduce((sum, { requested }) => sum + requested, 0)).toBe(3)
    expect([queueTime.count, handoverTime.count]).toEqual([1, 1])
    expect(queueTime.median).toBe(queueTime.longest)
    expect(firstSuggestion.count).toBeGreaterThan(0)
    expect(firstSuggestion.longest).toBeGreaterThanOrEqual(firstSuggestion.median ?? 0)
  })

  it('count each turn once, by what became of it', async () => {
    const { turns, turnsByDay, medianEdit } = await read()
    const { eligible, edited, ...others } = turns
    expect({ eligible, edited, medianEdit }).toEqual({ eligible: 1, edited: 1, medianEdit: 0.25 })
    expect(Object.values(others).every(count => count === 0)).toBe(true)
    expect(turnsByDay).toMatchObject([turns])
  })

  it('are of the days that are asked for', async () => {
    expect((await read('?from=2020-01-01&to=2020-01-31')).sessions).toBe(0)
    expect(
      (await owner.call('GET', '/endpoints/northline/analytics?from=2020-02-01&to=2020-01-01')).status,
    ).toBe(400)
    expect((await owner.call('GET', '/endpoints/northline/analytics?from=yesterday')).status).toBe(400)
    expect(
      (await owner.call('GET', '/endpoints/northline/analytics?from=2010-01-01&to=2020-01-01')).status,
    ).toBe(400)
  })

  it('are given as a table', async () => {
    const { body, headers } = await owner.call<string>('GET', '/endpoints/northline/analytics.csv')
    expect(headers.get('content-type')).toContain('text/csv')
    const [head, ...lines] = body.trim().split('\r\n')
    expect(head).toBe('day,of,agent,figure,count')
    expect(lines).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d,handover,,requested,\d$/))
  })
})
