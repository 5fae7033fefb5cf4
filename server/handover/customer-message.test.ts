import { describe, expect, it } from 'vitest'
import { joined, left, Rehearsal, told } from './testing/rehearsal.ts'

const target = (talk: Rehearsal) => talk.deliveries.at(-1)?.target

describe('who gets the customer’s message', () => {
  it('is the virtual agent before and after a handover', () => {
    const talk = new Rehearsal()
    talk.says('Hello')
    expect(talk.deliveries).toMatchObject([{ target: 'virtual-agent', type: 'message' }])
    talk.asks()
    talk.says('cancel')
    talk.says('Hello again')
    expect(target(talk)).toBe('virtual-agent')
  })

  it('is 8x8 from the request on', () => {
    const talk = new Rehearsal()
    talk.asks()
    talk.says('My router is dead')
    const { seq } = talk.typed('message').find(({ from }) => from === 'customer') ?? {}
    expect(talk.deliveries.filter(delivery => delivery.seq === seq).map(delivery => delivery.target)).toEqual(
      ['contact-centre'],
    )
  })
})

describe('the repeated notice', () => {
  it('answers each message in the queue, and none once an agent is there', () => {
    const talk = new Rehearsal({ repeatMessage: 'Still queued.' })
    talk.asks()
    talk.says('Hello?')
    talk.says('Anybody?')
    expect(talk.notices.filter(text => text === 'Still queued.')).toHaveLength(2)
    talk.hears(joined('dana', 10))
    talk.says('Ah, hi')
    expect(talk.notices.filter(text => text === 'Still queued.')).toHaveLength(2)
  })

  it('comes back after a transfer, and stays away while an agent may still be followed by a transfer', () => {
    const talk = Rehearsal.served({ repeatMessage: 'Still queued.' })
    talk.hears(left('dana', 2_000))
    talk.says('Are you there?')
    expect(talk.notices).not.toContain('Still queued.')
    talk.hears(told('transferred', 2_001))
    talk.says('Hello?')
    expect(talk.notices).toContain('Still queued.')
  })

  it('is not said where it is empty', () => {
    const talk = new Rehearsal({ repeatMessage: '', acceptedMessage: '' })
    talk.asks()
    talk.says('Hello?')
    expect(talk.notices).toEqual([])
  })
})

describe('cancelling', () => {
  const settings = { cancelPhrases: ['cancel', 'zurück zum Assistenten'], cancelButton: 'Never mind' }

  it.each([
    ['the phrase', 'cancel'],
    ['in capitals with punctuation', '  CANCEL!! '],
    ['in another language', 'Zurück zum   Assistenten.'],
    ['with the accent written as two characters', 'Zuru\u0308ck zum Assistenten'],
    ['the button’s payload', 'handover:cancel'],
    ['the button’s title, as some clients send it', 'Never mind'],
  ])('%s ends the handover', (_case, text) => {
    const talk = new Rehearsal(settings)
    talk.asks()
    talk.says(text)
    expect(talk.handover.status).toBe('cancelled')
    expect(talk.notices.at(-1)).toBe('I have cancelled your request for a colleague.')
    expect(talk.timers.size).toBe(0)
    const told = talk.deliveries
      .filter(({ type }) => type === 'handover-ended')
      .map(delivery => delivery.target)
    expect(new Set(told)).toEqual(new Set(['contact-centre', 'customer', 'virtual-agent', 'assists']))
    expect(talk.deliveries.some(({ type }) => type === 'message')).toBe(false)
  })

  it.each(['please cancel my order', 'cancellation', '', '?!', 'Never'])('"%s" does not', text => {
    const talk = new Rehearsal(settings)
    talk.asks()
    talk.says(text, { data: { a: 1 } })
    expect(talk.isOn).toBe(true)
  })

  it('has no meaning without a handover', () => {
    const talk = new Rehearsal(settings)
    talk.says('cancel')
    expect(target(talk)).toBe('virtual-agent')
  })

  it('ends the chat with an agent by the button', () => {
    const talk = Rehearsal.served(settings)
    talk.says('handover:cancel')
    expect(talk.handover.status).toBe('cancelled')
  })

  it.each(['cancel', 'Never mind'])('said to an agent, "%s" is for the agent', text => {
    const talk = Rehearsal.served(settings)
    talk.says(text)
    expect(talk.isOn).toBe(true)
    expect(talk.deliveries.map(delivery => delivery.target)).toContain('contact-centre')
  })
})
