import type { EndpointSettings } from '../protocol/settings.ts'
import { sessionKey } from '../sessions/session-key.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

export interface AdmitParts {
  log: SessionLog
  findEndpoint: (URLToken: string) => Promise<{ id: string; settings: EndpointSettings } | undefined>
}

/** The values of a copilot link. */
export interface Link {
  URLToken: string
  userId: string
  sessionId: string
}

export interface Admission {
  session: SessionView
  settings: EndpointSettings
  /** When the link stops working, in milliseconds since the epoch; undefined while that is open. */
  endsAt: number | undefined
}

/** Whether a link opens its session now. */
export type AdmitAgent = (link: Link) => Promise<Admission | undefined>

/**
 * Policy `link`: the three values of the link belong together, and the last handover did not end too long ago.
 * Checked for each join, where the session is read.
 */
export function admitByLink({ log, findEndpoint }: AdmitParts): AdmitAgent {
  return async ({ URLToken, userId, sessionId }) => {
    const endpoint = await findEndpoint(URLToken)
    const session = endpoint && (await log.find(sessionKey(endpoint.id, sessionId)))
    if (!session || session.owner.userId !== userId) return undefined
    const { endedAt } = session.state.handover ?? {}
    const endsAt = endedAt && endedAt + endpoint.settings.copilot.linkHours * HOUR_IN_MILLISECONDS
    return endsAt !== undefined && endsAt <= Date.now()
      ? undefined
      : { session, settings: endpoint.settings, endsAt }
  }
}
