import { type Request, Router } from 'express'
import { z } from 'zod'
import { NOTIFICATION_VERSION, webhookVerify } from '../events.ts'
import { newIdentifier } from '../identifiers.ts'
import type { Tenant, Webhook, World } from '../world.ts'
import { generalError, resourceNotFound } from './errors.ts'
import { answerList } from './paging.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

/** The specification asks for `notificationVersion` and describes `version`: either will do. */
const webhookSchema = z
  .object({
    name: z.string().min(1).max(256),
    uri: z.url(),
    version: z.literal(NOTIFICATION_VERSION).optional(),
    notificationVersion: z.literal(NOTIFICATION_VERSION).optional(),
  })
  .refine(({ version, notificationVersion }) => version ?? notificationVersion, 'version is missing.')

const verifySchema = z.object({ version: z.string(), uri: z.url() })

/** `/webhooks` of Chat Gateway v1.0. */
export function webhookRoutes(world: World): Router {
  const router = Router()

  router.get('/', (request, response: GatewayResponse) => {
    const items = [...world.webhooks.values()].filter(isOf(response.locals.tenant))
    answerList(world, request, response, { plural: 'webhooks', items, show: showWebhook, order: 'id:asc' })
  })

  router.post('/', (request, response: GatewayResponse) => create(world, request, response))

  router.post('/verify', (request, response: GatewayResponse) => verify(world, request, response))

  router.get('/:webhookId', (request, response: GatewayResponse) => {
    answer(response, 200, showWebhook(webhookOf(world, response, request.params.webhookId)))
  })

  router.put('/:webhookId', (request, response: GatewayResponse) => {
    const webhook = webhookOf(world, response, request.params.webhookId)
    const { name, uri } = readBody(webhookSchema, request, invalid)
    Object.assign(webhook, { name, uri })
    answer(response, 200, showWebhook(webhook))
  })

  router.delete('/:webhookId', (request, response: GatewayResponse) => {
    world.webhooks.delete(webhookOf(world, response, request.params.webhookId).id)
    answer(response, 204)
  })

  return router
}

async function create(world: World, request: Request, response: GatewayResponse) {
  const { name, uri } = readBody(webhookSchema, request, invalid)
  await refuseUnreachable(world, response.locals.tenant, uri)
  const webhook = addWebhook(world, { tenantId: response.locals.tenant.id, name, uri })
  answer(response, 200, showWebhook(webhook))
}

async function verify(world: World, request: Request, response: GatewayResponse) {
  const { uri } = readBody(verifySchema, request, invalid)
  const problem = await verifyProblem(world, response.locals.tenant, uri)
  if (problem) throw generalError(400, 'webhook_not_reachable', problem)
  answer(response, 204)
}

const invalid = (message: string) => generalError(400, 'invalid_parameter', message)
const isOf = (tenant: Tenant) => (owned: { tenantId: string }) => owned.tenantId === tenant.id
const showWebhook = ({ id, name, uri, version }: Webhook) => ({ id, name, uri, version })

/** Keeps a webhook, under a new identifier unless one is given. */
export function addWebhook(
  world: World,
  { id = newIdentifier(), tenantId, name, uri }: { id?: string; tenantId: string; name: string; uri: string },
): Webhook {
  const webhook = { id, tenantId, name, uri, version: NOTIFICATION_VERSION }
  world.webhooks.set(id, webhook)
  return webhook
}

function webhookOf(world: World, response: GatewayResponse, id: string): Webhook {
  const webhook = world.webhooks.get(id)
  if (webhook?.tenantId !== response.locals.tenant.id) throw resourceNotFound('WebHook', id)
  return webhook
}

async function refuseUnreachable(world: World, tenant: Tenant, uri: string) {
  const { createWebhookVerify } = world.settings
  if (createWebhookVerify === 'skip') return
  const problem = await verifyProblem(world, tenant, uri)
  if (problem && createWebhookVerify === 'refuse') throw generalError(400, 'webhook_not_reachable', problem)
}

/** Posts WEB_HOOK_VERIFY; undefined when it was answered with 2xx. */
async function verifyProblem(world: World, tenant: Tenant, uri: string): Promise<string | undefined> {
  const event = webhookVerify()
  const { status } = await world.deliveries.sendHello(
    {
      eventId: newIdentifier(),
      eventType: event.eventType,
      event,
      webhook: { id: '', uri },
      tenantId: tenant.id,
      customerId: tenant.customerId,
      faults: [],
    },
    { signed: world.settings.verifySigned },
  )
  const isAnswered = typeof status === 'number' && status >= 200 && status < 300
  return isAnswered ? undefined : `The webhook ${uri} answered ${status}.`
}
