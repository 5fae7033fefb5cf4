/** Who administers, what they did, and what the installation keeps for itself. */
export interface AdministrationTables {
  administrators: AdministratorRow
  administrator_sessions: AdministratorSessionRow
  one_time_links: OneTimeLinkRow
  api_keys: ApiKeyRow
  audit_log: AuditRow
  installation_settings: InstallationSettingRow
  leases: LeaseRow
}

export interface AdministratorRow {
  id: string
  email: string
  name: string
  role: string
  /** See storage/passwords.ts; null until they have chosen one. */
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

/** A setting of the whole installation: its JSON, sealed. */
export interface InstallationSettingRow {
  name: string
  sealed: string
}

/** What only one server, or one administrator, may do at a time. */
export interface LeaseRow {
  name: string
  holder: string
  until: number
}
