import { createHash } from 'node:crypto'

/** Whose session it is, in the customer's client's own words. */
export interface SessionOwner {
  endpointId: string
  userId: string
  sessionId: string
}

/** The key of a session in every table: the same for the same endpoint and sessionId, and of one length. */
export function sessionKey(endpointId: string, sessionId: string): string {
  return createHash('sha256').update(`${endpointId}\n${sessionId}`).digest('base64url').slice(0, 22)
}
