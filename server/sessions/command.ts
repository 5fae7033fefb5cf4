import type { SessionEvent } from '../protocol/session-events.ts'
import type { Decide, Receipt, Target } from './decision.ts'
import type { Pace } from './group-commit.ts'
import type { SessionOwner } from './session-key.ts'
import type { SessionState } from './session-state.ts'

/** One wish to append to a session. `owner` creates the session where it is not there yet. */
export interface Command {
  key: string
  owner?: SessionOwner
  receipt?: Receipt
  /** Takes the session's deliveries to this server where no other one works them. */
  claim?: boolean
  /** `at-once` where it is not said. */
  pace?: Pace
  decide: Decide
}

export interface NewDelivery {
  target: Target
  event: SessionEvent
}

/** What became of a command, as committed. */
export interface Appended {
  /** Its receipt was there before, so nothing was written. */
  repeated: boolean
  key: string
  events: SessionEvent[]
  deliveries: NewDelivery[]
  /** Targets of earlier deliveries that wait and that this server may not have heard of. */
  waiting: readonly Target[]
  /** The server that works the session's deliveries, and until when without renewing. */
  claimedBy: string | null
  claimedUntil: number
  state: SessionState
  owner: SessionOwner
}

export type Outcome = { appended: Appended } | { refused: unknown }
