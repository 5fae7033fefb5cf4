/** Something of a session or its connection changed; the element's `view` and `connection` tell what. */
export class SessionUpdatedEvent extends Event {
  constructor() {
    super('copilot-session-updated')
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-session-updated': SessionUpdatedEvent
  }
}
