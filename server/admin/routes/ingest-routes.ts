import { z } from 'zod'
import type { HandoverEndpoint } from '../../handover/handover-parts.ts'
import { slugSchema } from '../../protocol/administration.ts'
import { ingestedSchema, ingestSchema } from '../../protocol/sessions-api.ts'
import type { SessionOwner } from '../../sessions/session-key.ts'
import type { SessionLog } from '../../sessions/session-log.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { HttpProblem, notFound } from '../../web/problem.ts'
import { ingest } from '../ingest.ts'

export interface IngestRouteParts {
  log: SessionLog
  findEndpoint: (id: string) => Promise<HandoverEndpoint | undefined>
  linkTo: (endpoint: HandoverEndpoint, owner: SessionOwner) => Promise<string>
}

/** The copilot alone, for a platform that runs its own handover. */
export function ingestRoutes({ log, findEndpoint, linkTo }: IngestRouteParts): ApiRoute[] {
  return [
    route({
      id: 'ingest',
      method: 'post',
      path: '/endpoints/{endpointId}/ingest',
      tag: 'Ingest',
      summary: 'Post a conversation that another platform hands over itself, and get the copilot for it',
      description:
        'Messages and the state of the handover, oldest first, up to 200 at once; what was taken in before counts once. Nothing is sent to the customer or to 8x8.',
      scope: 'ingest:write',
      params: z.strictObject({ endpointId: slugSchema }),
      reach: ({ params }) => params.endpointId,
      body: ingestSchema,
      status: 202,
      audit: 'never',
      problems: [409],
      answer: ingestedSchema,
      handle: async ({ params: { endpointId }, body }) => {
        const endpoint = await findEndpoint(endpointId)
        if (!endpoint) throw notFound('endpoint')
        if (!endpoint.settings.active) throw new HttpProblem(409, 'This endpoint is not active.')
        const { key, lastSeq } = await ingest(log, endpointId, body)
        const { userId, sessionId } = body
        const copilotLink = await linkTo(endpoint, { endpointId, userId, sessionId })
        return { sessionKey: key, lastSeq, copilotLink }
      },
    }),
  ]
}
