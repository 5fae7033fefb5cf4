import type { z } from 'zod'
import type { HandoverEndpoint } from '../../handover/handover-parts.ts'
import { copilotLinkSchema } from '../../protocol/sessions-api.ts'
import type { SessionOwner } from '../../sessions/session-key.ts'
import type { SessionLog } from '../../sessions/session-log.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { reachOfSession, sessionParams } from '../../web/api/session-reach.ts'
import { notFound } from '../../web/problem.ts'

export interface CopilotLinkRouteParts {
  log: SessionLog
  findEndpoint: (endpointId: string) => Promise<HandoverEndpoint | undefined>
  linkTo: (endpoint: HandoverEndpoint, owner: SessionOwner) => Promise<string>
}

/** The copilot of one session, opened for whoever may work in it: to try an embedding, or to help an agent. */
export function copilotLinkRoutes({ log, findEndpoint, linkTo }: CopilotLinkRouteParts): ApiRoute[] {
  return [
    route({
      id: 'openCopilot',
      method: 'post',
      path: '/sessions/{sessionKey}/copilot-link',
      tag: 'Sessions',
      summary: 'A link that opens the copilot of a session, with a token where the endpoint asks for one',
      params: sessionParams,
      reach: reachOfSession(log),
      scope: 'sessions:write',
      answer: copilotLinkSchema,
      handle: async ({ params }): Promise<z.input<typeof copilotLinkSchema>> => {
        const session = await log.find(params.sessionKey)
        const endpoint = session && (await findEndpoint(session.owner.endpointId))
        if (!endpoint) throw notFound('session')
        return { link: await linkTo(endpoint, session.owner) }
      },
    }),
  ]
}
