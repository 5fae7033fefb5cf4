import type { Request, RequestHandler } from 'express'
import type { FailureLimit } from '../endpoints/rate-limits.ts'
import { type OpenedInteraction, type OpenInteraction, openInteractionSchema } from '../protocol/panel.ts'
import { parseOrRefuse, Refusal } from '../protocol/refusal.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { AdmitAgent } from './admit-agent.ts'
import type { AdmitPanel, PanelAdmission } from './admit-panel.ts'
import type { Interactions } from './interactions.ts'
import type { Passes } from './tokens.ts'

export interface PanelParts {
  log: SessionLog
  admitPanel: AdmitPanel
  admit: AdmitAgent
  interactions: Interactions
  passes: Passes
  failures: FailureLimit
  addressOf: (request: Request) => string
}

/** How long a panel may go on showing a chat that it opened: a long shift. */
const PASS_SECONDS = 12 * 60 * 60

/** One sentence for every reason. */
const REFUSED = 'This panel may not open chats. Its address in 8x8 may be out of date.'

/** `POST /panel/sessions`: the link of the session that an 8x8 interaction belongs to; see server/protocol/panel.ts. */
export function openInteraction(parts: PanelParts): RequestHandler {
  return async (request, response) => {
    const asked = parseOrRefuse(openInteractionSchema, request.body)
    const admission = await parts.failures.guard(parts.addressOf(request), async () => {
      const admitted = await parts.admitPanel(asked)
      if (!admitted) throw new Refusal('refused', REFUSED)
      return admitted
    })
    const { endpoint, agentName = asked.agentName } = admission
    const key = await keyOf(parts, admission, asked)
    const link = key ? await linkTo(parts, endpoint, key, agentName) : null
    response.set('cache-control', 'no-store').json({ link } satisfies OpenedInteraction)
  }
}

function keyOf({ interactions }: PanelParts, { endpoint, trial }: PanelAdmission, asked: OpenInteraction) {
  if (!trial) return interactions.find(endpoint.id, asked.interactionId, asked.conversationId)
  return trial.interactionId === asked.interactionId ? trial.sessionKey : undefined
}

/** The session's link with a pass of ours; null where that does not open it any more. */
async function linkTo(
  { log, passes, admit }: PanelParts,
  { id: endpointId, URLToken }: PanelAdmission['endpoint'],
  key: string,
  agentName: string | undefined,
): Promise<OpenedInteraction['link']> {
  const session = await log.find(key)
  if (!session) return null
  const { userId, sessionId } = session.owner
  const auth = await passes.sign({ endpointId, userId, sessionId, agentName }, PASS_SECONDS)
  const link = { userId, sessionId, URLToken, auth }
  return (await admit(link)) ? link : null
}
