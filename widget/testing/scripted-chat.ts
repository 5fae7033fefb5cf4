import type { Passage } from '../../server/protocol/assists.ts'
import { type Happening, sequence } from './scripted-events.ts'

/** When the chat of the tests begins: Friday 20 November 2026, 10:38 in UTC. */
const beginning = Date.UTC(2026, 10, 20, 10, 38)

/** A time of the chat, `minutes` (and `seconds`) after it began. */
export const after = (minutes: number, seconds = 0) => beginning + (minutes * 60 + seconds) * 1000

/** What the server's clock says when the agent opens the copilot. */
export const openedAt = after(14, 12)

const handoverId = 'handover-1'

export const said = (
  from: 'customer' | 'virtual-agent' | 'agent',
  minutes: number,
  text: string,
  more: Partial<Extract<Happening, { type: 'message' }>> = {},
): Happening => ({
  type: 'message',
  from,
  text,
  messageId: `${from}-${minutes}-${text.length}`,
  at: after(minutes),
  ...more,
})

export const passages: [Passage, Passage] = [
  {
    passageId: 'missed-visits#3',
    title: 'Missed visits and charges',
    headings: ['Charges', 'When the charge is taken off'],
    text: 'A missed visit charge of €45 is added when nobody was home. The charge is taken off when the engineer did not reach the address, for instance because the house number on the order was wrong. Use reason code 7 and note the visit. The credit shows on the next bill, never as a card refund. Customers who pay by direct debit see it as a separate line.',
    answer:
      'The charge is taken off when the engineer did not reach the address, for instance because the house number on the order was wrong.',
    score: 9.1,
  },
  {
    passageId: 'repeat-visits#1',
    title: 'Repeat visits',
    headings: ['Booking'],
    text: 'A repeat visit within 7 days of a missed one is free.',
    answer: 'A repeat visit within 7 days of a missed one is free.',
    score: 7.4,
  },
]

export const reply =
  'The charge is taken off because the engineer did not reach your address, and the credit shows on your next bill. A repeat visit within 7 days is free.'

export const suggested = (
  answered: number,
  minutes: number,
  text = reply,
  sources: Passage[] = passages,
): Happening => ({
  type: 'suggestions-made',
  at: after(minutes),
  for: answered,
  by: 'knowledge',
  suggestions: [
    {
      id: `reply-${answered}`,
      kind: 'reply',
      text,
      passageIds: sources.map(({ passageId }) => passageId),
      by: 'knowledge',
      confidence: 0.8,
      claims: [],
    },
  ],
  passages: sources,
})

const quickReplies = (...titles: string[]) => ({
  _cognigy: {
    _default: { _quickReplies: { type: 'quick_replies', quickReplies: titles.map(title => ({ title })) } },
  },
})

/** Maeve's chat, from her first words to her question that is not answered yet; the last event is number 20. */
export const maevesChat = sequence([
  { type: 'session-started', channel: 'socket', at: after(0) },
  said('virtual-agent', 0, 'Hello, this is the Northline assistant. What can I help with?', {
    data: quickReplies('Report a fault', 'My bill', 'Talk to a person'),
  }),
  {
    type: 'profile-updated',
    at: after(0, 30),
    profile: {
      name: 'Maeve Brennan',
      email: 'maeve.brennan@example.com',
      language: 'en',
      properties: { Account: '4471 2098', Plan: 'Fibre 500', Address: '24 Alder Row, Galway' },
    },
  },
  said(
    'customer',
    1,
    'Broadband has been off since Tuesday. An engineer was meant to come yesterday between 8 and 12 and nobody showed up.',
  ),
  said(
    'virtual-agent',
    2,
    'I can see a visit on Thursday 19 November, 08:00 to 12:00. It was closed as “no access”.',
  ),
  said(
    'customer',
    3,
    'No access?? I was home all morning. And there’s a €45 missed visit charge on my bill now.',
    {
      attachments: [
        { id: 'bill', name: 'bill-november.pdf', mediaType: 'application/pdf', sizeInBytes: 84_112 },
      ],
    },
  ),
  said('customer', 4, 'Let me talk to a person'),
  {
    type: 'handover-requested',
    at: after(4, 2),
    handoverId,
    by: 'customer',
    connectionId: 'c',
    correlationId: 'x',
  },
  said('virtual-agent', 4, 'I am connecting you with a colleague. One moment, please.'),
  { type: 'handover-created', at: after(5), handoverId, conversationId: 'conversation-1' },
  { type: 'handover-opened', at: after(5, 1), handoverId },
  { type: 'handover-queued', at: after(6), handoverId, queueName: 'Billing and faults' },
  { type: 'handover-agent-joined', at: after(7, 54), handoverId, agentId: 'dana' },
  said(
    'agent',
    9,
    'Hi Maeve, Dana here. I’ve read what you told the assistant. Let me open the visit record.',
    { agentId: 'dana' },
  ),
  { type: 'agent-messages-released', at: after(9, 1), handoverId, messages: [14], verified: true },
  said('customer', 11, 'Thanks. This is the third time I’m explaining it.'),
  suggested(16, 11),
  said('customer', 13, 'When can someone actually come? I work from home, I need it back before Monday.'),
  said('customer', 13, 'And will I get the €45 back?'),
  suggested(19, 13),
])
