import { z } from 'zod'
import { apiKeySchema, issuedApiKeySchema, newApiKeySchema } from '../../protocol/administration.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { invalid } from '../../web/problem.ts'
import type { Administration } from '../administration.ts'
import type { EndpointStore } from '../endpoint-store.ts'

const shared = { tag: 'API keys', reach: 'installation' } as const

/** The keys of programs. */
export function keyRoutes({ keys }: Administration, endpoints: Pick<EndpointStore, 'unknown'>): ApiRoute[] {
  return [
    route({
      ...shared,
      id: 'listKeys',
      method: 'get',
      path: '/keys',
      summary: 'Every API key, without its secret',
      scope: 'keys:read',
      answer: z.strictObject({ items: z.array(apiKeySchema) }),
      handle: async () => ({ items: await keys.list() }),
    }),
    route({
      ...shared,
      id: 'issueKey',
      method: 'post',
      path: '/keys',
      summary: 'Issue an API key; its secret is shown this once',
      scope: 'keys:write',
      body: newApiKeySchema,
      status: 201,
      answer: issuedApiKeySchema,
      handle: async ({ body, note }) => {
        const unknown = body.endpointIds ? await endpoints.unknown(body.endpointIds) : []
        if (unknown.length > 0) throw invalid('endpointIds', `there is no endpoint ${unknown.join(', ')}`)
        const issued = await keys.issue(body)
        note({ keyId: issued.key.id, name: body.name, scopes: body.scopes, endpointIds: body.endpointIds })
        return issued
      },
    }),
    route({
      ...shared,
      id: 'withdrawKey',
      method: 'delete',
      path: '/keys/{keyId}',
      summary: 'Withdraw an API key; it stops working at once',
      scope: 'keys:write',
      params: z.strictObject({ keyId: z.uuid() }),
      handle: ({ params }) => keys.withdraw(params.keyId),
    }),
  ]
}
