import { Router } from 'express'
import { z } from 'zod'
import { newIdentifier } from '../identifiers.ts'
import type { Channel, World } from '../world.ts'
import { generalError, resourceNotFound } from './errors.ts'
import { answerList } from './paging.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

const channelSchema = z.object({
  name: z.string().min(1).max(255),
  type: z.literal('ChatAPI').default('ChatAPI'),
  webHookId: z.string().min(1),
  routingOptions: z.object({ type: z.literal('queue').default('queue'), id: z.string().min(1) }),
})

/** `/channels` of Chat Gateway v1.0. */
export function channelRoutes(world: World): Router {
  const router = Router()

  router.get('/', (request, response: GatewayResponse) => {
    const items = [...world.channels.values()].filter(
      channel => channel.tenantId === response.locals.tenant.id,
    )
    answerList(world, request, response, { plural: 'channels', items, show: showChannel, order: 'id:asc' })
  })

  router.post('/', (request, response: GatewayResponse) => {
    const wanted = readBody(channelSchema, request, invalid)
    checkReferences(world, response, wanted)
    answer(response, 200, showChannel(addChannel(world, { tenantId: response.locals.tenant.id, ...wanted })))
  })

  router.get('/:channelId', (request, response: GatewayResponse) => {
    answer(response, 200, showChannel(channelOf(world, response, request.params.channelId)))
  })

  router.put('/:channelId', (request, response: GatewayResponse) => {
    const channel = channelOf(world, response, request.params.channelId)
    const wanted = readBody(channelSchema, request, invalid)
    checkReferences(world, response, wanted)
    answer(response, 200, showChannel(Object.assign(channel, wanted)))
  })

  router.delete('/:channelId', (request, response: GatewayResponse) => {
    world.channels.delete(channelOf(world, response, request.params.channelId).id)
    answer(response, 204)
  })

  return router
}

const invalid = (message: string) => generalError(400, 'invalid_parameter', message)
const showChannel = ({ id, name, type, webHookId, routingOptions }: Channel) => ({
  id,
  name,
  type,
  webHookId,
  routingOptions,
})

/** Keeps a channel, under a new identifier unless one is given. */
export function addChannel(world: World, channel: Omit<Channel, 'id'> & { id?: string }): Channel {
  const added = { ...channel, id: channel.id ?? newIdentifier() }
  world.channels.set(added.id, added)
  return added
}

function channelOf(world: World, response: GatewayResponse, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel?.tenantId !== response.locals.tenant.id) throw resourceNotFound('Channel', id)
  return channel
}

function checkReferences(world: World, response: GatewayResponse, wanted: z.output<typeof channelSchema>) {
  const { webHookId, routingOptions } = wanted
  if (world.webhooks.get(webHookId)?.tenantId !== response.locals.tenant.id) {
    throw generalError(400, 'invalid_webhook', `WebHook ID ${webHookId} is invalid.`)
  }
  checkQueue(world, routingOptions.id)
}

/** Throws `invalid_queue` for a queue that does not exist. */
export function checkQueue(world: World, queueId: string) {
  if (world.settings.queues.some(queue => queue.id === queueId)) return
  throw generalError(400, 'invalid_queue', `Queue ID ${queueId} is invalid.`)
}
