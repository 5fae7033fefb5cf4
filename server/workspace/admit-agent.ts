import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { sessionKey } from '../sessions/session-key.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'
import { type AgentToken, type Passes, readSignedToken } from './tokens.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

interface AgentEndpoint {
  id: string
  settings: EndpointSettings
}

export interface AdmitParts {
  log: SessionLog
  passes: Passes
  /** The agent whom a badge names, while it may open the endpoint's chats. */
  readBadge: (badge: string, endpointId: string) => Promise<{ name: string; expiresAt: number } | undefined>
  findEndpoint: (URLToken: string) => Promise<AgentEndpoint | undefined>
}

/** The values of a copilot link. */
export interface Link {
  URLToken: string
  userId: string
  sessionId: string
  /** A token for this session: signed by the contact centre, or a pass of our own. */
  auth?: string | undefined
  /** What signing on gave the agent. */
  badge?: string | undefined
}

export interface Admission {
  session: SessionView
  settings: EndpointSettings
  /** What the link's token calls the agent. */
  agentName?: string | undefined
  /** When the link stops working, in milliseconds since the epoch; undefined while that is open. */
  endsAt: number | undefined
}

/** Whether a link opens its session now, or would after signing on. */
export type AdmitAgent = (link: Link) => Promise<Admission | 'sign-on' | undefined>

/**
 * The three values of the link belong together, the last handover did not end too long ago, and where the endpoint's
 * policy is `signed`, a token says the same; where it is `sso`, the agent has signed on. Checked for each join, where the session is read.
 */
export function admitByLink(parts: AdmitParts): AdmitAgent {
  return async link => {
    const endpoint = await parts.findEndpoint(link.URLToken)
    const isSignOn = endpoint?.settings.copilot.policy === 'sso'
    const badge = isSignOn && link.badge ? await parts.readBadge(link.badge, endpoint.id) : undefined
    // Before anything of the session is said.
    if (isSignOn && !badge) return 'sign-on'
    const session = endpoint && (await parts.log.find(sessionKey(endpoint.id, link.sessionId)))
    if (!session || session.owner.userId !== link.userId) return undefined
    const token = await readToken(parts.passes, endpoint, link)
    if (!token && endpoint.settings.copilot.policy === 'signed') return undefined
    const endsAt = earliest(linkEnd(session, endpoint.settings), token?.expiresAt, badge?.expiresAt)
    return endsAt !== undefined && endsAt <= Date.now()
      ? undefined
      : { session, settings: endpoint.settings, agentName: badge?.name ?? token?.agentName, endsAt }
  }
}

/** What the link's token says, where it is genuine and for this session. */
async function readToken(
  passes: Passes,
  { id, settings }: AgentEndpoint,
  { auth, userId, sessionId }: Link,
): Promise<AgentToken | undefined> {
  if (!auth) return undefined
  const token =
    (await passes.read(auth, id)) ?? (await readSignedToken(auth, settings.copilot.signedLinks.keys))
  return token?.userId === userId && token.sessionId === sessionId ? token : undefined
}

function linkEnd({ state }: SessionView, { copilot }: EndpointSettings): number | undefined {
  const { endedAt } = state.handover ?? {}
  return endedAt && endedAt + copilot.linkHours * HOUR_IN_MILLISECONDS
}

const earliest = (...times: (number | undefined)[]) => {
  const known = times.filter(time => time !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}
