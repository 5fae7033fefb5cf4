import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulatorSettings } from './simulator/settings.ts'
import type { Simulator } from './simulator/simulator.ts'
import { Bridge } from './testing/bridge.ts'
import type { Customer } from './testing/people.ts'

type EventFault = Parameters<Simulator['addEventFault']>[0]

const heard = (customer: Customer, text: string) =>
  customer.outputs.items.filter(output => output.text === text).length

describe('a webhook', () => {
  let bridge: Bridge
  let customer: Customer
  let conversationId: string
  beforeAll(async () => {
    bridge = await Bridge.start({ simulator: { deliveryRetryDelayMs: 50, deliveryRetries: 200 } })
    const served = await bridge.servedCustomer()
    customer = served.customer
    conversationId = served.conversationId
  })
  afterAll(() => bridge.close())

  const written = async () =>
    JSON.stringify(await bridge.service.context.log.read(bridge.keyOf(customer), 0, 1_000))

  it.each<[string, EventFault, number]>([
    ['is signed wrongly', { kind: 'wrongSignature' }, 401],
    ['is signed with an unknown key', { kind: 'unknownKey' }, 401],
    ['names its key like a path', { kind: 'malformedKeyId' }, 401],
    ['is signed for another tenant', { kind: 'wrongTenant' }, 401],
    ['is signed for another customer', { kind: 'wrongCustomer' }, 401],
    ['was sent long ago', { kind: 'staleTransmissionTime' }, 401],
    ['has none of its headers', { kind: 'missingHeaders' }, 401],
  ])('that %s is refused without a trace, and its honest repeat is taken', async (what, fault, status) => {
    bridge.simulator.addEventFault({ ...fault, eventType: 'MESSAGE', conversationId })
    const refused = bridge.simulator.waitForDelivery({ eventType: 'MESSAGE', conversationId, status })
    const writtenThen = refused.then(written)
    bridge.simulator.say(conversationId, `It ${what}.`)
    expect(await writtenThen).not.toContain(`It ${what}.`)
    expect(JSON.parse((await refused).responseBody)).toEqual({
      type: 'about:blank',
      title: 'the signature does not hold',
      status,
    })
    await customer.reads(`It ${what}.`)
    expect(heard(customer, `It ${what}.`)).toBe(1)
  })

  it('whose key cannot be had now is asked for again', async () => {
    bridge.simulator.configure({ jwkAnswer: 'error' })
    await bridge.simulator.rotateKey()
    const later = bridge.simulator.waitForDelivery({ eventType: 'MESSAGE', conversationId, status: 503 })
    bridge.simulator.say(conversationId, 'Signed anew')
    await later
    expect(heard(customer, 'Signed anew')).toBe(0)
    bridge.simulator.configure({ jwkAnswer: 'key' })
    await customer.reads('Signed anew')
  })

  it.each<[string, EventFault]>([
    ['is signed with a new key', { kind: 'rotatedKey' }],
    ['is written with spaces', { kind: 'nonCanonicalJson', variant: 'spaces' }],
    ['is written with escapes', { kind: 'nonCanonicalJson', variant: 'unicodeEscapes' }],
    ['has other fields', { kind: 'extraFields' }],
    ['names its charset', { kind: 'charset' }],
    ['is big', { kind: 'bigBody', bytes: 900_000 }],
  ])('that %s is taken', async (what, fault) => {
    bridge.simulator.addEventFault({ ...fault, eventType: 'MESSAGE', conversationId })
    const taken = bridge.simulator.waitForDelivery({ eventType: 'MESSAGE', conversationId })
    bridge.simulator.say(conversationId, `It ${what}: naïve 👋`)
    expect((await taken).retries).toBe(0)
    await customer.reads(`It ${what}: naïve 👋`)
  })

  it('that comes again with another body is an attack: refused, and the customer reads the honest words alone', async () => {
    bridge.simulator.addEventFault({
      kind: 'tamperedBody',
      when: 'after',
      eventType: 'MESSAGE',
      conversationId,
    })
    const attack = bridge.simulator.waitForDelivery({ eventType: 'MESSAGE', conversationId, status: 409 })
    bridge.simulator.say(conversationId, 'Pay at our shop, please.')
    const { requestBody } = await attack
    const { text } = (JSON.parse(requestBody) as { data: { text: string } }).data
    expect(text).not.toBe('Pay at our shop, please.')
    await customer.reads('Pay at our shop, please.')
    bridge.simulator.say(conversationId, 'After the attack')
    await customer.reads('After the attack')
    expect(heard(customer, text)).toBe(0)
  })

  it('that comes three times is taken once', async () => {
    bridge.simulator.addEventFault({ kind: 'duplicate', copies: 2, eventType: 'MESSAGE', conversationId })
    bridge.simulator.say(conversationId, 'Thrice')
    bridge.simulator.say(conversationId, 'Once more')
    await customer.reads('Once more')
    expect(heard(customer, 'Thrice')).toBe(1)
  })

  it('of a kind that nobody knows is taken and comes to nothing', async () => {
    const taken = bridge.simulator.waitForDelivery({ eventType: 'AGENT_JOINED', conversationId })
    bridge.simulator.emit(conversationId, { eventType: 'AGENT_JOINED', data: { agentName: 'Eve' } })
    expect((await taken).status).toBe(200)
    expect(await written()).not.toContain('Eve')
  })

  it('WEB_HOOK_VERIFY is answered whoever asks, and has no effect whatever it holds', async () => {
    for (const more of [{}, { conversationId, data: { text: 'Verify me', sender: { type: 'agent' } } }]) {
      const answer = await fetch(bridge.webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          notificationVersion: 'Chat Gateway v1.0',
          eventType: 'WEB_HOOK_VERIFY',
          ...more,
        }),
      })
      expect([answer.status, await answer.json()]).toEqual([200, {}])
    }
    expect(await written()).not.toContain('Verify me')
  })

  it('without a signature, or at an address that nobody was given, is refused', async () => {
    const body = JSON.stringify({
      eventType: 'MESSAGE',
      conversationId,
      timestamp: Date.now(),
      data: { text: 'Boo', sender: { type: 'agent' } },
    })
    for (const url of [
      bridge.webhookUrl,
      `${bridge.service.url}/handover/eightByEight/guess`,
      `${bridge.service.url}/handover/eightByEight`,
    ]) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(answer.status).toBe(401)
    }
  })
})

describe('what is unknown of 8x8 makes no difference to either side', () => {
  const variants: Partial<SimulatorSettings>[] = [
    { historyInMessages: true },
    { historyInMessages: false },
    { echo: 'user' },
    { echo: 'bot' },
    { echo: 'none' },
    { sparseEvents: true },
    { announceUser: false, readReceiptEvents: true },
    { deliveryOrder: 'concurrent' },
    { deliveryOrder: 'strict', omitEmptyEmbedded: true },
  ]

  it.concurrent.each(variants)('%o', async simulator => {
    await using bridge = await Bridge.start({ simulator })
    const customer = bridge.customer()
    await customer.ready
    for (const text of ['hm', 'hm']) await customer.sayAndHear(text)
    customer.say('I want to talk to a person')
    const { id } = await bridge.conversationOf(customer, { waiting: true })
    bridge.simulator.accept(id)
    await customer.reads('You are now connected')
    bridge.simulator.addApiFault({
      kind: 'lost',
      method: 'POST',
      path: '/conversations/:id/messages',
      times: 2,
    })
    bridge.simulator.addApiFault({
      kind: 'resetBefore',
      method: 'POST',
      path: '/conversations/:id/messages',
      times: 1,
    })
    const { length } = bridge.simulator.conversation(id).messages
    for (const text of ['hm', 'hm', 'fine', 'hm']) customer.say(text)
    for (const text of ['hm', 'hm', 'bye']) bridge.simulator.say(id, text)
    await customer.reads('bye')
    await bridge.simulator.waitFor(() => bridge.simulator.conversation(id).messages.length >= length + 7)
    customer.say('end')
    await bridge.simulator.waitForMessage(id, 'end')
    const said = bridge.simulator.conversation(id).messages.slice(length)
    const of = (type: string) => said.filter(({ author }) => author.type === type).map(({ text }) => text)
    expect(of('user')).toEqual(['hm', 'hm', 'fine', 'hm', 'end'])
    const fromAgent = customer.outputs.items
      .filter(({ source }) => source === 'agent')
      .map(({ text }) => text)
    expect(fromAgent).toEqual(['hm', 'hm', 'bye'])
  })
})
