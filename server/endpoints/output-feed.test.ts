import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import type { Customer, CustomerOptions } from '../../e2e/testing/people.ts'

describe('outputs to the customer', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start()
  })
  afterAll(() => bridge.close())

  const asks = (options: Partial<CustomerOptions> = {}) =>
    bridge.answeredCustomer('What is the meaning of life?', options)

  /** The same customer with a new client, and what it is shown up to the answer to something new. */
  const returns = async ({ userId, sessionId }: Customer, options: Partial<CustomerOptions> = {}) => {
    const customer = await bridge.answeredCustomer('I am back', { userId, sessionId, ...options })
    return customer.outputs.items.slice(0, -1)
  }

  it.each<[string, Partial<CustomerOptions>]>([
    ['over polling', { transports: ['polling'] }],
    ['with an older client', { client: 2 }],
    ['with another handshake', { handshake: 'inner' }],
    ['without acknowledgements', { emitWithAck: false }],
  ])(
    'come again, with their traceId, when a client that acknowledged nothing returns %s',
    async (_name, options) => {
      const silent = await asks({ acknowledges: () => false })
      silent.leave()
      expect(silent.outputs.items).toHaveLength(1)
      expect(await returns(silent, options)).toEqual(silent.outputs.items)
    },
  )

  it('come again after the server was started anew', async () => {
    const silent = await asks({ acknowledges: () => false })
    silent.leave()
    await bridge.restart()
    expect(await returns(silent)).toEqual(silent.outputs.items)
  })

  it('do not come again once they were acknowledged', async () => {
    const customer = await asks()
    // The note of the acknowledgement is written before this message is.
    await customer.sayAndHear('Thank you')
    await customer.finalPings.reaches(2, 'final ping')
    await customer.sayAndHear('Bye')
    customer.leave()
    const again = (await returns(customer)).map(({ traceId }) => traceId)
    const acknowledged = customer.outputs.items.slice(0, 2).map(({ traceId }) => traceId)
    expect(again.filter(traceId => acknowledged.includes(traceId))).toEqual([])
  })

  it('come again from the first that was not acknowledged, whatever was acknowledged after it', async () => {
    let heard = 0
    const forgetful = await asks({ acknowledges: () => ++heard > 1 })
    await forgetful.sayAndHear('And of death?')
    await forgetful.finalPings.reaches(2, 'final ping')
    // Heard after the acknowledgement of the second output.
    await forgetful.sayAndHear('Thank you')
    await forgetful.finalPings.reaches(3, 'final ping')
    forgetful.leave()
    expect(await returns(forgetful)).toEqual(forgetful.outputs.items)
  })

  it('count as received where the client does not acknowledge at all', async () => {
    const plain = await asks({ emitWithAck: false })
    await plain.sayAndHear('Thank you')
    plain.leave()
    const again = (await returns(plain)).map(({ traceId }) => traceId)
    expect(again).not.toContain(plain.outputs.items[0]?.traceId)
  })

  it('reach every tab that the customer has open', async () => {
    const tab = await asks()
    const other = bridge.customer({ userId: tab.userId, sessionId: tab.sessionId, client: 2 })
    await other.ready
    tab.say('Hello again')
    await Promise.all([tab.outputs.reaches(2, 'output'), other.finalPings.reaches(1, 'final ping')])
    expect(other.outputs.items.at(-1)).toEqual(tab.outputs.items.at(-1))
  })

  it('that an agent wrote while the customer was away come when the customer returns, once and in order', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    customer.leave()
    for (const text of ['Are you there?', 'I have found it.', 'Good bye.'])
      bridge.simulator.say(conversationId, text)
    const again = bridge.customer({ userId: customer.userId, sessionId: customer.sessionId })
    await again.reads('Good bye.')
    const fromAgent = again.outputs.items.filter(({ source }) => source === 'agent').map(({ text }) => text)
    expect(fromAgent).toEqual(['Are you there?', 'I have found it.', 'Good bye.'])
  })
})
