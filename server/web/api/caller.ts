import type { Role, Scope } from '../../protocol/administration.ts'

/** Who asks, and what they may do. */
export interface Caller {
  kind: 'administrator' | 'key' | 'nobody'
  /** Empty for nobody. */
  id: string
  name: string
  role?: Role
  scopes: ReadonlySet<Scope>
  /** The endpoints that they may reach. */
  endpointIds: readonly string[] | 'all'
}

export const NOBODY: Caller = { kind: 'nobody', id: '', name: '', scopes: new Set(), endpointIds: [] }

/** Whether the caller may know anything of this endpoint. */
export const mayReach = ({ endpointIds }: Caller, endpointId: string) =>
  endpointIds === 'all' || endpointIds.includes(endpointId)
