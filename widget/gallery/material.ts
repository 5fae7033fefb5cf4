import type { NextAction, Suggestion, Summary } from '../../server/protocol/assists.ts'
import { foldEvents } from '../session/session-reducer.ts'
import { type Assistance, emptySession, type SessionView } from '../session/session-view.ts'
import { after, maevesChat, passages, said } from '../testing/scripted-chat.ts'
import { type Happening, sequence } from '../testing/scripted-events.ts'

/** Maeve's chat and what else happens, as a view. */
export const viewAfter = (...happenings: Happening[]): SessionView =>
  foldEvents(foldEvents(emptySession, maevesChat), sequence(happenings, maevesChat.length))

export const chat = viewAfter()

export const longWord = 'Donaudampfschifffahrtsgesellschaftsrouterkonfigurationsdatei'
export const arabic =
  'الموعد المتاح قبل يوم الاثنين هو السبت 21 نوفمبر، من 08:00 إلى 12:00. الزيارة الثانية مجانية. هل يناسبك هذا الموعد؟'
export const hostile =
  '<img src=x onerror="document.title=1"><style>*{display:none}</style>[a](javascript:alert(1)) \u202egnp.exe ' +
  'x'.repeat(300)

export const replyText =
  'There are two free visits before Monday: Saturday 21 November, 08:00–12:00 or 13:00–17:00. A repeat visit costs nothing. The €45 will be back on your card within 24 hours. Which time suits you?'

/** A claim of the reply by its words. */
const claim = (
  words: string,
  more: Partial<Suggestion['claims'][number]> = {},
): Suggestion['claims'][number] => ({
  start: replyText.indexOf(words),
  end: replyText.indexOf(words) + words.length,
  kind: 'other' as never,
  evidence: [],
  ...more,
})

export const suggestion = (more: Partial<Suggestion> = {}): Suggestion => ({
  id: 'reply',
  kind: 'reply',
  text: 'The charge is taken off because the engineer did not reach your address. A repeat visit within 7 days is free.',
  passageIds: passages.map(({ passageId }) => passageId),
  by: 'knowledge',
  confidence: 0.8,
  claims: [],
  ...more,
})

export const unlinked = suggestion({
  id: 'unlinked',
  by: 'model',
  text: replyText,
  claims: [
    claim('Saturday 21 November', { kind: 'date', evidence: [{ seq: 18 }] }),
    claim('08:00–12:00', { kind: 'time', evidence: [{ seq: 18 }] }),
    claim('costs nothing', { kind: 'promise', evidence: [{ passageId: 'repeat-visits#1' }] }),
    claim('€45', { kind: 'money', evidence: [{ passageId: 'missed-visits#3' }] }),
    claim('within 24 hours', { kind: 'duration', instead: 'on the next bill' }),
  ],
})

export const question = suggestion({
  id: 'question',
  kind: 'question',
  by: 'model',
  text: 'Is the light marked PON on the white fibre box green, red or off?',
  why: 'Tells a line fault from a router fault.',
  passageIds: [],
})

export const withGap = suggestion({
  id: 'gap',
  by: 'model',
  text: 'I have opened fault [fault number] for the line at 24 Alder Row. You will get a text when it is assigned.',
  passageIds: [],
})

export const assistance = (suggestions: Suggestion[], more: Partial<Assistance> = {}): Assistance => ({
  for: 19,
  question: 'And will I get the €45 back?',
  suggestions,
  passages,
  stale: false,
  ...more,
})

export const nextAction: NextAction = {
  playbookId: 'missed-visit',
  title: 'Missed visit',
  because: { seq: 4, sentence: 'nobody showed up' },
  steps: [
    { id: 'holder', title: 'Confirm the account holder', done: true },
    {
      id: 'charge',
      title: 'Take off the €45 charge',
      text: 'Wrong address on the visit.',
      passages: passages.slice(0, 1),
      form: [
        { id: 'code', label: 'Reason code', kind: 'choice', choices: ['7', '8'], required: true },
        { id: 'again', label: 'First time?', kind: 'yes-no', required: false },
        { id: 'note', label: 'Note', kind: 'long-text', required: false },
      ],
      done: false,
    },
    { id: 'visit', title: 'Book a repeat visit before Monday', done: false },
  ],
}

export const summary: Summary = {
  topic: { text: 'Missed engineer visit and a €45 charge', seqs: [4, 6], claims: [] },
  asked: [{ text: 'A visit before Monday and the €45 back', seqs: [18], claims: [] }],
  done: [],
  promised: [
    {
      text: 'Visit on Saturday, free of charge',
      seqs: [19],
      claims: [{ start: 19, end: 33, kind: 'promise', evidence: [] }],
    },
  ],
  open: [{ text: 'House number on the order: change 42 to 24', seqs: [16], claims: [] }],
}

export const summaryMade = (purpose: 'live' | 'final', through = 19): Happening => ({
  type: 'summary-made',
  at: after(14),
  purpose,
  through,
  by: 'model',
  summary,
})

export const codes = [
  { code: 'FLT-01', name: 'Faults › Visit missed by us' },
  { code: 'BIL-02', name: 'Billing › Charge disputed' },
  { code: 'FLT-03', name: 'Faults › No service' },
]

/** A gallery, a picture and a card that a virtual agent sent. */
export const richTranscript = viewAfter(
  said('virtual-agent', 14, 'These are free:', {
    data: {
      _cognigy: {
        _default: {
          _gallery: {
            type: 'carousel',
            items: [
              {
                title: 'Saturday',
                subtitle: '08:00–12:00',
                imageUrl: 'https://example.com/a.png',
                buttons: [{ title: 'Book' }],
              },
              { title: longWord, subtitle: arabic, buttons: [] },
            ],
          },
          _adaptiveCard: {
            adaptiveCard: { body: [{ type: 'TextBlock', text: 'Visit fee: €0', wrap: true }] },
          },
        },
      },
    },
  }),
).transcript

/** What was said in another script, in many words, and by nobody kind. */
export const oddTranscript = viewAfter(
  said('customer', 14, arabic),
  said('virtual-agent', 14, longWord.repeat(4)),
  said('agent', 15, hostile, { agentId: 'somebody-else' }),
  {
    type: 'delivery-parked',
    at: after(15),
    of: 23,
    target: 'contact-centre',
    detail: 'The conversation is closed.',
  },
  said('customer', 24 * 60, 'Good morning', {
    attachments: [{ id: 'photo', name: `${longWord}.jpg`, mediaType: 'image/jpeg', sizeInBytes: 2_400_000 }],
  }),
  { type: 'message', from: 'customer', messageId: 'sticker', at: after(24 * 60 + 1), data: { sticker: 7 } },
).transcript
