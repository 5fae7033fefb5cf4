/** Asks the one live region of the widget to speak a sentence; never leaves the widget. */
export class AnnouncementEvent extends Event {
  readonly sentence: string

  constructor(sentence: string) {
    super('copilot-announcement', { bubbles: true, composed: true })
    this.sentence = sentence
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-announcement': AnnouncementEvent
  }
}
