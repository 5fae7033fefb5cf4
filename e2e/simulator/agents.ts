import { announce } from './announcements.ts'
import type { Attachment, Conversation, Message } from './conversation.ts'
import * as departures from './departures.ts'
import { typingActivity } from './events.ts'
import { newIdentifier } from './identifiers.ts'
import { join } from './lifecycle.ts'
import { type MessageDraft, takeMessage, writeMessage } from './messages.ts'
import type { World } from './world.ts'

/** An act that the contact centre does not allow now; `status` is for the control API. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What an agent says; quick replies become a card of 8x8's own kind. */
export interface AgentMessage extends MessageDraft {
  quickReplies?: { title: string; postback: string }[]
}

/** The conversation; throws a RefusedError (404) when there is none. */
export function conversationById(world: World, conversationId: string): Conversation {
  const conversation = world.conversations.get(conversationId)
  if (!conversation) throw new RefusedError(404, `There is no conversation ${conversationId}.`)
  return conversation
}

/** An agent takes a waiting chat; the first agent when none is named. */
export function accept(world: World, conversationId: string, agentId = world.settings.agents[0]?.id ?? '') {
  const conversation = conversationById(world, conversationId)
  if (conversation.waitingSince === undefined) throw new RefusedError(409, 'This chat is not waiting.')
  if (!world.settings.agents.some(agent => agent.id === agentId))
    throw new RefusedError(404, 'There is no such agent.')
  if (chatsOf(world, agentId) >= world.settings.chatsPerAgent) {
    throw new RefusedError(409, `An agent may have ${world.settings.chatsPerAgent} chats at once.`)
  }
  join(world, conversation, agentId)
}

function chatsOf(world: World, agentId: string): number {
  let count = 0
  for (const conversation of world.conversations.values()) if (conversation.agentId === agentId) count += 1
  return count
}

function chatWithAgent(
  world: World,
  conversationId: string,
): { conversation: Conversation; agentId: string } {
  const conversation = conversationById(world, conversationId)
  const { agentId } = conversation
  if (!agentId) throw new RefusedError(409, 'No agent has this chat.')
  return { conversation, agentId }
}

/** The agent says something; typing stops. */
export function say(world: World, conversationId: string, said: AgentMessage): Message {
  const { conversation, agentId } = chatWithAgent(world, conversationId)
  const { quickReplies, ...draft } = said
  const cards = [...(draft.cards ?? []), ...(quickReplies ? [quickRepliesCard(quickReplies)] : [])]
  if (!draft.text && !draft.attachments?.length && cards.length === 0) {
    throw new RefusedError(400, 'A message needs a text, an attachment or a card.')
  }
  for (const { id } of draft.attachments ?? []) {
    if (!conversation.attachments.has(id)) throw new RefusedError(400, `There is no attachment ${id}.`)
  }
  if (conversation.typing.agent) setTyping(world, conversationId, false)
  const message = writeMessage({ id: agentId, type: 'agent' }, { ...draft, cards })
  takeMessage(world, conversation, message)
  return message
}

const quickRepliesCard = (replies: NonNullable<AgentMessage['quickReplies']>) => ({
  contentType: 'application/8x8.quick.replies',
  content: { options: replies.map(({ title, postback }) => ({ title, data: { postback } })) },
})

/** The agent starts or stops typing. */
export function setTyping(world: World, conversationId: string, typing: boolean) {
  const { conversation, agentId } = chatWithAgent(world, conversationId)
  if (conversation.typing.agent === typing) return
  conversation.typing.agent = typing
  announce(world, conversation, typingActivity(typing ? [{ id: agentId, type: 'agent' }] : []))
}

/** Keeps a file of the agent for a message to come. */
export function attach(
  world: World,
  conversationId: string,
  file: { filename: string; contentType: string; content: Buffer },
): Attachment {
  const { conversation } = chatWithAgent(world, conversationId)
  return keepAttachment(conversation, { ...file, author: 'agent' })
}

/** Adds a file to a conversation. */
export function keepAttachment(
  conversation: Conversation,
  file: Pick<Attachment, 'filename' | 'contentType' | 'content' | 'author'>,
): Attachment {
  const attachment = { ...file, id: newIdentifier(), createdAt: new Date().toISOString() }
  conversation.attachments.set(attachment.id, attachment)
  return attachment
}

/** The agent sends the chat to a queue. */
export function transfer(world: World, conversationId: string, queueId: string) {
  const { conversation } = chatWithAgent(world, conversationId)
  if (!world.settings.queues.some(queue => queue.id === queueId))
    throw new RefusedError(404, 'There is no such queue.')
  departures.transfer(world, conversation, queueId)
}

/** The agent ends the chat. */
export function end(world: World, conversationId: string) {
  departures.endByAgent(world, chatWithAgent(world, conversationId).conversation)
}

/** The agent's connection is lost. */
export function disconnect(world: World, conversationId: string) {
  departures.disconnect(world, chatWithAgent(world, conversationId).conversation)
}
