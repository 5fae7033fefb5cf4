/** What is known of conversations at 8x8, and what went over the wire. */
export interface ContactCentreTables {
  conversations: ConversationRow
  interactions: InteractionRow
  waiting_webhooks: WaitingWebhookRow
  exchanges: ExchangeRow
}

export interface ConversationRow {
  conversation_id: string
  connection_id: string
  session_id: string
  handover_id: string
  created_at: number
}

/** A stretch of a conversation at 8x8, as agents have it before them, and whose it is. */
export interface InteractionRow {
  interaction_id: string
  connection_id: string
  session_id: string
  created_at: number
}

/** Webhooks that came before we knew whose conversation they belong to. */
export interface WaitingWebhookRow {
  connection_id: string
  event_id: string
  conversation_id: string
  digest: string
  body: string
  received_at: number
}

/** A request between us and 8x8: `in` is a webhook of theirs, `out` a call of ours. What people said is not in it. */
export interface ExchangeRow {
  id: string
  at: number
  connection_id: string
  conversation_id: string | null
  direction: string
  name: string
  attempt: number | null
  event_id: string | null
  /** HTTP status; null where no answer came. */
  status: number | null
  milliseconds: number
  detail: string | null
}
