import { type Attachment, type Conversation, liveInteraction, type Message } from './conversation.ts'
import { conversationUpdate, type GatewayEvent, messageEvent } from './events.ts'
import { matchesEvent } from './faults/event-faults.ts'
import { newIdentifier } from './identifiers.ts'
import { preSignedUrl } from './pre-signed-url.ts'
import { customerOf, type Webhook, type World } from './world.ts'

/** Sends an event of a conversation to every webhook that follows it. */
export function announce(
  world: World,
  conversation: Conversation,
  event: GatewayEvent,
  afterFirstAttempt?: () => void,
) {
  const timestamp = Math.max(Date.now(), conversation.lastTimestamp + 1)
  conversation.lastTimestamp = timestamp
  const { eventType, ...rest } = event
  const envelope = { eventType, conversationId: conversation.id, timestamp, ...rest }
  const webhooks = webhooksOf(world, conversation)
  for (const webhook of webhooks) {
    const faults = world.eventFaults.strike(fault =>
      matchesEvent(fault, { eventType, conversationId: conversation.id }),
    )
    world.deliveries.send({
      eventId: newIdentifier(),
      eventType,
      event: envelope,
      webhook,
      tenantId: conversation.tenantId,
      customerId: customerOf(world, conversation.tenantId),
      channelId: conversation.channelId,
      conversationId: conversation.id,
      interactionId: liveInteraction(conversation)?.id,
      transactionId: conversation.transactionId,
      faults,
      afterFirstAttempt,
    })
  }
  if (webhooks.length === 0) afterFirstAttempt?.()
  world.signals.emit('change')
}

/** The channel's webhook; after the agent left, that of the post-agent assignment instead of it or beside it. */
function webhooksOf(world: World, conversation: Conversation): Webhook[] {
  const channelWebhook = world.channels.get(conversation.channelId)?.webHookId
  const post = conversation.assignment.type === 'webhook' ? conversation.postAgentAssignment : undefined
  const ids = post
    ? [post.webhookId, ...(post.notifyChannelWebhook ? [channelWebhook] : [])]
    : [channelWebhook]
  return [...new Set(ids)].flatMap(id => world.webhooks.get(id ?? '') ?? [])
}

/** CONVERSATION_UPDATE with the conversation as it is now. */
export function announceUpdate(world: World, conversation: Conversation, afterFirstAttempt?: () => void) {
  const channelType = world.channels.get(conversation.channelId)?.type ?? 'ChatAPI'
  const update = conversationUpdate(conversation, channelType, world.settings.sparseEvents)
  announce(world, conversation, update, afterFirstAttempt)
}

/** MESSAGE; an echo is a copy of what came through the API. */
export function announceMessage(world: World, conversation: Conversation, message: Message, isEcho: boolean) {
  const attachments = message.attachments.flatMap(({ id }) => conversation.attachments.get(id) ?? [])
  const event = messageEvent(message, attachments, {
    isEcho,
    sparse: world.settings.sparseEvents,
    preSignedUrl: (attachment: Attachment) => preSignedUrl(world, conversation.id, attachment.id),
  })
  announce(world, conversation, event)
}
