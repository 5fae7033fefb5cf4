import { addChannel } from './gateway/channels.ts'
import { addWebhook } from './gateway/webhooks.ts'
import type { Channel, Webhook, World } from './world.ts'

/** A webhook and a channel that exist before the first call, as an administrator would have made them. */
export interface Seed {
  webhookUrl: string
  webhookId?: string
  webhookName?: string
  channelId?: string
  channelName?: string
  /** The first queue when absent. */
  queueId?: string
  /** The first tenant when absent. */
  tenantId?: string
}

/** Makes or replaces the seed's webhook and channel; no WEB_HOOK_VERIFY is sent. */
export function plantSeed(world: World, seed: Seed): { webhook: Webhook; channel: Channel } {
  const tenantId = seed.tenantId ?? world.settings.tenants[0]?.id ?? ''
  const webhook = addWebhook(world, {
    id: seed.webhookId,
    tenantId,
    name: seed.webhookName ?? 'Agent Copilot',
    uri: seed.webhookUrl,
  })
  const channel = addChannel(world, {
    id: seed.channelId,
    tenantId,
    name: seed.channelName ?? 'Website chat',
    type: 'ChatAPI',
    webHookId: webhook.id,
    routingOptions: { type: 'queue', id: seed.queueId ?? world.settings.queues[0]?.id ?? '' },
  })
  return { webhook, channel }
}
