import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { CustomerOptions } from '../../e2e/testing/people.ts'

const clients: Partial<CustomerOptions>[] = [2, 4].flatMap(client =>
  (['query', 'inner'] as const).flatMap(handshake =>
    (['websocket', 'polling'] as const).map(transport => ({
      client: client as 2 | 4,
      handshake,
      transports: [transport],
    })),
  ),
)
const nameOf = ({ client, handshake, transports }: Partial<CustomerOptions>) =>
  `socket.io-client ${client}, ${handshake} handshake, ${transports?.join()}`

describe('the customer’s socket', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ config: { pathPrefix: '/copilot' }, knowledge: 'e2e/demo/knowledge' })
  })
  afterAll(() => bridge.close())

  describe.each(clients.map(client => [nameOf(client), client] as const))(
    '%s, under a path prefix',
    (_name, client) => {
      it('brings a message to the virtual agent and its answer back, then a final ping', async () => {
        const customer = bridge.customer({ ...client, userId: 'ü 1%&=+', sessionId: `s/1 ü%2F ${_name}` })
        await customer.ready
        customer.say('What does moving home cost?')
        expect(await customer.reads('€60')).toMatchObject({ source: 'bot', traceId: expect.any(String) })
        expect(await customer.finalPings.until(() => true, 'the final ping')).toEqual({ type: 'regular' })
        expect(customer.typing.items).toEqual(['typingOn', 'typingOff'])
      })

      it('says why it turns a customer away and hangs up', async () => {
        const stranger = bridge.customer({ ...client, URLToken: 'f'.repeat(64) })
        const refusal = await stranger.exceptions.until(() => true, 'the refusal')
        expect(refusal).toEqual({ error: { code: 'refused', message: 'This chat is not available.' } })
        await stranger.hungUp
      })

      it('takes what was said before it was ready, in order', async () => {
        const hasty = bridge.customer(client)
        for (const text of ['first', 'second', 'third']) hasty.say(text)
        const viewer = bridge.viewer(hasty)
        await hasty.finalPings.until(() => hasty.finalPings.items.length === 3, 'three final pings')
        await viewer.join()
        await viewer.sees('message', ({ text }) => text === 'third')
        const said = viewer.events.items.flatMap(event =>
          event.type === 'message' && event.from === 'customer' ? [event.text] : [],
        )
        expect(said).toEqual(['first', 'second', 'third'])
      })
    },
  )
})

describe.each([
  {
    proxies: 'no proxy',
    trustProxy: 0,
    counted: 'of the connection, whatever it says of itself',
    fromElsewhere: 'too-many',
  },
  { proxies: 'one proxy', trustProxy: 1, counted: 'that the proxy saw', fromElsewhere: 'refused' },
])('behind $proxies', ({ trustProxy, counted, fromElsewhere }) => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ config: { trustProxy } })
  })
  afterAll(() => bridge.close())

  const refusalOf = async (address: string, URLToken: string) => {
    const stranger = bridge.customer({ URLToken, headers: { 'x-forwarded-for': address } })
    const { error } = await stranger.exceptions.until(() => true, 'the refusal')
    return error.code
  }

  it(`counts wrong tokens against the address ${counted}`, async () => {
    const guess = 'f'.repeat(64)
    for (let tries = 0; tries < 30; tries++) expect(await refusalOf('198.51.100.7', guess)).toBe('refused')
    expect(await refusalOf('198.51.100.7', URL_TOKEN)).toBe('too-many')
    expect(await refusalOf('198.51.100.8', guess)).toBe(fromElsewhere)
  })
})
