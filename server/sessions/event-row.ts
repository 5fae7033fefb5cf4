import type { SessionEvent } from '../protocol/session-events.ts'
import type { EventRow } from '../storage/schema.ts'

/** The event of a row. */
export const toEvent = (row: Pick<EventRow, 'seq' | 'body'>): SessionEvent => ({
  ...(JSON.parse(row.body) as SessionEvent),
  seq: row.seq,
})

/** The row of an event. */
export function toEventRow(session_id: string, { seq, ...body }: SessionEvent): EventRow {
  return { session_id, seq, type: body.type, body: JSON.stringify(body) }
}
