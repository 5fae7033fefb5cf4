import type { Generated } from 'kysely'

/** Endpoints, and the connections through which they reach 8x8. */
export interface EndpointTables {
  endpoints: EndpointRow
  earlier_url_tokens: EarlierUrlTokenRow
  connections: ConnectionRow
}

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
