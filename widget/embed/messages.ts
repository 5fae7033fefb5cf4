import type { WrapUp } from '../../server/protocol/assists.ts'
import type { ChatSummary, ChatToOpen } from '../chats/chat.ts'
import type { HandoverStatus } from '../session/session-view.ts'
import type { CopilotErrorEvent } from './host-events.ts'

/*
 * What the copilot's frame and the page around it say to each other by postMessage: `{copilot: 1, type, …}`. The frame
 * begins with `ready`; the page answers `hello`, and from then on each knows the other's origin and hears nobody else.
 */

/** What the frame tells the page. */
export type FromFrame = { copilot: 1 } & (
  | { type: 'ready' }
  | { type: 'shown'; chatId: string }
  | { type: 'session-change'; chatId: string; customerName: string; handoverStatus: HandoverStatus }
  | { type: 'chats-change'; chats: readonly ChatSummary[]; selectedId?: string }
  | { type: 'wrap-up'; chatId: string; wrapUp: WrapUp }
  | { type: 'error'; chatId: string; code: CopilotErrorEvent['code'] }
  /** The height in pixels that is enough now; null while a chat is shown, which fills what it is given. */
  | { type: 'resize'; height: number | null }
  /** The agent uses a text; the page answers `insert-result` with the same number. */
  | { type: 'insert'; number: number; chatId: string; text: string; suggestionId?: string }
)

/** What the page tells the frame. */
export type FromPage = {
  copilot: 1
} /** `takesInserts`: the page has a reply box and answers each `insert`. */ & (
  | { type: 'hello'; takesInserts: boolean }
  | { type: 'open'; chat: ChatToOpen }
  | { type: 'select' | 'close' | 'dismiss'; chatId: string }
  | { type: 'theme'; theme: 'light' | 'dark' | null }
  | { type: 'language'; language: string }
  | { type: 'insert-result'; number: number; isInserted: boolean }
)

/** Whether something that was posted is of this protocol. */
export const isCopilotMessage = (data: unknown): data is FromFrame | FromPage =>
  typeof data === 'object' && data !== null && 'copilot' in data && data.copilot === 1 && 'type' in data
