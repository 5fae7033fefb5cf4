import { z } from 'zod'
import { slugSchema } from '../../protocol/administration.ts'
import {
  administeredEndpointSchema,
  embeddingSchema,
  endpointChangesSchema,
  endpointOverviewSchema,
  newEndpointSchema,
  tokenRotationSchema,
} from '../../protocol/endpoints.ts'
import type { HandoverSettings } from '../../protocol/settings/handover.ts'
import { mayReach } from '../../web/api/caller.ts'
import { pageOf, pageQuery } from '../../web/api/paging.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { conflict, HttpProblem, invalid } from '../../web/problem.ts'
import { embeddingOf } from '../embedding.ts'
import type { EndpointStore } from '../endpoint-store.ts'
import type { RunningHandovers } from '../running-handovers.ts'

export interface EndpointRouteParts {
  endpointStore: EndpointStore
  publicUrl: () => string
  isConnection: (id: string) => Promise<boolean>
  runningHandovers: RunningHandovers
  /** Whatever else there is of an endpoint: knowledge, sessions. */
  eraseEndpoint: (endpointId: string) => Promise<void>
}

const params = z.strictObject({ endpointId: slugSchema })
const shared = {
  tag: 'Endpoints',
  params,
  reach: ({ params }: { params: { endpointId: string } }) => params.endpointId,
} as const

/** Endpoints: create, read, change, delete; URLTokens; how to embed the copilot. */
export function endpointRoutes(parts: EndpointRouteParts): ApiRoute[] {
  const { endpointStore: endpoints, publicUrl } = parts
  return [
    route({
      id: 'listEndpoints',
      method: 'get',
      path: '/endpoints',
      tag: 'Endpoints',
      summary: 'Endpoints that the caller may reach, by id',
      scope: 'endpoints:read',
      reach: 'filtered',
      query: z.strictObject(pageQuery),
      answer: pageOf(endpointOverviewSchema),
      handle: ({ caller, query }) => endpoints.list(caller, query),
    }),
    route({
      id: 'createEndpoint',
      method: 'post',
      path: '/endpoints',
      tag: 'Endpoints',
      summary: 'Create an endpoint with a new URLToken',
      scope: 'endpoints:write',
      reach: 'filtered',
      body: newEndpointSchema,
      status: 201,
      problems: [409],
      answer: administeredEndpointSchema,
      handle: async ({ body, caller, note }) => {
        if (caller.endpointIds !== 'all' && (!body.id || !mayReach(caller, body.id)))
          throw new HttpProblem(403, 'This key is kept to some endpoints, and this is none of them.')
        await checkConnection(parts, body.settings.handover)
        const id = await endpoints.create(body)
        note({ endpointId: id })
        return endpoints.read(id)
      },
    }),
    route({
      ...shared,
      id: 'readEndpoint',
      method: 'get',
      path: '/endpoints/{endpointId}',
      summary: 'An endpoint with all its settings',
      scope: 'endpoints:read',
      answer: administeredEndpointSchema,
      handle: ({ params }) => endpoints.read(params.endpointId),
    }),
    route({
      ...shared,
      id: 'updateEndpoint',
      method: 'put',
      path: '/endpoints/{endpointId}',
      summary: 'Change an endpoint; other servers follow within seconds',
      scope: 'endpoints:write',
      body: endpointChangesSchema,
      problems: [409],
      answer: administeredEndpointSchema,
      handle: async ({ params: { endpointId }, body, note }) => {
        await checkConnection(parts, body.settings.handover)
        note({ changed: await endpoints.change(endpointId, body) })
        return endpoints.read(endpointId)
      },
    }),
    route({
      ...shared,
      id: 'deleteEndpoint',
      method: 'delete',
      path: '/endpoints/{endpointId}',
      summary: 'Delete an endpoint with its knowledge and its sessions',
      description: 'Refused while a handover is on: set it inactive and let them end, or close them.',
      scope: 'endpoints:write',
      problems: [409],
      timeoutSeconds: 300,
      handle: async ({ params: { endpointId } }) => {
        const on = await parts.runningHandovers.atEndpoint(endpointId)
        if (on > 0) throw conflict(`${on} customers are in a handover. Let these end, or close them, first.`)
        // The endpoint goes when nothing is left that would be found through it alone.
        await parts.eraseEndpoint(endpointId)
        await endpoints.remove(endpointId)
        await parts.eraseEndpoint(endpointId)
      },
    }),
    route({
      ...shared,
      id: 'rotateUrlToken',
      method: 'post',
      path: '/endpoints/{endpointId}/rotate-token',
      summary: 'Give an endpoint a new URLToken; the one before works for a while yet',
      scope: 'endpoints:write',
      body: tokenRotationSchema,
      answer: administeredEndpointSchema,
      handle: async ({ params: { endpointId }, body, note }) => {
        note({ overlapHours: body.overlapHours })
        await endpoints.rotateToken(endpointId, body.overlapHours)
        return endpoints.read(endpointId)
      },
    }),
    route({
      ...shared,
      id: 'endEarlierUrlTokens',
      method: 'delete',
      path: '/endpoints/{endpointId}/earlier-tokens',
      summary: 'End every URLToken but the newest at once',
      scope: 'endpoints:write',
      handle: ({ params }) => endpoints.endEarlierTokens(params.endpointId),
    }),
    route({
      ...shared,
      id: 'readEmbedding',
      method: 'get',
      path: '/endpoints/{endpointId}/embedding',
      summary: 'Ready-made links and snippets that bring the copilot before agents',
      scope: 'endpoints:read',
      answer: embeddingSchema,
      handle: async ({ params }) =>
        embeddingOf(publicUrl(), (await endpoints.read(params.endpointId)).URLToken),
    }),
  ]
}

async function checkConnection({ isConnection }: EndpointRouteParts, { connectionId }: HandoverSettings) {
  if (connectionId !== undefined && !(await isConnection(connectionId)))
    throw invalid('settings.handover.connectionId', 'names no connection')
}
