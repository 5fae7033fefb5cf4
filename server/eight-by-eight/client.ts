import { createAttachmentsResource } from './client/attachments.ts'
import { createCardActionsResource } from './client/card-actions.ts'
import { createChannelsResource } from './client/channels.ts'
import { createConversationsResource } from './client/conversations.ts'
import { createMessagesResource } from './client/messages.ts'
import { createPresenceResource } from './client/presence.ts'
import { createSigningKeysResource } from './client/signing-keys.ts'
import { createTransport, type TransportOptions } from './client/transport.ts'
import { createWebhooksResource } from './client/webhooks.ts'

export type EightByEightClient = ReturnType<typeof createEightByEightClient>

/**
 * Chat Gateway v1.0 for one tenant. Every call may be given an AbortSignal as its last argument, ends by itself in
 * time, and rejects with an EightByEightError only. Identifiers may come from outside: they cannot leave their place in
 * an address. `close` waits for the calls under way.
 */
export function createEightByEightClient(options: TransportOptions) {
  const transport = createTransport(options)
  return {
    webhooks: createWebhooksResource(transport),
    channels: createChannelsResource(transport),
    conversations: createConversationsResource(transport),
    messages: createMessagesResource(transport),
    attachments: createAttachmentsResource(transport),
    cardActions: createCardActionsResource(transport),
    presence: createPresenceResource(transport),
    signingKeys: createSigningKeysResource(transport),
    close: transport.close,
  }
}
