import express, { Router } from 'express'
import type { World } from '../world.ts'
import { checkAccess } from './access.ts'
import { attachmentRoutes, preSignedRoutes } from './attachments.ts'
import { cardRoutes } from './cards.ts'
import { channelRoutes } from './channels.ts'
import { conversationRoutes } from './conversations.ts'
import { generalNotFound, writeError } from './errors.ts'
import { indicatorRoutes } from './indicators.ts'
import { jwkRoutes } from './jwk.ts'
import { messageRoutes } from './messages.ts'
import { type Exchange, observeExchanges } from './observe.ts'
import { participantRoutes } from './participants.ts'
import { playApiFaults } from './play-faults.ts'
import { webhookRoutes } from './webhooks.ts'

/** The public side of the contact centre: Chat Gateway v1.0, the public keys and the pre-signed addresses. */
export function gateway(world: World, onExchange?: (exchange: Exchange) => void): Router {
  const router = Router()
  router.use(observeExchanges(world, onExchange))
  router.use(playApiFaults(world))
  router.use(jwkRoutes(world))
  router.use(preSignedRoutes(world))
  router.use(checkAccess(world))
  router.use(express.json({ limit: '5mb', type: ['json', '+json'] }))
  router.use('/chat-gateway/v1/webhooks', webhookRoutes(world))
  router.use('/chat-gateway/v1/channels', channelRoutes(world))
  router.use(
    '/chat-gateway/v1/conversations',
    messageRoutes(world),
    conversationRoutes(world),
    participantRoutes(world),
    attachmentRoutes(world),
    indicatorRoutes(world),
  )
  router.use('/api/v1/tenant', cardRoutes(world))
  router.use(request => {
    throw generalNotFound('Path', request.path)
  })
  router.use(writeError)
  return router
}
