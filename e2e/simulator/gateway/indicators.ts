import { Router } from 'express'
import { z } from 'zod'
import { announce } from '../announcements.ts'
import { activity } from '../events.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation-of.ts'
import { entityNotFound, parameterError } from './errors.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

const authorTypeSchema = z.enum(['bot', 'user'])
const typingSchema = z.object({ authorType: authorTypeSchema })
const receiptSchema = z.object({ authorType: authorTypeSchema, readAt: z.int() })
const thinkingSchema = z
  .object({
    authorType: z.literal('bot').default('bot'),
    maxThinkingTimeSeconds: z.int().min(1).max(600).default(60),
  })
  .default({ authorType: 'bot', maxThinkingTimeSeconds: 60 })

const postAgentSchema = z.object({
  type: z.literal('webhook'),
  id: z.string().min(1),
  configuration: z
    .object({
      notifyChannelWebhookIfExists: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
      maxTotalMinutes: z.coerce.number().int().min(20).max(600).optional(),
      userTimeoutInMinutes: z.coerce.number().int().min(10).max(300).optional(),
    })
    .optional(),
})

/** How long typing shows without being told again. */
const TYPING_LASTS_MS = 10_000

/** typing, thinking, read-receipt and post-agent-assignment of a conversation; Chat Gateway v1.0. */
export function indicatorRoutes(world: World): Router {
  const router = Router()

  router.post('/:conversationId/typing', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, entityNotFound)
    const { authorType } = readBody(typingSchema, request, parameterError)
    conversation.typing[authorType] = true
    world.timers.later(TYPING_LASTS_MS, () => {
      conversation.typing[authorType] = false
      world.signals.emit('change')
    })
    world.signals.emit('change')
    answer(response, 204)
  })

  router.post('/:conversationId/thinking', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, entityNotFound)
    const { maxThinkingTimeSeconds } = readBody(thinkingSchema, request, parameterError)
    conversation.thinkingUntil = Date.now() + maxThinkingTimeSeconds * 1000
    world.signals.emit('change')
    answer(response, 204)
  })

  router.post('/:conversationId/read-receipt', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, entityNotFound)
    const { authorType, readAt } = readBody(receiptSchema, request, parameterError)
    conversation.readAt[authorType] = readAt
    if (world.settings.readReceiptEvents) {
      const users = [{ id: authorType, type: authorType }]
      announce(world, conversation, activity('read-receipts', [{ timestamp: readAt, users }]))
    }
    world.signals.emit('change')
    answer(response, 204)
  })

  router.post('/:conversationId/post-agent-assignment', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, entityNotFound)
    const { id, configuration } = readBody(postAgentSchema, request, parameterError)
    if (world.webhooks.get(id)?.tenantId !== conversation.tenantId)
      throw parameterError(`WebHook ${id} is invalid`)
    conversation.postAgentAssignment = {
      webhookId: id,
      notifyChannelWebhook: configuration?.notifyChannelWebhookIfExists ?? false,
      maxTotalMinutes: configuration?.maxTotalMinutes,
    }
    answer(response, 201)
  })

  return router
}
