import { html, type LitElement, type TemplateResult } from 'lit'
import { ref } from 'lit/directives/ref.js'
import type { ChatSummary } from '../chats/chat.ts'
import '../chats/chat-switcher.ts'
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
import { passages } from '../testing/scripted-chat.ts'
import * as material from './material.ts'

/* How a state of each kind of tile is made. */

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

const { assistance, chat } = material

/** The replies, with what is given and what an agent does. */
export const suggestions = (
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

/** No reply, and why. */
export const quiet = (reason: NonNullable<Assistance['quiet']>, title: string) =>
  suggestions(reason, title, assistance([], { quiet: reason, question: 'hi', passages: [] }))

/** The first card of the replies. */
export const card = (element: LitElement) => element.renderRoot.querySelector('agent-copilot-suggestion')

/** The first chat is the one that is shown; `waits` is how long its customer has waited, in seconds. */
export const chats = (
  id: string,
  title: string,
  list: readonly (Partial<ChatSummary> & { readonly waits?: number })[],
): GalleryState => ({
  id: `chats-${id}`,
  tile: 'Chats',
  title,
  render: () => {
    const longest = Math.max(...list.map(({ waits = 0 }) => waits))
    const summaries = list.map(
      ({ waits, ...chat }, index): ChatSummary => ({
        id: `chat-${index}`,
        name: '',
        status: 'active',
        unread: 0,
        isDraftReady: false,
        waitingSince: waits === undefined ? undefined : Date.now() - waits * 1000,
        isLongestWaiting: waits === longest && list.length > 1,
        isEnded: false,
        isSelected: index === 0,
        clockOffset: 0,
        ...chat,
      }),
    )
    return html`<agent-copilot-chats .chats=${summaries}></agent-copilot-chats>`
  },
})

/** Who the customer is. */
export const customer = (id: string, title: string, more: object): GalleryState => ({
  id: `customer-${id}`,
  tile: 'Customer',
  title,
  render: () =>
    html`<agent-copilot-customer ${ref(element => element && Object.assign(element, { profile: chat.profile, handover: chat.handover, ...more }))}></agent-copilot-customer>`,
})

/** What knowledge has; `words` are searched for. */
export const knowledge = (
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

/** A tile that a bot or a program fills. */
export const tile = (
  id: string,
  title: string,
  content: object | undefined,
  data?: object,
): GalleryState => ({
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

/** The summary, and the wrap-up once the chat is over. */
export const summary = (
  id: string,
  title: string,
  more: object,
  reach?: GalleryState['reach'],
): GalleryState => ({
  id: `summary-${id}`,
  tile: 'Summary and wrap-up',
  title,
  render: () =>
    html`<agent-copilot-summary ${ref(element => element && Object.assign(element, { transcript: chat.transcript, handover: chat.handover, codes: material.codes, ...more }))}></agent-copilot-summary>`,
  reach,
})

/** Unfolds a transcript. */
export const openTranscript = async (element: LitElement) => {
  element.renderRoot.querySelector<HTMLElement>('.fold')?.click()
  await element.updateComplete
}

/** A transcript, unfolded. */
export const transcript = (
  id: string,
  title: string,
  entries: typeof chat.transcript,
  more: object = {},
  reach: GalleryState['reach'] = openTranscript,
): GalleryState => ({
  id: `transcript-${id}`,
  tile: 'Transcript',
  title,
  render: () =>
    html`<agent-copilot-transcript ${ref(element => element && Object.assign(element, { entries, customerName: 'Maeve Brennan', agentId: 'dana', ...more }))}></agent-copilot-transcript>`,
  reach,
})

/** The box in which the agent answers. */
export const reply = (id: string, title: string, handover: typeof chat.handover): GalleryState => ({
  id: `reply-box-${id}`,
  tile: 'Reply box',
  title,
  render: () =>
    html`<agent-copilot-reply-box .sessionId=${`gallery-${id}`} .handover=${handover}></agent-copilot-reply-box>`,
})

/** Buttons that lead nowhere. */
export const nothingToDo = { tryAgain: () => {}, signOn: () => {} }

/** What is said of the connection. */
export const notice = (id: string, title: string, render: GalleryState['render']): GalleryState => ({
  id: `connection-${id}`,
  tile: 'Connection',
  title,
  render,
})
