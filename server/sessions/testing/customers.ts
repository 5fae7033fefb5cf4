import { randomUUID } from 'node:crypto'
import type { SessionEvent } from '../../protocol/session-events.ts'
import type { Appended } from '../command.ts'
import type { Decide, Entry, Receipt, Target } from '../decision.ts'
import { type SessionOwner, sessionKey } from '../session-key.ts'
import type { SessionLog } from '../session-log.ts'

/** Something that the customer says, and who is to hear of it. */
export const said = (text: string, ...deliverTo: Target[]): Entry => ({
  event: { type: 'message', at: 1_000, messageId: randomUUID(), from: 'customer', text },
  deliverTo,
})

/** What was said, in order. */
export const wordsOf = (events: readonly SessionEvent[]) =>
  events.flatMap(event => (event.type === 'message' ? (event.text ?? '') : []))

/** A customer whose session nobody else has. */
export class Customer {
  readonly owner: SessionOwner
  readonly key: string
  readonly #log: SessionLog

  constructor(log: SessionLog, owner: Partial<SessionOwner> = {}) {
    this.owner = { endpointId: 'endpoint', userId: 'customer', sessionId: randomUUID(), ...owner }
    this.key = sessionKey(this.owner.endpointId, this.owner.sessionId)
    this.#log = log
  }

  /** The same customer where another server has the log. */
  on(log: SessionLog): Customer {
    return new Customer(log, this.owner)
  }

  /** Says something, for these to hear of. */
  says(text: string, ...deliverTo: Target[]): Promise<Appended> {
    return this.decides(() => ({ entries: [said(text, ...deliverTo)] }))
  }

  decides(decide: Decide, receipt?: Receipt): Promise<Appended> {
    return this.#log.append({ key: this.key, owner: this.owner, receipt, decide })
  }

  /** Everything that the log has of the session. */
  transcript(): Promise<SessionEvent[]> {
    return this.#log.read(this.key, 0, 10_000)
  }

  /** Every word in the log. */
  async words(): Promise<string[]> {
    return wordsOf(await this.transcript())
  }
}
