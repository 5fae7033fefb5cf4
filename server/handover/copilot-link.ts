import type { SessionOwner } from '../sessions/session-key.ts'

/** The address at which the agent opens the copilot for one session. */
export function copilotLink(
  publicUrl: string,
  URLToken: string,
  { userId, sessionId }: SessionOwner,
): string {
  return `${publicUrl}/?${new URLSearchParams({ userId, sessionId, URLToken })}`
}
