/** What suggestions are made from: sources with their documents, vectors, replies of agents. */
export interface KnowledgeTables {
  knowledge_stores: KnowledgeStoreRow
  knowledge_sources: KnowledgeSourceRow
  knowledge_documents: KnowledgeDocumentRow
  knowledge_imports: KnowledgeImportRow
  knowledge_import_outcomes: KnowledgeImportOutcomeRow
  passage_vectors: PassageVectorRow
  past_replies: PastReplyRow
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
