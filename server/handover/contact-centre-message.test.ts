import { describe, expect, it } from 'vitest'
import { Rehearsal, told } from './testing/rehearsal.ts'

const says = (text: string | undefined, at = 2_000, more = {}) => told('message', at, { text, ...more })

/** What reading the conversation adds: the message and its release. */
function foundByReading(talk: Rehearsal, text: string, attachments?: { id: string; name: string }[]) {
  const handoverId = talk.handover.id
  const files = attachments?.map(({ id: remoteId, name }) => ({
    id: remoteId,
    name,
    mediaType: 'a/b',
    remoteId,
  }))
  talk.apply({
    entries: [
      {
        event: {
          type: 'message',
          at: 1,
          messageId: text,
          from: 'agent',
          handoverId,
          text,
          foundByReading: true,
          attachments: files,
        },
      },
      {
        event: {
          type: 'agent-messages-released',
          at: 1,
          handoverId,
          messages: [talk.state.seq + 1],
          verified: true,
        },
      },
    ],
  })
}

const agentSaid = (talk: Rehearsal) => talk.typed('message').filter(({ from }) => from === 'agent')

describe('a message from 8x8', () => {
  it('waits for its place in 8x8’s order', () => {
    const talk = Rehearsal.served()
    talk.hears(says('Hello, Dana here', 2_000, { sender: { id: 'dana', type: 'agent' } }))
    expect(talk.events.at(-1)).toMatchObject({
      from: 'agent',
      agentId: 'dana',
      at: 2_000,
      handoverId: 'session.1',
    })
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'customer' })
    expect(talk.handover.order.unreleased).toHaveLength(1)
  })

  it.each([
    ['an echo', { isEcho: true }],
    ['the customer’s own', { sender: { type: 'user' } }],
    ['the virtual agent’s own', { sender: { type: 'bot' } }],
    ['without anything in it', { text: '' }],
  ])('%s is left alone', (_case, more) => {
    const talk = Rehearsal.served()
    const before = talk.events.length
    talk.hears(says('Hello', 2_000, more))
    expect(talk.events).toHaveLength(before)
  })

  it.each([
    ['8x8’s system', { sender: { id: 'system', type: 'system' } }],
    ['a sender of an unknown kind', { sender: {} }],
  ])('from %s is for the customer', (_case, more) => {
    const talk = Rehearsal.served()
    talk.hears(says('Please hold', 2_000, more))
    expect(agentSaid(talk)).toMatchObject([{ text: 'Please hold' }])
  })

  it('brings cards and files, which stay at 8x8', () => {
    const talk = Rehearsal.served()
    const attachments = [
      { id: 'file-1', type: 'image', fileName: 'router.png' },
      { id: 'file-2', type: 'hologram' },
    ]
    const cards = [{ contentType: 'application/8x8.quick.replies', content: {} }]
    talk.hears(says(undefined, 2_000, { attachments, cards }))
    expect(agentSaid(talk)[0]).toMatchObject({
      data: { cards: 1 },
      attachments: [
        { name: 'router.png', mediaType: 'image/*', remoteId: 'file-1' },
        { name: 'file', mediaType: 'application/octet-stream', remoteId: 'file-2' },
      ],
    })
    const [file] = agentSaid(talk)[0]?.attachments ?? []
    expect(file?.id).toMatch(/^[\w-]{24}$/)
  })
})

describe('a webhook that comes later than the reading', () => {
  it('adds nothing, and asks for another look in case it speaks of a newer message', () => {
    const talk = Rehearsal.served()
    foundByReading(talk, 'ok')
    talk.hears(says('ok'))
    expect(agentSaid(talk)).toHaveLength(1)
    expect(talk.deliveries.at(-1)).toMatchObject({ target: 'customer', type: 'agent-message-repeated' })
  })

  it('is counted: "ok" found once and told twice is said twice', () => {
    const talk = Rehearsal.served()
    foundByReading(talk, 'ok')
    talk.hears(says('ok', 2_000), says('ok', 3_000))
    expect(agentSaid(talk)).toHaveLength(2)
  })

  it('is known by its words however they are written, and by its files', () => {
    const talk = Rehearsal.served()
    foundByReading(talk, 'It’s  done!', [{ id: 'file-1', name: 'a' }])
    talk.hears(says("It's done!", 2_000))
    expect(agentSaid(talk)).toHaveLength(2)
    talk.hears(says("It's done!", 2_001, { attachments: [{ id: 'file-1' }] }))
    expect(agentSaid(talk)).toHaveLength(2)
  })

  it('is known after the next handover began', () => {
    const talk = Rehearsal.served()
    foundByReading(talk, 'Goodbye')
    talk.says('cancel')
    talk.asks()
    talk.hearsOf('session.1', says('Goodbye'))
    expect(agentSaid(talk)).toHaveLength(1)
  })
})
