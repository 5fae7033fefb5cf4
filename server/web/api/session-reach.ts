import { z } from 'zod'
import type { SessionLog } from '../../sessions/session-log.ts'

/** Path parameters of every route below `/sessions/{sessionKey}`. */
export const sessionParams = z.strictObject({
  sessionKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .meta({ description: 'The session’s key, as `GET /sessions` gives it.' }),
})

/** The reach of such a route: the endpoint that the session belongs to. */
export const reachOfSession =
  (log: Pick<SessionLog, 'find'>) =>
  async ({ params }: { params: { sessionKey: string } }): Promise<string | undefined> =>
    (await log.find(params.sessionKey))?.owner.endpointId
