import { Router } from 'express'
import type { z } from 'zod'
import type { Card, Conversation, Message } from '../conversation.ts'
import { takeApiMessage, writeMessage } from '../messages.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation-of.ts'
import { generalNotFound, messageError, resourceNotFound } from './errors.ts'
import { messageSchema } from './message-schema.ts'
import { answerList } from './paging.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

/** `/conversations/{conversationId}/messages` of Chat Gateway v1.0. */
export function messageRoutes(world: World): Router {
  const router = Router()

  router.post('/:conversationId/messages', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    const wanted = readBody(messageSchema, request, messageError)
    checkMessage(world, conversation, wanted)
    const { authorType, ...draft } = wanted
    takeApiMessage(world, conversation, writeMessage({ id: authorType, type: authorType }, draft))
    answer(response, 202)
  })

  router.get('/:conversationId/messages', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, generalNotFound)
    answerList(world, request, response, {
      plural: 'messages',
      items: conversation.messages,
      show: message => showMessage(conversation, message),
      order: 'createdAt:desc',
    })
  })

  router.get('/:conversationId/messages/:messageId', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    const message = messageOf(conversation, request.params.messageId)
    if (!message) throw resourceNotFound('Message', request.params.messageId)
    answer(response, 200, showMessage(conversation, message))
  })

  router.get('/:conversationId/messages/:messageId/cards', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId, generalNotFound)
    const message = messageOf(conversation, request.params.messageId)
    if (!message) throw generalNotFound('Message', request.params.messageId)
    answerList(world, request, response, {
      plural: 'cards',
      items: message.cards,
      show: (card: Card) => card,
      order: 'createdAt:desc',
    })
  })

  return router
}

const messageOf = ({ messages }: Conversation, id: string) => messages.find(message => message.id === id)

function checkMessage(world: World, conversation: Conversation, wanted: z.output<typeof messageSchema>) {
  const { messageTextLimit, messageBeforeActive, messageWhenIdle } = world.settings
  if ((wanted.text?.length ?? 0) > messageTextLimit)
    throw messageError(`text is longer than ${messageTextLimit}`)
  for (const { id } of wanted.attachments ?? []) {
    if (!conversation.attachments.has(id))
      throw messageError(`Attachment ${id} does not exist`, 'invalid_attachment')
  }
  const { state } = conversation
  const isTooEarly = state === 'created' && messageBeforeActive === 'reject'
  const isTooLate = state === 'idle' && messageWhenIdle === 'reject'
  if (isTooEarly || isTooLate) throw messageError(`The conversation is ${state}`, 'invalid_state')
}

function showMessage(conversation: Conversation, message: Message) {
  const { id, type } = message.author
  const { removed = false, language = 'en' } = conversation.participants.get(id) ?? {}
  return { ...message, author: { id, removed, type, language } }
}
