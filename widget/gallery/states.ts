import { html, type LitElement, type TemplateResult } from 'lit'
import { ref } from 'lit/directives/ref.js'
import { renderConnection, renderMissing } from '../connection-notice.ts'
import type { RequestName } from '../session/copilot-client.ts'
import type { Assistance } from '../session/session-view.ts'
import '../tiles/customer.ts'
import '../tiles/knowledge.ts'
import '../tiles/next-action.ts'
import '../tiles/program-tile.ts'
import '../tiles/adaptive-card.ts'
import '../tiles/reply-box.ts'
import '../tiles/rich-content.ts'
import '../tiles/sentiment.ts'
import '../tiles/suggestion-editor.ts'
import '../tiles/suggestions.ts'
import '../tiles/summary.ts'
import '../tiles/transcript.ts'
import { after, passages } from '../testing/scripted-chat.ts'
import * as material from './material.ts'

/** One state of one tile. */
export interface GalleryState {
  readonly id: string
  readonly tile: string
  readonly title: string
  readonly render: () => TemplateResult
  /** What the session answers to a tile's requests; refused where nothing is said. */
  readonly answers?: Partial<Record<RequestName, object>>
  /** What an agent does until the state is there. */
  readonly reach?: (element: LitElement) => Promise<void> | void
}

const { assistance, suggestion, chat } = material

const suggestions = (
  id: string,
  title: string,
  given: Assistance | undefined,
  more: object = {},
  reach?: GalleryState['reach'],
): GalleryState => ({
  id: `suggestions-${id}`,
  tile: 'Suggestions',
  title,
  render: () => {
    const properties = {
      hasQuestion: true,
      followed: true,
      rewrites: true,
      language: 'de',
      assistance: given,
      transcript: chat.transcript,
      ...more,
    }
    const spread = (element: Element | undefined) => element && Object.assign(element, properties)
    return html`<agent-copilot-suggestions ${ref(spread)}></agent-copilot-suggestions>`
  },
  reach,
})

const quiet = (reason: NonNullable<Assistance['quiet']>, title: string) =>
  suggestions(reason, title, assistance([], { quiet: reason, question: 'hi', passages: [] }))

const card = (element: LitElement) => element.renderRoot.querySelector('agent-copilot-suggestion')

const customer = (id: string, title: string, more: object): GalleryState => ({
  id: `customer-${id}`,
  tile: 'Customer',
  title,
  render: () =>
    html`<agent-copilot-customer ${ref(element => element && Object.assign(element, { profile: chat.profile, handover: chat.handover, ...more }))}></agent-copilot-customer>`,
})

const knowledge = (
  id: string,
  title: string,
  words: string,
  more: Partial<GalleryState> = {},
): GalleryState => ({
  id: `knowledge-${id}`,
  tile: 'Knowledge',
  title,
  render: () =>
    html`<agent-copilot-knowledge .passages=${id === 'empty' ? [] : passages} answers></agent-copilot-knowledge>`,
  reach: async element => {
    if (!words) return
    const field = element.renderRoot.querySelector('input')
    if (!field) return
    field.value = words
    field.dispatchEvent(new Event('input'))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    await element.updateComplete
  },
  ...more,
})

const tile = (id: string, title: string, content: object | undefined, data?: object): GalleryState => ({
  id: `tile-${id}`,
  tile: 'Tiles of bots and programs',
  title,
  render: () => html`<agent-copilot-program-tile
    .tileId=${id}
    .content=${content}
    .data=${data}
    .server=${location.origin}
  ></agent-copilot-program-tile>`,
})

const summary = (id: string, title: string, more: object, reach?: GalleryState['reach']): GalleryState => ({
  id: `summary-${id}`,
  tile: 'Summary and wrap-up',
  title,
  render: () =>
    html`<agent-copilot-summary ${ref(element => element && Object.assign(element, { transcript: chat.transcript, handover: chat.handover, codes: material.codes, ...more }))}></agent-copilot-summary>`,
  reach,
})

const transcript = (id: string, title: string, entries: typeof chat.transcript): GalleryState => ({
  id: `transcript-${id}`,
  tile: 'Transcript',
  title,
  render: () =>
    html`<agent-copilot-transcript .entries=${entries} .customerName=${'Maeve Brennan'} .agentId=${'dana'}></agent-copilot-transcript>`,
  reach: element => element.renderRoot.querySelector<HTMLElement>('.fold')?.click(),
})

const reply = (id: string, title: string, handover: typeof chat.handover): GalleryState => ({
  id: `reply-box-${id}`,
  tile: 'Reply box',
  title,
  render: () =>
    html`<agent-copilot-reply-box .sessionId=${`gallery-${id}`} .handover=${handover}></agent-copilot-reply-box>`,
})

const nothingToDo = { tryAgain: () => {}, signOn: () => {} }

const notice = (id: string, title: string, render: GalleryState['render']): GalleryState => ({
  id: `connection-${id}`,
  tile: 'Connection',
  title,
  render,
})

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
  suggestions('source', 'A source opened in place', assistance([material.unlinked]), {}, element => {
    card(element)
      ?.renderRoot.querySelector('agent-copilot-sources')
      ?.renderRoot.querySelector('button')
      ?.click()
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
