/**
 * The agent uses a text. A host that puts it at the cursor of its own reply box says so by `preventDefault()`, and
 * sets `undo` where it can take it out again; else the copilot puts it into its own reply box or copies it.
 */
export class InsertEvent extends Event {
  readonly text: string
  /** The suggestion that it came from, where it came from one. */
  readonly suggestionId?: string
  undo?: () => void

  constructor(text: string, suggestionId?: string) {
    super('copilot-insert', { bubbles: true, composed: true, cancelable: true })
    this.text = text
    this.suggestionId = suggestionId
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-insert': InsertEvent
  }
}
