import { announceMessage } from './announcements.ts'
import type { Card, Conversation, Message } from './conversation.ts'
import { newIdentifier } from './identifiers.ts'
import { reopen } from './lifecycle.ts'
import type { World } from './world.ts'

/** What a message is made of, whoever writes it. */
export interface MessageDraft {
  text?: string
  attachments?: { id: string }[]
  cards?: { contentType?: string; content?: Record<string, unknown> }[]
  externalProvider?: { name: string; externalMessageId: string }
}

/** A message with its identifier and time. */
export function writeMessage(author: Message['author'], draft: MessageDraft): Message {
  return {
    id: newIdentifier(),
    text: draft.text ?? '',
    createdAt: new Date().toISOString(),
    author,
    attachments: draft.attachments ?? [],
    cards: (draft.cards ?? []).map(writeCard),
    ...(draft.externalProvider ? { externalProvider: draft.externalProvider } : {}),
  }
}

const writeCard = (card: NonNullable<MessageDraft['cards']>[number]): Card => ({
  id: newIdentifier(),
  contentType: card.contentType ?? 'application/vnd.microsoft.card.adaptive',
  content: card.content ?? {},
  actionSubmitted: false,
  actionExecuted: false,
})

/** Takes a message that came through the API: kept, echoed, and shown to the agent; an idle conversation opens again. */
export function takeApiMessage(world: World, conversation: Conversation, message: Message) {
  const author = message.author.type === 'bot' ? 'bot' : 'user'
  conversation.messages.push(message)
  conversation.typing[author] = false
  if (author === 'bot') conversation.thinkingUntil = undefined
  if (conversation.state === 'idle') reopen(world, conversation)
  const { echo } = world.settings
  if (echo === 'all' || echo === author) announceMessage(world, conversation, message, true)
  if (author === 'user') world.signals.emit('customerMessage', conversation, message)
  world.signals.emit('change')
}

/** Takes a message that did not come through the API: from an agent, or from a customer on 8x8's own channel. */
export function takeMessage(world: World, conversation: Conversation, message: Message) {
  conversation.messages.push(message)
  announceMessage(world, conversation, message, false)
}
