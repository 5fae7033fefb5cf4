import { Router } from 'express'
import { z } from 'zod'
import { liveInteraction } from '../conversation.ts'
import { endByUser } from '../departures.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation-of.ts'
import { generalError, generalNotFound, resourceNotFound } from './errors.ts'
import { answerList } from './paging.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

const removalSchema = z.object({ removed: z.literal(true) })

/** `/conversations/{conversationId}/participants` of Chat Gateway v1.0. */
export function participantRoutes(world: World): Router {
  const router = Router({ mergeParams: true })

  router.get('/:conversationId/participants', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, generalNotFound)
    const items = [...conversation.participants.values()]
    answerList(world, request, response, {
      plural: 'participants',
      items,
      show: participant => participant,
      order: 'id:asc',
    })
  })

  router.patch('/:conversationId/participants/user', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    readBody(removalSchema, request, message => generalError(400, 'invalid_parameter', message))
    const isLive = conversation.state === 'created' || liveInteraction(conversation) !== undefined
    if (!isLive && world.settings.removeUserTwice === 404) throw resourceNotFound('Participant', 'user')
    if (isLive) world.timers.later(0, () => endByUser(world, conversation))
    answer(response, 204)
  })

  return router
}
