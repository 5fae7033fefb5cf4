/** Who may come in by the live-agent door. */
export interface LiveAgentTables {
  live_agent_logins: LiveAgentLoginRow
  live_agent_app_tokens: LiveAgentAppTokenRow
  live_agent_grants: LiveAgentGrantRow
}

/** With which an integration asks for tokens at the live-agent door. */
export interface LiveAgentLoginRow {
  connection_id: string
  username: string
  /** See storage/passwords.ts. */
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
