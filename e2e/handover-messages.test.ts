import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge } from './testing/bridge.ts'
import type { Customer } from './testing/people.ts'

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

let bridge: Bridge
beforeAll(async () => {
  bridge = await Bridge.start({ simulator: { chatsPerAgent: 100, agents: [{ id: 'dana', name: 'Dana' }] } })
})
afterAll(() => bridge.close())

const fromAgent = (customer: Customer) => customer.outputs.items.filter(({ source }) => source === 'agent')

const quickReplies = (...titles: string[]) => ({
  _cognigy: {
    _default: {
      _quickReplies: {
        type: 'quick_replies',
        text: 'Choose',
        quickReplies: titles.map(title => ({
          id: title,
          title,
          contentType: 'postback',
          payload: `pick:${title}`,
        })),
      },
    },
  },
})

describe('what the agent says', () => {
  it('comes in the agent’s order, once, however many at once', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const words = Array.from({ length: 30 }, (_, index) => `line ${index}`)
    bridge.simulator.addEventFault({
      kind: 'reorder',
      overtakenBy: 2,
      conversationId,
      times: 8,
      eventType: 'MESSAGE',
    })
    bridge.simulator.addEventFault({
      kind: 'duplicate',
      copies: 2,
      conversationId,
      times: 5,
      eventType: 'MESSAGE',
    })
    for (const text of words) bridge.simulator.say(conversationId, text)
    bridge.simulator.say(conversationId, 'end')
    await customer.reads(/^end$/)
    expect(fromAgent(customer).map(({ text }) => text)).toEqual([...words, 'end'])
  })

  it('may be the same words again and again', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.addEventFault({ kind: 'drop', conversationId, times: 1, eventType: 'MESSAGE' })
    const words = ['ok', 'ok', 'ok', 'sure', 'ok']
    for (const text of words) bridge.simulator.say(conversationId, text)
    await customer.outputs.until(() => fromAgent(customer).length === words.length, 'five messages')
    expect(fromAgent(customer).map(({ text }) => text)).toEqual(words)
  })

  it('brings quick replies, whose answer goes back as it is', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    bridge.simulator.say(conversationId, {
      text: 'Which one?',
      quickReplies: [{ title: 'Fibre', postback: 'f1' }],
    })
    const { data } = await customer.reads('Which one?')
    expect(data).toMatchObject({
      _cognigy: { _default: { _quickReplies: { quickReplies: [{ title: 'Fibre', payload: 'f1' }] } } },
    })
    customer.say('f1')
    await bridge.simulator.waitForMessage(conversationId, 'f1')
  })

  it('brings cards and files even where reading finds the message before its webhook comes', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const card = { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: 'Your bill' }] }
    const file = { filename: 'bill.txt', contentType: 'text/plain', content: Buffer.from('EUR 45') }
    const { id } = bridge.simulator.attach(conversationId, file)
    bridge.simulator.addEventFault({ kind: 'delay', delayMs: 300, conversationId, eventType: 'MESSAGE' })
    bridge.simulator.say(conversationId, {
      text: 'See this',
      cards: [{ content: card }],
      attachments: [{ id }],
    })
    bridge.simulator.say(conversationId, 'and tell me')
    const { data } = await customer.reads('See this')
    expect(data).toMatchObject({
      _cognigy: { _default: { _adaptiveCard: { adaptiveCard: card } } },
      attachments: [{ name: 'bill.txt' }],
    })
    const [attachment] = (data as { attachments: { url: string }[] }).attachments
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('EUR 45')
    const viewer = await bridge.watch(customer)
    await viewer.sees('agent-message-repeated')
    expect(fromAgent(customer).map(({ text }) => text)).toEqual(['See this', 'and tell me'])
  })

  it('brings files from its webhook, fetched from 8x8 when they are opened', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const { id } = bridge.simulator.attach(conversationId, {
      filename: 'a b.png',
      contentType: 'image/png',
      content: Buffer.from(PNG),
    })
    bridge.simulator.say(conversationId, { attachments: [{ id }] })
    const { data } = await customer.outputs.until(
      ({ data: given }) => given?.attachments !== undefined,
      'the file',
    )
    const [file] = (data?.attachments ?? []) as { url: string; name: string }[]
    expect(file?.name).toBe('a b.png')
    const answer = await fetch(file?.url ?? '')
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''a%20b.png")
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG)
  })
})

describe('what the customer says', () => {
  it('arrives in their order, once, however fast', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const words = Array.from({ length: 30 }, (_, index) => `line ${index}`)
    for (const text of words) customer.say(text)
    await bridge.simulator.waitForMessage(conversationId, /^line 29$/)
    expect(bridge.simulator.conversation(conversationId).messages.map(({ text }) => text)).toEqual(words)
  })

  it('may be a file, which the agent gets whole', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const file = await bridge.upload('router.png', PNG)
    customer.say('Look', { data: { attachments: [file] } })
    const { attachments } = await bridge.simulator.waitForMessage(conversationId, 'Look')
    expect(attachments).toHaveLength(1)
    expect(bridge.simulator.conversation(conversationId).attachments).toMatchObject([
      {
        id: attachments[0]?.id,
        filename: 'router.png',
        contentType: 'image/png',
        sizeInBytes: PNG.length,
        author: 'user',
      },
    ])
  })

  it('may be a file without a word', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const file = await bridge.upload('notes.txt', 'The light blinks red.')
    customer.say(undefined, { data: { attachments: [file] } })
    await bridge.simulator.waitFor(() => bridge.simulator.conversation(conversationId).messages.length === 1)
    expect(bridge.simulator.conversation(conversationId).messages[0]?.attachments).toHaveLength(1)
  })

  it('may be quick replies of their own client', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    customer.say(undefined, { data: quickReplies('Yes', 'No') })
    const message = await bridge.simulator.waitForMessage(conversationId, 'Choose')
    expect(message.cards).toMatchObject([
      {
        contentType: 'application/8x8.quick.replies',
        content: { options: [{ title: 'Yes', data: { postback: 'pick:Yes' } }, { title: 'No' }] },
      },
    ])
  })

  it('that an agent could not be shown is marked in the transcript, and holds nothing up', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    customer.say(undefined, { data: { date: '2026-11-20' } })
    customer.say('Next week, please')
    await bridge.simulator.waitForMessage(conversationId, 'Next week, please')
    expect(await viewer.sees('delivery-parked')).toMatchObject({ target: 'contact-centre' })
    expect(bridge.simulator.conversation(conversationId).messages).toHaveLength(1)
  })
})

describe('presence', () => {
  it('tells the customer and the copilot that the agent writes', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    bridge.simulator.setTyping(conversationId, true)
    await customer.typing.until(status => status === 'typingOn', 'the agent writes')
    await viewer.typing.until(({ from, writing }) => from === 'agent' && writing, 'the agent writes')
    bridge.simulator.setTyping(conversationId, false)
    await viewer.typing.until(({ writing }) => !writing, 'the agent stops')
  })

  it('tells the agent that the customer writes, at most every few seconds', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const viewer = await bridge.watch(customer)
    const isTyping = () => bridge.simulator.conversation(conversationId).typing.user
    for (let time = 0; time < 5; time += 1) customer.socket.emit('typingStatus', { status: 'typingOn' })
    await bridge.simulator.waitFor(isTyping)
    await viewer.typing.until(({ from, writing }) => from === 'customer' && writing, 'the customer writes')
    const calls = () =>
      bridge.simulator.eventLog({ conversationId }).filter(({ recordType }) => recordType.endsWith('/typing'))
    customer.say('Done')
    await bridge.simulator.waitForMessage(conversationId, 'Done')
    expect(calls()).toHaveLength(1)
  })

  it('tells the agent that the customer has read, once they answer, not before and not twice', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const receipts = () =>
      bridge.simulator
        .eventLog({ conversationId })
        .filter(({ recordType }) => recordType.endsWith('read-receipt'))
    customer.say('Hello')
    await bridge.simulator.waitForMessage(conversationId, 'Hello')
    bridge.simulator.say(conversationId, 'one')
    bridge.simulator.say(conversationId, 'two')
    await customer.reads('two')
    expect(receipts()).toHaveLength(0)
    customer.say('I see')
    customer.say('Thanks')
    await bridge.simulator.waitForMessage(conversationId, 'Thanks')
    await bridge.simulator.waitFor(() => receipts().length > 0)
    expect(bridge.simulator.conversation(conversationId).readAt.user).toBeGreaterThan(0)
    bridge.simulator.say(conversationId, 'Bye')
    await customer.reads('Bye')
    expect(receipts()).toHaveLength(1)
  })
})
