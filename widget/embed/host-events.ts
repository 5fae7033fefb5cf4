import type { WrapUp } from '../../server/protocol/assists.ts'
import type { RefusalCode } from '../../server/protocol/problem.ts'
import type { ChatSummary } from '../chats/chat.ts'

/** The first chat of the copilot is on the screen with everything that was said before. */
export class ReadyEvent extends Event {
  readonly chatId: string

  constructor(chatId: string) {
    super('copilot-ready', { bubbles: true, composed: true })
    this.chatId = chatId
  }
}

/** A chat was opened, chosen, closed or put away, or one of them stands differently. */
export class ChatsChangeEvent extends Event {
  readonly chats: readonly ChatSummary[]
  /** The chat that is shown. */
  readonly selectedId: string | undefined

  constructor(chats: readonly ChatSummary[], selectedId: string | undefined) {
    super('copilot-chats-change', { bubbles: true, composed: true })
    this.chats = chats
    this.selectedId = selectedId
  }
}

/** A chat cannot be shown: it was refused, with the server's code, or the connection is `lost` after many attempts. */
export class CopilotErrorEvent extends Event {
  readonly chatId: string
  readonly code: RefusalCode | 'lost'

  constructor(chatId: string, code: RefusalCode | 'lost') {
    super('copilot-error', { bubbles: true, composed: true })
    this.chatId = chatId
    this.code = code
  }
}

/** An agent has saved the wrap-up of a chat, here or elsewhere. */
export class WrapUpEvent extends Event {
  readonly chatId: string
  readonly wrapUp: WrapUp

  constructor(chatId: string, wrapUp: WrapUp) {
    super('copilot-wrap-up', { bubbles: true, composed: true })
    this.chatId = chatId
    this.wrapUp = wrapUp
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-ready': ReadyEvent
    'copilot-chats-change': ChatsChangeEvent
    'copilot-error': CopilotErrorEvent
    'copilot-wrap-up': WrapUpEvent
  }
}
