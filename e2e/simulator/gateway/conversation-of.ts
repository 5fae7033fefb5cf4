import type { Conversation } from '../conversation.ts'
import type { World } from '../world.ts'
import { resourceNotFound } from './errors.ts'
import type { GatewayResponse } from './respond.ts'

/** The tenant's conversation; otherwise throws the 404 that `notFound` makes. */
export function conversationOf(
  world: World,
  response: GatewayResponse,
  id: string,
  notFound: (type: string, id: string) => Error = resourceNotFound,
): Conversation {
  const conversation = world.conversations.get(id)
  if (conversation?.tenantId !== response.locals.tenant.id) throw notFound('Conversation', id)
  return conversation
}
