import { type Request, Router } from 'express'
import { z } from 'zod'
import { announceUpdate } from '../announcements.ts'
import type { Assignment, Conversation } from '../conversation.ts'
import { reassign } from '../departures.ts'
import { createConversation, start } from '../lifecycle.ts'
import { writeMessage } from '../messages.ts'
import type { Channel, World } from '../world.ts'
import { checkQueue } from './channels.ts'
import { conversationOf } from './conversation-of.ts'
import { generalError } from './errors.ts'
import { messageSchema } from './message-schema.ts'
import { answerList } from './paging.ts'
import { readBody } from './read-body.ts'
import { answer, type GatewayResponse } from './respond.ts'

const userSchema = z.looseObject({
  name: z.string().optional(),
  userId: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  company: z.string().optional(),
  caseId: z.string().optional(),
  language: z.string().optional(),
  additionalProperties: z
    .array(z.object({ key: z.string().min(1), value: z.string() }))
    .max(30)
    .optional(),
})

const assignmentSchema = z.object({
  type: z.enum(['queue', 'script']).default('queue'),
  id: z.string().min(1),
})

const createSchema = z.object({
  channelId: z.string().min(1),
  user: userSchema,
  assignment: assignmentSchema.optional(),
  history: z.object({ messages: z.array(messageSchema).max(200) }).optional(),
})

const putSchema = z.object({
  channelId: z.string().min(1).optional(),
  user: userSchema.optional(),
  assignment: assignmentSchema.optional(),
})

const patchSchema = z
  .object({ user: userSchema.optional(), assignment: assignmentSchema.optional() })
  .refine(({ user, assignment }) => user ?? assignment, 'assignment or user is required')

/** `/conversations` and `/conversations/{conversationId}` of Chat Gateway v1.0. */
export function conversationRoutes(world: World): Router {
  const router = Router()

  router.get('/', (request, response: GatewayResponse) => {
    const { tenant } = response.locals
    const items = [...world.conversations.values()].filter(({ tenantId }) => tenantId === tenant.id)
    answerList(world, request, response, {
      plural: 'conversations',
      items,
      show: showConversation,
      order: 'id:asc',
    })
  })

  router.post('/', (request, response: GatewayResponse) => create(world, request, response))

  router.get('/:conversationId', (request, response: GatewayResponse) => {
    answer(response, 200, showConversation(conversationOf(world, response, request.params.conversationId)))
  })

  router.put('/:conversationId', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    const { channelId, user, assignment } = readBody(putSchema, request, invalid)
    if (channelId) conversation.channelId = channelFor(world, response, channelId).id
    change(world, conversation, { user: user ?? {}, assignment })
    answer(response, 202, showConversation(conversation))
  })

  router.patch('/:conversationId', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    const { user, assignment } = readBody(patchSchema, request, invalid)
    change(world, conversation, { user: user && { ...conversation.user, ...user }, assignment })
    answer(response, 202, showConversation(conversation))
  })

  router.get('/:conversationId/interactions', (request, response: GatewayResponse) => {
    const { interactions } = conversationOf(world, response, request.params.conversationId)
    answerList(world, request, response, {
      plural: 'interactions',
      items: interactions,
      show: interaction => interaction,
      order: 'id:asc',
    })
  })

  return router
}

const invalid = (message: string) => generalError(400, 'invalid_parameter', message)

const showConversation = ({ id, state, channelId, assignment, user }: Conversation) => ({
  id,
  state,
  channelId,
  assignment: { type: assignment.type, id: assignment.id },
  user,
})

function channelFor(world: World, response: GatewayResponse, channelId: string): Channel {
  const channel = world.channels.get(channelId)
  if (channel?.tenantId === response.locals.tenant.id) return channel
  throw generalError(400, 'invalid_channel', `Channel ID ${channelId} is invalid.`)
}

function checkAssignment(world: World, { type, id }: Assignment) {
  if (type === 'queue') checkQueue(world, id)
}

async function create(world: World, request: Request, response: GatewayResponse) {
  const wanted = readBody(createSchema, request, invalid)
  const channel = channelFor(world, response, wanted.channelId)
  const { user, assignment = channel.routingOptions } = wanted
  checkAssignment(world, assignment)
  const history = (wanted.history?.messages ?? []).map(({ authorType, ...draft }) =>
    writeMessage({ id: authorType, type: authorType }, draft),
  )
  const conversation = createConversation(world, { channel, user, assignment, history })
  await startAsSet(world, conversation)
  answer(response, 202, { conversationId: conversation.id, createdAt: conversation.createdAt })
}

/** Goes on once the answer is on its way, or lets the `created` event arrive before it. */
async function startAsSet(world: World, conversation: Conversation) {
  if (world.settings.createdEvent === 'beforeResponse') {
    await new Promise<void>(resolve => start(world, conversation, resolve))
  } else {
    world.timers.later(0, () => start(world, conversation))
  }
}

/** Changes take effect after the answer, as 202 says. */
function change(
  world: World,
  conversation: Conversation,
  { user, assignment }: { user?: Conversation['user']; assignment?: Assignment },
) {
  if (assignment) checkAssignment(world, assignment)
  if (user) conversation.user = user
  world.timers.later(0, () => {
    if (assignment) reassign(world, conversation, assignment)
    else announceUpdate(world, conversation)
  })
}
