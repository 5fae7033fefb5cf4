import type { Work } from './suggestion-work.ts'

/** The agent has worked on a suggestion. Stays within the tile. */
export class WorkEvent extends Event {
  readonly work: Work

  constructor(work: Work) {
    super('copilot-work')
    this.work = work
  }
}

/** The agent puts a suggestion away, or takes it back. Stays within the tile. */
export class DismissEvent extends Event {
  readonly isUndone: boolean

  constructor(isUndone = false) {
    super('copilot-dismiss')
    this.isUndone = isUndone
  }
}

/** The agent wants to see where something was said; the transcript shows it. */
export class RevealEvent extends Event {
  readonly seq: number

  constructor(seq: number) {
    super('copilot-reveal', { bubbles: true, composed: true })
    this.seq = seq
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-work': WorkEvent
    'copilot-dismiss': DismissEvent
    'copilot-reveal': RevealEvent
  }
}
