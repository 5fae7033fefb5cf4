import { z } from 'zod'
import { slugSchema } from '../protocol/administration.ts'
import {
  issuedAppTokenSchema,
  liveAgentAccessSchema,
  liveAgentLoginSchema,
  rotateAppTokenSchema,
} from '../protocol/live-agent.ts'
import { type ApiRoute, route } from '../web/api/route.ts'
import { conflict, notFound } from '../web/problem.ts'
import type { Integrations } from './integrations.ts'

export interface LiveAgentRouteParts {
  integrations: Integrations
  publicUrl: () => string
  findConnection: (id: string) => Promise<object | undefined>
}

const params = z.strictObject({ connectionId: slugSchema })
const shared = { tag: 'Connections', reach: 'installation', params } as const

/** The live-agent door of a connection: its login, its app tokens, the addresses to give to 8x8. */
export function liveAgentRoutes({
  integrations,
  publicUrl,
  findConnection,
}: LiveAgentRouteParts): ApiRoute[] {
  const known = async (id: string) => {
    if (!(await findConnection(id))) throw notFound('connection')
    return id
  }
  return [
    route({
      ...shared,
      id: 'readLiveAgentAccess',
      method: 'get',
      path: '/connections/{connectionId}/live-agent',
      summary: 'The live-agent door of a connection, without its secrets',
      scope: 'connections:read',
      answer: liveAgentAccessSchema,
      handle: async input => ({
        callbackUrl: `${publicUrl()}/v1/liveAgent/receiveMessage`,
        tokenUrl: `${publicUrl()}/tenant-users/oauth2/token`,
        ...(await integrations.describe(await known(input.params.connectionId))),
      }),
    }),
    route({
      ...shared,
      id: 'setLiveAgentLogin',
      method: 'put',
      path: '/connections/{connectionId}/live-agent',
      summary: 'Open the door, or change its login; tokens of the old login end at once',
      scope: 'connections:write',
      body: liveAgentLoginSchema,
      handle: async ({ body, note, ...input }) => {
        note({ username: body.username })
        await integrations.setLogin(await known(input.params.connectionId), body)
      },
    }),
    route({
      ...shared,
      id: 'rotateAppToken',
      method: 'post',
      path: '/connections/{connectionId}/live-agent/app-tokens',
      summary: 'Issue an app token; it is shown this once, and those before end after the overlap',
      scope: 'connections:write',
      body: rotateAppTokenSchema,
      status: 201,
      problems: [409],
      answer: issuedAppTokenSchema,
      handle: async ({ body, note, ...input }) => {
        const connectionId = await known(input.params.connectionId)
        note({ overlapHours: body.overlapHours })
        const { username } = await integrations.describe(connectionId)
        if (username === null) throw conflict('Set a login first: an app token alone opens nothing.')
        return { appToken: await integrations.rotate(connectionId, body.overlapHours) }
      },
    }),
    route({
      ...shared,
      id: 'closeLiveAgentDoor',
      method: 'delete',
      path: '/connections/{connectionId}/live-agent',
      summary: 'Close the door at once: login, app tokens and tokens are forgotten',
      scope: 'connections:write',
      handle: async input => integrations.close(await known(input.params.connectionId)),
    }),
  ]
}
