/** The log of each session, and what its events set going. */
export interface SessionTables {
  sessions: SessionRow
  events: EventRow
  deliveries: DeliveryRow
  delivery_attempts: DeliveryAttemptRow
  timers: TimerRow
  receipts: ReceiptRow
  attachments: AttachmentRow
}

export interface SessionRow {
  id: string
  endpoint_id: string
  user_id: string
  session_id: string
  last_seq: number
  /** The last output that the customer's client acknowledged, as a place in the log. */
  acknowledged_seq: number
  /** The server that works this session's deliveries, and until when nobody else may. */
  claimed_by: string | null
  claimed_until: number
  /** Deliveries of events up to this one may have been tried by the server that had the claim before. */
  claimed_seq: number
  created_at: number
  updated_at: number
}

export interface EventRow {
  session_id: string
  seq: number
  type: string
  body: string
}

export type DeliveryStatus = 'pending' | 'done' | 'parked'

export interface DeliveryRow {
  session_id: string
  /** The event that caused it. */
  seq: number
  target: string
  status: DeliveryStatus
  attempts: number
  due_at: number
  error: string | null
  created_at: number
  settled_at: number | null
}

/** An attempt at a delivery that failed, or that followed one that did. */
export interface DeliveryAttemptRow {
  session_id: string
  seq: number
  target: string
  /** The attempt's number, except that the newest one takes the last place there is. */
  place: number
  attempt: number
  at: number
  milliseconds: number
  /** `done`, an HTTP status, or what kind of failure it was. */
  outcome: string
  error: string | null
}

export interface TimerRow {
  session_id: string
  kind: string
  due_at: number
}

/** What was already taken in, so that a repeat changes nothing: webhook event ids, customers' message ids. */
export interface ReceiptRow {
  scope: string
  id: string
  digest: string
  received_at: number
}

export interface AttachmentRow {
  id: string
  session_id: string
  name: string
  media_type: string
  size_in_bytes: number | null
  /** The file itself, or null where 8x8 keeps it. */
  content: Uint8Array | null
  connection_id: string | null
  conversation_id: string | null
  remote_id: string | null
  created_at: number
}
