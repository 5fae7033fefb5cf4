import type { SessionEvent } from '../protocol/session-events.ts'
import type { EventRow, SessionRow } from '../storage/tables/sessions.ts'
import { type Claimant, claimed } from './claim.ts'
import type { NewDelivery } from './command.ts'
import type { Decision } from './decision.ts'
import { toEvent, toEventRow } from './event-row.ts'
import type { LoadedSession } from './load-sessions.ts'
import { applyEvent } from './session-state.ts'

/** A session one decision later. */
export interface Step {
  session: LoadedSession
  /** The session's row is to be written. */
  isWritten: boolean
  rows: EventRow[]
  events: SessionEvent[]
  deliveries: NewDelivery[]
}

/** Takes a session through what was decided for it. */
export function advance(
  { row: before, state: stateBefore, isNew = false }: LoadedSession,
  decision: Decision,
  claim: boolean,
  claimant: Claimant,
  now: number,
): Step {
  const rows: EventRow[] = []
  const events: SessionEvent[] = []
  const deliveries: NewDelivery[] = []
  let state = stateBefore
  for (const { event: body, deliverTo = [] } of decision.entries ?? []) {
    const row = toEventRow(before.id, state.seq + 1, body)
    // Everybody sees the event as those will who read it back, down to what JSON leaves out.
    const event = toEvent(row)
    state = applyEvent(state, event)
    rows.push(row)
    events.push(event)
    for (const target of deliverTo) deliveries.push({ target, event })
  }
  const claiming = claim || deliveries.length > 0
  const row = nextRow(
    before,
    { last_seq: state.seq, acknowledged: decision.acknowledged ?? 0, claiming },
    claimant,
    now,
  )
  const session = { row, state, heardSeq: state.seq, waiting: [], isNew }
  return { session, isWritten: isNew || row !== before, rows, events, deliveries }
}

interface Changes {
  last_seq: number
  acknowledged: number
  claiming: boolean
}

/**
 * The same object where nothing changes. A free session is claimed for its deliveries, and a row that is written anyway
 * renews its server's claim.
 */
function nextRow(
  row: SessionRow,
  { last_seq, acknowledged, claiming }: Changes,
  claimant: Claimant,
  now: number,
): SessionRow {
  const acknowledged_seq = Math.max(row.acknowledged_seq, Math.min(acknowledged, last_seq))
  const isWritten = last_seq > row.last_seq || acknowledged_seq > row.acknowledged_seq
  const claims = (claiming && row.claimed_until <= now) || (isWritten && row.claimed_by === claimant.serverId)
  const kept = claims ? claimed(row, claimant, now) : row
  return isWritten ? { ...kept, last_seq, acknowledged_seq, updated_at: now } : kept
}
