import { html } from 'lit'
import { renderConnection, renderMissing } from '../connection-notice.ts'
import { after, passages } from '../testing/scripted-chat.ts'
import * as material from './material.ts'
import {
  card,
  chats,
  customer,
  type GalleryState,
  knowledge,
  nothingToDo,
  notice,
  openTranscript,
  quiet,
  reply,
  suggestions,
  summary,
  tile,
  transcript,
} from './tile-states.ts'

const { assistance, suggestion, chat } = material

const over = { ...chat.handover, status: 'completed' as const, since: after(20) }
const madeWrapUp = {
  handoverId: 'h',
  made: { summary: 'Missed visit, €45 taken off.', code: 'FLT-01', fields: {} },
}
const fields = [{ id: 'next', label: 'Note for the next agent', kind: 'long-text' as const, required: true }]
const answer = {
  text: 'The charge is taken off when the engineer did not reach the address. A repeat visit within 7 days is free.',
  by: 'model',
  passages,
  claims: [{ start: 84, end: 90, kind: 'duration', evidence: [{ passageId: 'repeat-visits#1' }] }],
  followUps: ['Which reason code takes the charge off?', 'Is there credit for days without service?'],
}

/** Every state of every tile: what the gallery shows, and what is checked and photographed. */
export const states: readonly GalleryState[] = [
  chats('two', 'Two: one waits, one has the word', [
    { name: 'Maeve Brennan', waits: 72 },
    { name: 'Tomasz Nowak' },
  ]),
  chats('waiting', 'Several wait: the longest marked, unread counted, a draft ready', [
    { name: 'Maeve Brennan', waits: 72 },
    { name: 'Tomasz Nowak', waits: 204, unread: 3, isDraftReady: true },
    { name: 'Aiko Tanaka', waits: 18, unread: 1, isDraftReady: true },
    { name: 'Sam Osei' },
  ]),
  chats('six', 'Six chats', [
    { name: 'Maeve Brennan', waits: 72 },
    { name: 'Tomasz Nowak', waits: 3720, unread: 120, isDraftReady: true },
    { name: 'Aiko Tanaka', waits: 18, unread: 1 },
    { name: 'Sam Osei' },
    { name: 'Priya Raman', waits: 41, unread: 2, isDraftReady: true },
    { name: 'Jonas Weber', isEnded: true, status: 'completed' },
  ]),
  chats('ended', 'Ended, until put away', [
    { name: 'Maeve Brennan', isEnded: true, status: 'completed' },
    { name: 'Tomasz Nowak', isEnded: true, status: 'error' },
    { name: 'Aiko Tanaka', waits: 18, unread: 1 },
  ]),
  chats('coming', 'In the queue, being looked for, not here', [
    { name: 'Maeve Brennan', status: 'queued' },
    { name: 'Tomasz Nowak', status: 'opening' },
    { status: 'unknown' },
  ]),
  chats('long', 'Long and odd names', [
    { name: material.longWord, waits: 72 },
    { name: material.hostile, waits: 204, unread: 99, isDraftReady: true },
    { name: 'Wolfeschlegelsteinhausenbergerdorff Maximilian', isEnded: true, status: 'completed' },
  ]),
  chats('arabic', 'Right to left', [
    { name: 'محمد عبد الرحمن', waits: 72 },
    { name: 'فاطمة الزهراء', waits: 204, unread: 3, isDraftReady: true },
    { name: '李 小龙', isEnded: true, status: 'completed' },
  ]),

  customer('served', 'With the agent, waiting', {
    unansweredSince: after(13),
    facts: [{ kind: 'order', label: 'Fault', value: 'F-2231', seq: 4 }],
  }),
  customer('unknown', 'Nothing known', { profile: {}, handover: { status: 'none', since: 0 } }),
  customer('queued', 'In the queue', {
    handover: { status: 'queued', since: after(6), queueName: 'Billing and faults' },
  }),
  customer('failed', 'Handover failed', { handover: { status: 'error', since: after(6) } }),
  customer('mood', 'Mood with its reason', {
    sentiment: {
      mood: 'negative',
      reason: 'Losing patience',
      seq: 16,
      sentence: 'This is the third time I’m explaining it.',
    },
  }),
  customer('long', 'Long and odd names', {
    profile: {
      name: material.hostile,
      company: material.longWord,
      properties: { [material.longWord.slice(0, 60)]: material.arabic },
    },
  }),

  suggestions('nothing-said', 'Empty: nothing said', undefined, { hasQuestion: false }),
  suggestions('not-yet', 'Loading: no reply yet', undefined),
  quiet('too-little-said', 'Empty: too little said'),
  quiet('small-talk', 'Empty: small talk'),
  quiet('no-match', 'Empty: nothing good enough'),
  quiet('no-knowledge', 'Empty: no knowledge'),
  suggestions('reply', 'A reply from knowledge', assistance([suggestion()])),
  suggestions(
    'kinds',
    'Three kinds, with a claim that no source bears out',
    assistance([material.unlinked, material.question, material.withGap]),
    { inserts: true },
  ),
  suggestions('writing', 'Being written', undefined, {
    drafts: [
      {
        id: 'draft',
        kind: 'reply',
        for: 19,
        text: 'I’m sorry you have had to explain this three times. The next visit before Monday is',
      },
    ],
  }),
  suggestions('stale', 'Made before the last message', assistance([suggestion()], { stale: true })),
  suggestions('uncertain', 'Offline: may be out of date', assistance([suggestion()]), { followed: false }),
  suggestions('edited', 'Being edited', assistance([material.unlinked]), { inserts: true }, async element => {
    card(element)?.edit()
    await card(element)?.updateComplete
  }),
  suggestions('dismissed', 'Dismissed', assistance([suggestion()]), { outcomes: {} }, element => {
    Object.assign(element, { outcomes: { reply: { assist: 'reply', id: 'reply', act: 'dismissed' } } })
  }),
  suggestions('source', 'A source opened in place', assistance([material.unlinked]), {}, async element => {
    await card(element)?.updateComplete
    const sources = card(element)?.renderRoot.querySelector('agent-copilot-sources')
    await sources?.updateComplete
    sources?.renderRoot.querySelector('button')?.click()
  }),
  suggestions(
    'redraft-failed',
    'Error: redraft refused',
    assistance([suggestion()], { stale: true }),
    {},
    element => card(element)?.redraft(),
  ),
  suggestions('snoozed', 'Snoozed', assistance([suggestion()]), { snoozedUntil: Date.now() + 600_000 }),
  suggestions(
    'model-down',
    'Language model unavailable',
    assistance([suggestion()], { modelTrouble: 'unavailable' }),
  ),
  suggestions(
    'long',
    'Long text',
    assistance([suggestion({ text: `${material.replyText} ${material.longWord} `.repeat(4) })]),
  ),
  suggestions('arabic', 'Right to left', assistance([suggestion({ text: material.arabic })])),
  suggestions(
    'hostile',
    'Hostile text',
    assistance([suggestion({ text: material.hostile, why: material.hostile })]),
  ),

  knowledge('hits', 'What comes near', ''),
  knowledge('empty', 'Empty', ''),
  knowledge('answer', 'An answer with sources and follow-ups', 'refund missed visit', {
    answers: { ask: answer },
  }),
  knowledge('nothing', 'Nothing found', material.longWord, {
    answers: { ask: { ...answer, text: '', passages: [] } },
  }),
  knowledge('failed', 'Error', 'refund'),
  {
    id: 'knowledge-writing',
    tile: 'Knowledge',
    title: 'Being written',
    render: () =>
      html`<agent-copilot-answer .draft=${'The charge is taken off when the engineer did not'}></agent-copilot-answer>`,
  },

  {
    id: 'next-action-steps',
    tile: 'Next steps',
    title: 'Steps with a form',
    render: () =>
      html`<agent-copilot-next-action .nextAction=${material.nextAction}></agent-copilot-next-action>`,
  },
  {
    id: 'next-action-none',
    tile: 'Next steps',
    title: 'Empty',
    render: () => html`<agent-copilot-next-action></agent-copilot-next-action>`,
  },
  {
    id: 'sentiment-told',
    tile: 'Mood',
    title: 'With its reason',
    render: () =>
      html`<agent-copilot-sentiment .sentiment=${{ mood: 'positive', reason: 'Glad', seq: 4, sentence: 'Perfect, thank you Dana.' } as const}></agent-copilot-sentiment>`,
  },
  {
    id: 'sentiment-none',
    tile: 'Mood',
    title: 'Empty',
    render: () => html`<agent-copilot-sentiment></agent-copilot-sentiment>`,
  },

  summary('none', 'Empty', {}),
  summary('failed', 'Error', {}, element =>
    element.renderRoot.querySelector<HTMLElement>('[data-testid="summarise"]')?.click(),
  ),
  summary('live', 'So far', { summary: material.viewAfter(material.summaryMade('live')).summary }),
  summary('older', 'Stale: messages since', {
    summary: material.viewAfter(material.summaryMade('live', 17)).summary,
  }),
  summary('wrap-up', 'Wrap-up to save', {
    summary: material.viewAfter(material.summaryMade('final')).summary,
    handover: over,
    wrapUp: madeWrapUp,
    fields,
  }),
  summary('saved', 'Wrap-up saved', {
    summary: material.viewAfter(material.summaryMade('final')).summary,
    handover: over,
    wrapUp: {
      ...madeWrapUp,
      saved: { summary: 'Missed visit, €45 taken off.', code: 'FLT-01', fields: {} },
      savedAt: after(21),
      savedBy: 'Dana Whelan',
    },
  }),
  summary(
    'wrap-up-failed',
    'Error: wrap-up refused',
    { handover: over, wrapUp: madeWrapUp },
    async element => {
      const form = element.renderRoot.querySelector('agent-copilot-wrap-up')
      await form?.updateComplete
      form?.renderRoot.querySelector('form')?.requestSubmit()
    },
  ),

  transcript('chat', 'A chat', chat.transcript),
  transcript('rich', 'A gallery and a card', material.richTranscript),
  transcript('empty', 'Empty', []),
  transcript('earlier', 'Long: the server has more', chat.transcript.slice(-3), { heldFrom: 16 }),
  transcript(
    'earlier-failed',
    'Error: earlier messages cannot be had',
    chat.transcript.slice(-3),
    { heldFrom: 16, loadEarlier: () => Promise.reject(new Error('offline')) },
    async element => {
      await openTranscript(element)
      element.renderRoot.querySelector<HTMLElement>('[data-testid="earlier"]')?.click()
    },
  ),
  transcript('odd', 'Other scripts, files, other days, undelivered, hostile', material.oddTranscript),

  reply('open', 'With the customer', chat.handover),
  reply('closed', 'Chat ended', over),

  tile('order', 'Empty: nobody filled it', undefined),
  tile('note', 'Text with Markdown', {
    type: 'text',
    title: 'Order 4471',
    text: '**Shipped** on 19 November\n\n- Router\n- Cable\n\n[Track it](https://example.com)\n\n| Part | Count |\n|---|---|\n| Router | 1 |',
  }),
  tile('hostile', 'Hostile text', { type: 'text', title: material.hostile, text: material.hostile }),
  tile('card', 'Adaptive Card', {
    type: 'card',
    title: 'Refund',
    card: {
      body: [
        { type: 'TextBlock', text: 'How much goes back?', wrap: true },
        { type: 'Input.Number', id: 'amount', label: 'Amount', value: 45 },
        { type: 'FactSet', facts: [{ title: 'Bill', value: 'November' }] },
      ],
      actions: [{ type: 'Action.Submit', title: 'Refund', data: { act: 'refund' } }],
    },
  }),
  tile('broken-card', 'Error: no card', { type: 'card', card: { nothing: true } }),
  tile(
    'html',
    'HTML',
    { type: 'html', title: 'Line test', html: '<h1 lang="en">Line test</h1><p>All good.</p>' },
    { light: 'green' },
  ),

  notice(
    'reconnecting',
    'Reconnecting',
    () => html`<div>${renderConnection({ name: 'reconnecting' }, true, nothingToDo)}</div>`,
  ),
  notice('lost', 'Offline', () => html`<div>${renderConnection({ name: 'lost' }, true, nothingToDo)}</div>`),
  notice(
    'refused',
    'Link refused',
    () => html`<div>${renderConnection({ name: 'refused', code: 'refused' }, false, nothingToDo)}</div>`,
  ),
  notice(
    'outdated',
    'Page out of date',
    () =>
      html`<div>${renderConnection({ name: 'refused', code: 'unsupported-version' }, false, nothingToDo)}</div>`,
  ),
  notice('missing', 'Incomplete link', () => html`<div>${renderMissing(['userId', 'URLToken'])}</div>`),
]
