import type { Generated } from 'kysely'

/*
 * The tables, in one dialect-free shape: text, integers and blobs. Times are milliseconds since the epoch,
 * JSON is text. The same queries run on SQLite and on Postgres.
 */

export interface EndpointRow {
  id: string
  name: string
  /** SHA-256 of the URLToken, hex; the token itself is sealed. */
  url_token_hash: string
  url_token_sealed: string
  settings: string
  created_at: number
  /** Rises with each change. */
  revision: Generated<number>
}

/** A URLToken that still opens its endpoint while clients change over to the new one. */
export interface EarlierUrlTokenRow {
  token_hash: string
  token_sealed: string
  endpoint_id: string
  valid_until: number
}

export interface ConnectionRow {
  id: string
  name: string
  /** JSON of the connection; its secrets are sealed. */
  settings: string
  created_at: number
  /** Rises with each change. */
  revision: Generated<number>
}

/** What only one server, or one administrator, may do at a time. */
export interface LeaseRow {
  name: string
  holder: string
  until: number
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

/** The knowledge of an endpoint; the version rises with every change, so that each server sees when to read anew. */
export interface KnowledgeStoreRow {
  endpoint_id: string
  version: number
  changed_at: number
}

export interface KnowledgeSourceRow {
  id: string
  endpoint_id: string
  kind: 'files' | 'address' | 'typed'
  name: string
  /** JSON list. */
  tags: string
  /** What its documents are in, where somebody says so. */
  language: string | null
  /** JSON of the address that it is read from. */
  address: string | null
  /** SHA-256 of what the setup file's folder held, for a source that comes from there. */
  managed_digest: string | null
  created_at: number
  imported_at: number | null
}

export interface KnowledgeDocumentRow {
  id: string
  source_id: string
  /** The file or page that it was read from. */
  file: string
  /** Its place among the documents of its source. */
  place: number
  title: string
  kind: 'article' | 'question'
  /** JSON list. */
  tags: string
  language: string | null
  url: string | null
  /** Markdown. */
  body: string
  updated_at: number
}

export interface KnowledgeImportRow {
  id: string
  source_id: string
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'
  reason: string | null
  /** The server that runs it, and when that one last said so. */
  server_id: string
  alive_at: number
  total: number | null
  done: number
  skipped: number
  failed: number
  started_at: number
  ended_at: number | null
}

export interface KnowledgeImportOutcomeRow {
  import_id: string
  place: number
  name: string
  result: 'done' | 'skipped' | 'failed'
  reason: string | null
  documents: number
}

export interface AdministratorRow {
  id: string
  email: string
  name: string
  role: string
  /** See admin/passwords.ts; null until they have chosen one. */
  password: string | null
  created_at: number
  last_signed_in_at: number | null
}

export interface AdministratorSessionRow {
  token_hash: string
  administrator_id: string
  created_at: number
  used_at: number
}

/** Lets its holder choose a password once; without an administrator it makes the first owner. */
export interface OneTimeLinkRow {
  token_hash: string
  administrator_id: string | null
  expires_at: number
}

export interface ApiKeyRow {
  id: string
  name: string
  key_hash: string
  begins_with: string
  /** JSON lists; null for every endpoint. */
  scopes: string
  endpoint_ids: string | null
  expires_at: number | null
  created_at: number
  last_used_at: number | null
}

export interface AuditRow {
  id: string
  at: number
  by_kind: string
  by_id: string | null
  by_name: string
  act: string
  /** JSON objects. */
  target: string
  outcome: string
  detail: string
  address: string
}

/** Tokens of a language model, in UTC days; each server counts in rows of its own. */
export interface ModelUsageRow {
  endpoint_id: string
  day: string
  server_id: string
  calls: number
  input_tokens: number
  output_tokens: number
}

/** What became of what agents were shown, in UTC days; each server counts in rows of its own. */
export interface AssistUsageRow {
  endpoint_id: string
  day: string
  server_id: string
  /** Empty unless the endpoint counts by agent. */
  agent: string
  assist: string
  act: string
  count: number
  /** Sum of the shares of characters that agents changed. */
  changed_sum: number
}

/** What a session has added to the figures of its days: `counts` is JSON; see admin/figures. */
export interface SessionFiguresRow {
  session_id: string
  /** The place in its log up to which it is counted at least. */
  seq: number
  counts: string
}

/** How often something happened on one UTC day; `size` tells times of different length apart and is 0 for all else. */
export interface DayFigureRow {
  endpoint_id: string
  day: string
  name: string
  size: number
  count: number
}

/** With which an integration asks for tokens at the live-agent door. */
export interface LiveAgentLoginRow {
  connection_id: string
  username: string
  /** See passwords.ts. */
  password: string
}

export interface LiveAgentAppTokenRow {
  token_hash: string
  connection_id: string
  begins_with: string
  created_at: number
  expires_at: number | null
}

/** An OAuth token of the live-agent door. */
export interface LiveAgentGrantRow {
  token_hash: string
  kind: 'access' | 'refresh'
  /** All tokens that descend from one login. */
  family: string
  connection_id: string
  expires_at: number
  used_at: number | null
}

/** A setting of the whole installation: its JSON, sealed. */
export interface InstallationSettingRow {
  name: string
  sealed: string
}

/** What an agent answered, and what the customer had said before; both without personal data. */
export interface PastReplyRow {
  session_id: string
  /** The agent's message. */
  seq: number
  endpoint_id: string
  asked: string
  reply: string
  said_at: number
}

/** What a passage of an endpoint means to a model. */
export interface PassageVectorRow {
  endpoint_id: string
  /** Tells models apart that have one name on different servers. */
  model: string
  /** Of the text that was read. */
  hash: string
  /** 32-bit floats, little-endian. */
  vector: Uint8Array
}

export interface Tables {
  endpoints: EndpointRow
  connections: ConnectionRow
  sessions: SessionRow
  events: EventRow
  deliveries: DeliveryRow
  delivery_attempts: DeliveryAttemptRow
  timers: TimerRow
  receipts: ReceiptRow
  conversations: ConversationRow
  interactions: InteractionRow
  waiting_webhooks: WaitingWebhookRow
  attachments: AttachmentRow
  knowledge_stores: KnowledgeStoreRow
  knowledge_sources: KnowledgeSourceRow
  knowledge_documents: KnowledgeDocumentRow
  knowledge_imports: KnowledgeImportRow
  knowledge_import_outcomes: KnowledgeImportOutcomeRow
  installation_settings: InstallationSettingRow
  live_agent_logins: LiveAgentLoginRow
  live_agent_app_tokens: LiveAgentAppTokenRow
  live_agent_grants: LiveAgentGrantRow
  earlier_url_tokens: EarlierUrlTokenRow
  leases: LeaseRow
  exchanges: ExchangeRow
  administrators: AdministratorRow
  administrator_sessions: AdministratorSessionRow
  one_time_links: OneTimeLinkRow
  api_keys: ApiKeyRow
  audit_log: AuditRow
  model_usage: ModelUsageRow
  assist_usage: AssistUsageRow
  session_figures: SessionFiguresRow
  day_figures: DayFigureRow
  past_replies: PastReplyRow
  passage_vectors: PassageVectorRow
}
