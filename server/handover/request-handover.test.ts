import { expect, it } from 'vitest'
import { emptySession } from '../sessions/session-state.ts'
import { requestHandover, sessionKeyOf } from './request-handover.ts'
import { Rehearsal } from './testing/rehearsal.ts'

it('queues the customer, says so with a button that cancels, and starts both clocks', () => {
  const talk = new Rehearsal({ queueTimeoutMinutes: 5, inactivityMinutes: 2, cancelButton: 'Never mind' })
  talk.asks('customer')
  expect(talk.events[0]).toMatchObject({
    type: 'handover-requested',
    handoverId: 'session.1',
    by: 'customer',
    connectionId: 'acme',
    correlationId: expect.stringMatching(/^[2-9A-HJ-NP-Z]{8}$/),
  })
  expect(talk.deliveries.map(({ target }) => target)).toEqual(['contact-centre', 'copilot', 'assists'])
  expect(talk.events[1]).toMatchObject({
    text: 'I am connecting you with a colleague. One moment, please.',
    data: {
      _cognigy: {
        _default: { _quickReplies: { quickReplies: [{ title: 'Never mind', payload: 'handover:cancel' }] } },
      },
    },
  })
  expect(Object.fromEntries(talk.timers)).toEqual({ 'queue-timeout': 301_000, inactivity: 121_000 })
})

it('has no button where the administrator wants none, and is silent where there is nothing to say', () => {
  const plain = new Rehearsal({ cancelButton: '' })
  plain.asks()
  expect(plain.typed('message')[0]).not.toHaveProperty('data._cognigy')
  const silent = new Rehearsal({ acceptedMessage: '' })
  silent.asks()
  expect(silent.notices).toEqual([])
})

it('changes nothing while a handover is on', () => {
  const talk = new Rehearsal()
  talk.asks()
  talk.asks()
  expect(talk.typed('handover-requested')).toHaveLength(1)
  expect(talk.notices).toHaveLength(1)
})

it('gives the next handover of the session an id of its own that leads back to the session', () => {
  const talk = new Rehearsal()
  talk.asks()
  talk.says('cancel')
  talk.asks()
  expect(talk.handover.id).toBe('session.2')
  expect(talk.handover.previous?.status).toBe('cancelled')
  expect(sessionKeyOf(talk.handover.id)).toBe('session')
})

it.each([
  ['there is no connection', { connectionId: undefined }, emptySession, 'no connection to 8x8'],
  ['there is no channel', { channelId: undefined }, emptySession, 'no connection to 8x8'],
  [
    'the customer came by REST',
    {},
    { ...emptySession, channel: 'rest' as const },
    'needs the socket channel',
  ],
])('is refused where %s, and the virtual agent hears why', (_case, settings, session, detail) => {
  const talk = new Rehearsal(settings)
  talk.apply(requestHandover('session', session, talk.settings, { by: 'customer' }, talk.now))
  expect(talk.events).toMatchObject([
    { type: 'handover-refused', reason: 'unsupported', detail: expect.stringContaining(detail) },
    { type: 'message', text: talk.settings.failedMessage },
  ])
  expect(talk.deliveries).toMatchObject([{ target: 'virtual-agent', type: 'handover-refused' }])
  expect(talk.timers.size).toBe(0)
})

it('carries what a bot adds to the request', () => {
  const talk = new Rehearsal()
  const wish = { by: 'virtual-agent' as const, properties: { user: { caseId: '7' } } }
  talk.apply(requestHandover('session', talk.state, talk.settings, wish, talk.now))
  expect(talk.events[0]).toMatchObject({ properties: { user: { caseId: '7' } } })
})
