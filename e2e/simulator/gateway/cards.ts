import { Router } from 'express'
import { z } from 'zod'
import { announce } from '../announcements.ts'
import type { Card, Conversation } from '../conversation.ts'
import { activity } from '../events.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation-of.ts'
import { entityNotFound, forbidden, generalError } from './errors.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

const actionSchema = z.object({ name: z.string() })

/** The card actions, published under `/api/v1/tenant/{tenantId}`; each also sends an ACTIVITY. */
export function cardRoutes(world: World): Router {
  const router = Router()
  const actions = [
    { path: 'action-submit', flag: 'actionSubmitted', type: 'Action.Submit' },
    { path: 'action-execute', flag: 'actionExecuted', type: 'Action.Execute' },
  ] as const

  for (const { path, flag, type } of actions) {
    router.put(
      `/:tenantId/conversations/:conversationId/cards/:cardId/${path}`,
      (request, response: GatewayResponse) => {
        const { tenantId, conversationId, cardId } = request.params
        if (tenantId !== response.locals.tenant.id)
          throw forbidden(`Tenant ${tenantId} is not the customer's.`)
        const conversation = conversationOf(world, response, conversationId, entityNotFound)
        const card = cardOf(conversation, cardId)
        const { name } = readBody(actionSchema, request, message =>
          generalError(400, 'invalid_parameter', message),
        )
        card[flag] = true
        announce(world, conversation, activity('adaptiveCard/action', { type, data: { cardId, name } }))
        answer(response, 204)
      },
    )
  }

  return router
}

function cardOf({ messages }: Conversation, id: string): Card {
  const card = messages.flatMap(({ cards }) => cards).find(candidate => candidate.id === id)
  if (!card) throw entityNotFound('Card', id)
  return card
}
