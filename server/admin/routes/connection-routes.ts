import { z } from 'zod'
import type { TenantTools } from '../../eight-by-eight/tenant-tools.ts'
import { slugSchema } from '../../protocol/administration.ts'
import {
  administeredConnectionSchema,
  connectionChangesSchema,
  connectionTestSchema,
  newApiKeyOf8x8Schema,
  newConnectionSchema,
  registeredSchema,
  registrationSchema,
  registrationValuesSchema,
  reviewSchema,
  rotatedSecretSchema,
  secretRotationSchema,
  webhookTestSchema,
} from '../../protocol/connections.ts'
import { pageOf, pageQuery } from '../../web/api/paging.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { conflict, HttpProblem } from '../../web/problem.ts'
import type { ConnectionRegistrar } from '../connection-registrar.ts'
import type { ConnectionStore } from '../connection-store.ts'
import type { RunningHandovers } from '../running-handovers.ts'

export interface ConnectionRouteParts {
  connectionStore: ConnectionStore
  registrar: ConnectionRegistrar
  tenantTools: TenantTools
  runningHandovers: RunningHandovers
}

/** With every call at its slowest. */
const TIMEOUT_SECONDS = 150

const params = z.strictObject({ connectionId: slugSchema })
const listed = { tag: 'Connections', reach: 'installation' } as const
const shared = { ...listed, params } as const

/** Connections to 8x8: create, test, register, review, rotate, delete. */
export function connectionRoutes(parts: ConnectionRouteParts): ApiRoute[] {
  const { connectionStore: connections, registrar, tenantTools } = parts
  return [
    route({
      ...listed,
      id: 'listConnections',
      method: 'get',
      path: '/connections',
      summary: 'Connections to 8x8, by id',
      scope: 'connections:read',
      query: z.strictObject(pageQuery),
      answer: pageOf(administeredConnectionSchema),
      handle: ({ query }) => connections.list(query),
    }),
    route({
      ...listed,
      id: 'createConnection',
      method: 'post',
      path: '/connections',
      summary: 'Create a connection; nothing is done at 8x8 yet',
      scope: 'connections:write',
      body: newConnectionSchema,
      status: 201,
      problems: [409],
      answer: administeredConnectionSchema,
      handle: async ({ body, note }) => {
        const id = await connections.create(body)
        note({ connectionId: id, baseUrl: body.settings.baseUrl, tenant: body.settings.tenant })
        return connections.read(id)
      },
    }),
    route({
      ...shared,
      id: 'readConnection',
      method: 'get',
      path: '/connections/{connectionId}',
      summary: 'A connection without its secrets',
      scope: 'connections:read',
      answer: administeredConnectionSchema,
      handle: ({ params }) => connections.read(params.connectionId),
    }),
    route({
      ...shared,
      id: 'updateConnection',
      method: 'put',
      path: '/connections/{connectionId}',
      summary: 'Change a connection; key and password stay where they are not given',
      scope: 'connections:write',
      body: connectionChangesSchema,
      problems: [409],
      answer: administeredConnectionSchema,
      handle: async ({ params: { connectionId }, body, note }) => {
        note({ changed: await connections.change(connectionId, body) })
        return connections.read(connectionId)
      },
    }),
    route({
      ...shared,
      id: 'deleteConnection',
      method: 'delete',
      path: '/connections/{connectionId}',
      summary: 'Delete a connection that no endpoint uses',
      scope: 'connections:write',
      query: z.strictObject({
        registration: z
          .enum(['remove', 'keep'])
          .default('remove')
          .meta({ description: 'What becomes of webhook and channel at 8x8.' }),
      }),
      problems: [409, 502],
      timeoutSeconds: TIMEOUT_SECONDS,
      handle: async ({ params: { connectionId }, query, signal }) => {
        const { usedBy, webhookId } = await connections.read(connectionId)
        if (usedBy.length > 0)
          throw conflict(
            `These endpoints hand over through it: ${usedBy.join(', ')}. Give them another one first.`,
          )
        const on = await parts.runningHandovers.throughConnection(connectionId)
        if (on > 0) throw conflict(`${on} customers are in a handover through it. Let these end first.`)
        if (query.registration === 'remove' && webhookId) await registrar.unregister(connectionId, signal)
        await connections.remove(connectionId)
      },
    }),
    route({
      ...shared,
      id: 'testConnection',
      method: 'post',
      path: '/connections/{connectionId}/test',
      summary: 'Which of network, address, credentials, tenant and permission is wrong',
      scope: 'connections:write',
      audit: 'never',
      timeoutSeconds: TIMEOUT_SECONDS,
      answer: connectionTestSchema,
      handle: async ({ params, signal }) =>
        tenantTools.test(await connections.open(params.connectionId), signal),
    }),
    route({
      ...shared,
      id: 'registerConnection',
      method: 'post',
      path: '/connections/{connectionId}/register',
      summary:
        'Register webhook and channel with 8x8, or bring them up to date; repeating it changes nothing',
      scope: 'connections:write',
      body: registrationSchema,
      problems: [409, 502],
      timeoutSeconds: TIMEOUT_SECONDS,
      answer: registeredSchema,
      handle: async ({ params, body, signal, note }) => {
        const registered = await registrar.register(params.connectionId, body.queueId, signal)
        note(registered)
        return registered
      },
    }),
    route({
      ...shared,
      id: 'readRegistrationValues',
      method: 'get',
      path: '/connections/{connectionId}/registration',
      summary: 'What a person enters in 8x8 where they make webhook and channel by hand',
      scope: 'connections:write',
      audit: 'always',
      answer: registrationValuesSchema,
      handle: async ({ params }) => registrar.valuesOf(await connections.open(params.connectionId)),
    }),
    route({
      ...shared,
      id: 'reviewConnection',
      method: 'get',
      path: '/connections/{connectionId}/review',
      summary: 'What 8x8 has beside what is expected, field by field; *register* mends a difference',
      scope: 'connections:write',
      problems: [502],
      timeoutSeconds: TIMEOUT_SECONDS,
      query: z.strictObject({}),
      answer: reviewSchema,
      handle: ({ params, signal }) => registrar.review(params.connectionId, signal),
    }),
    route({
      ...shared,
      id: 'testWebhook',
      method: 'post',
      path: '/connections/{connectionId}/test-webhook',
      summary: 'Have 8x8 send its test to the webhook',
      scope: 'connections:write',
      audit: 'never',
      timeoutSeconds: TIMEOUT_SECONDS,
      answer: webhookTestSchema,
      handle: ({ params, signal }) => registrar.testWebhook(params.connectionId, signal),
    }),
    route({
      ...shared,
      id: 'rotateApiKey',
      method: 'put',
      path: '/connections/{connectionId}/api-key',
      summary: 'Take over a new API key of 8x8, once 8x8 takes it',
      scope: 'connections:write',
      body: newApiKeyOf8x8Schema,
      problems: [409, 422],
      timeoutSeconds: TIMEOUT_SECONDS,
      answer: connectionTestSchema,
      handle: async ({ params, body, signal }) => {
        const test = await registrar.rotateApiKey(params.connectionId, body.apiKey, signal)
        const wrong = test.checks.find(({ result }) => result === 'failed')
        if (wrong) throw new HttpProblem(422, `The key from before stays. ${wrong.detail}`)
        return test
      },
    }),
    route({
      ...shared,
      id: 'rotateWebhookSecret',
      method: 'post',
      path: '/connections/{connectionId}/rotate-webhook-secret',
      summary: 'Give the webhook a new secret address; the one before works for a while yet',
      scope: 'connections:write',
      body: secretRotationSchema,
      problems: [409],
      timeoutSeconds: TIMEOUT_SECONDS,
      answer: rotatedSecretSchema,
      handle: async ({ params, body, signal, note }) => {
        const rotated = await registrar.rotateSecret(params.connectionId, body.overlapHours, signal)
        note({ overlapHours: body.overlapHours, registered: rotated.registered })
        return rotated
      },
    }),
  ]
}
