import type { HandoverStatus } from './session/session-view.ts'

/** The customer's name or the state of the handover changed, as the host page may want to show. */
export class SessionChangeEvent extends Event {
  /** Empty where the name is not known. */
  readonly customerName: string
  readonly handoverStatus: HandoverStatus

  constructor(customerName: string, handoverStatus: HandoverStatus) {
    super('copilot-session-change', { bubbles: true, composed: true })
    this.customerName = customerName
    this.handoverStatus = handoverStatus
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-session-change': SessionChangeEvent
  }
}
