import type { HandoverStatus } from './session/session-view.ts'

/** The chat that is shown has changed: another one, another name of its customer, another state of its handover. */
export class SessionChangeEvent extends Event {
  /** The host's own name for the chat; `link` for the one that the element's attributes name. */
  readonly chatId: string
  /** Empty where the name is not known. */
  readonly customerName: string
  readonly handoverStatus: HandoverStatus

  constructor(chatId: string, customerName: string, handoverStatus: HandoverStatus) {
    super('copilot-session-change', { bubbles: true, composed: true })
    this.chatId = chatId
    this.customerName = customerName
    this.handoverStatus = handoverStatus
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-session-change': SessionChangeEvent
  }
}
