import type { EndpointSettings } from '../protocol/settings.ts'
import { sessionKey } from '../sessions/session-key.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

export interface AdmitParts {
  log: SessionLog
  findEndpoint: (URLToken: string) => Promise<{ id: string; settings: EndpointSettings } | undefined>
}

/** The session that a link opens now, or undefined. */
export type AdmitAgent = (link: { URLToken: string; userId: string; sessionId: string }) => Promise<SessionView | undefined>

/**
 * Policy `link`: the three values of the link belong together, and the last handover did not end too long ago.
 * Checked for each join, where the session is read.
 */
export function admitByLink({ log, findEndpoint }: AdmitParts): AdmitAgent {
  return async ({ URLToken, userId, sessionId }) => {
    const endpoint = await findEndpoint(URLToken)
    if (!endpoint) return undefined
    const session = await log.find(sessionKey(endpoint.id, sessionId))
    if (session?.owner.userId !== userId) return undefined
    const { endedAt } = session.state.handover ?? {}
    const lifetime = endpoint.settings.copilot.linkHours * HOUR_IN_MILLISECONDS
    return endedAt !== undefined && endedAt + lifetime < Date.now() ? undefined : session
  }
}
