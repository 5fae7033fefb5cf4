import type { SessionEvent, SessionEventBody } from '../protocol/session-events.ts'
import type { EventRow } from '../storage/tables/sessions.ts'

/** The row of an event at its place in the session. Throws TypeError where the event is no JSON. */
export function toEventRow(session_id: string, seq: number, body: SessionEventBody): EventRow {
  return { session_id, seq, type: body.type, body: JSON.stringify(body) }
}

/** The event of a row. */
export const toEvent = (row: Pick<EventRow, 'seq' | 'body'>): SessionEvent => ({
  ...(JSON.parse(row.body) as SessionEventBody),
  seq: row.seq,
})
