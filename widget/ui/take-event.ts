/** What came of a text that the agent wanted to use; `refused` where it has to be copied by hand. */
export interface Taken {
  readonly way: 'inserted' | 'copied' | 'refused'
  /** Takes it out again, where that is possible. */
  readonly undo?: () => void
}

/** An element asks its session to bring a text to the reply; the session puts its answer here. */
export class TakeEvent extends Event {
  readonly text: string
  readonly suggestionId?: string
  /** The element that shows the text, for browsers that only copy what is selected. */
  readonly shownBy: HTMLElement
  taken?: Promise<Taken>

  constructor(text: string, shownBy: HTMLElement, suggestionId?: string) {
    super('copilot-take', { bubbles: true, composed: true })
    this.text = text
    this.shownBy = shownBy
    this.suggestionId = suggestionId
  }
}

/** Brings a text to the reply: to the host's cursor, to the copilot's own reply box, or to the clipboard. */
export async function take(
  element: EventTarget,
  text: string,
  shownBy: HTMLElement,
  suggestionId?: string,
): Promise<Taken> {
  const event = new TakeEvent(text, shownBy, suggestionId)
  element.dispatchEvent(event)
  return (await event.taken) ?? { way: 'refused' }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-take': TakeEvent
  }
}
