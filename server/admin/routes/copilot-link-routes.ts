import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { HandoverEndpoint } from '../../handover/handover-parts.ts'
import { copilotLinkSchema, panelTrialSchema } from '../../protocol/sessions-api.ts'
import type { SessionOwner } from '../../sessions/session-key.ts'
import type { SessionLog } from '../../sessions/session-log.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { reachOfSession, sessionParams } from '../../web/api/session-reach.ts'
import { notFound } from '../../web/problem.ts'
import type { Passes } from '../../workspace/tokens.ts'

export interface CopilotLinkRouteParts {
  log: SessionLog
  findEndpoint: (endpointId: string) => Promise<HandoverEndpoint | undefined>
  linkTo: (endpoint: HandoverEndpoint, owner: SessionOwner) => Promise<string>
  passes: Pick<Passes, 'signTrial'>
}

/** How long a panel may be tried before its page has to be opened anew. */
const TRIAL_SECONDS = 60 * 60

/** The copilot of one session, opened for whoever may work in it: to try an embedding, or to help an agent. */
export function copilotLinkRoutes({ log, findEndpoint, linkTo, passes }: CopilotLinkRouteParts): ApiRoute[] {
  const shared = {
    method: 'post',
    tag: 'Sessions',
    params: sessionParams,
    reach: reachOfSession(log),
    scope: 'sessions:write',
  } as const
  const find = async (key: string) => {
    const session = await log.find(key)
    const endpoint = session && (await findEndpoint(session.owner.endpointId))
    if (!endpoint) throw notFound('session')
    return { endpoint, owner: session.owner }
  }
  return [
    route({
      ...shared,
      id: 'openCopilot',
      path: '/sessions/{sessionKey}/copilot-link',
      summary: 'A link that opens the copilot of a session, with a token where the endpoint asks for one',
      answer: copilotLinkSchema,
      handle: async ({ params }): Promise<z.input<typeof copilotLinkSchema>> => {
        const { endpoint, owner } = await find(params.sessionKey)
        return { link: await linkTo(endpoint, owner) }
      },
    }),
    route({
      ...shared,
      id: 'tryPanel',
      path: '/sessions/{sessionKey}/panel-trial',
      summary: 'What opens the panel and the screen pop for a session without 8x8, to try them for an hour',
      answer: panelTrialSchema,
      handle: async ({ params: { sessionKey } }): Promise<z.input<typeof panelTrialSchema>> => {
        const { endpoint } = await find(sessionKey)
        const interactionId = `try-${randomUUID()}`
        const [interactionField = ''] = endpoint.settings.copilot.panel.interactionFields
        return {
          URLToken: endpoint.URLToken,
          auth: await passes.signTrial(endpoint.id, { sessionKey, interactionId }, TRIAL_SECONDS),
          interactionId,
          interactionField,
        }
      },
    }),
  ]
}
