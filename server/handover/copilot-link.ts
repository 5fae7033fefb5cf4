import type { SessionOwner } from '../sessions/session-key.ts'

/** The address at which the agent opens the copilot for one session; `auth` is a token for it where one is needed. */
export function copilotLink(
  publicUrl: string,
  URLToken: string,
  { userId, sessionId }: SessionOwner,
  auth?: string,
): string {
  return `${publicUrl}/?${new URLSearchParams({ userId, sessionId, URLToken, ...(auth && { auth }) })}`
}
