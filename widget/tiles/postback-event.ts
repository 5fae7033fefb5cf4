import type { Data } from '../../server/protocol/values.ts'

/** An agent's answer in a tile, for the virtual agent. Never leaves the tile. */
export class PostbackEvent extends Event {
  readonly data: Data
  /** Hears whether it was taken. */
  readonly settle: (isTaken: boolean) => void

  constructor(data: Data, settle: (isTaken: boolean) => void = () => {}) {
    super('copilot-postback', { bubbles: true, composed: true })
    this.data = data
    this.settle = settle
  }
}

declare global {
  interface HTMLElementEventMap {
    'copilot-postback': PostbackEvent
  }
}
