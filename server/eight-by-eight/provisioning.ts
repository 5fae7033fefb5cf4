import { CHAT_API, type ChannelToRegister } from './client/channels.ts'
import type { WebhookToRegister } from './client/webhooks.ts'
import type { EightByEightClient } from './client.ts'
import { EightByEightError } from './errors.ts'
import type { Channel, Webhook } from './resources.ts'

/** Sees to it that the webhook of exactly this address is registered, once, and returns its id. */
export async function ensureWebhook(
  { webhooks }: Pick<EightByEightClient, 'webhooks'>,
  wanted: WebhookToRegister,
  signal?: AbortSignal,
): Promise<string> {
  const find = () => firstOf(webhooks.every(signal), ({ uri }) => uri === wanted.uri)
  const webhook = await findOrCreate(find, () => webhooks.create(wanted, signal))
  if (webhook.name !== wanted.name) await webhooks.update(webhook.id, wanted, signal)
  return webhook.id
}

/** Sees to it that the Chat API channel of exactly this name leads to webhook and queue, once, and returns its id. */
export async function ensureChannel(
  { channels }: Pick<EightByEightClient, 'channels'>,
  wanted: ChannelToRegister,
  signal?: AbortSignal,
): Promise<string> {
  const isWanted = ({ name, type = CHAT_API }: Channel) => name === wanted.name && type === CHAT_API
  const find = () => firstOf(channels.every(signal), isWanted)
  const channel = await findOrCreate(find, () => channels.create(wanted, signal))
  const isRight = channel.webhookId === wanted.webhookId && channel.queueId === wanted.queueId
  if (!isRight) await channels.update(channel.id, wanted, signal)
  return channel.id
}

/** After a creation that may have worked all the same, looks again instead of trying again. */
async function findOrCreate<Item extends Webhook | Channel>(
  find: () => Promise<Item | undefined>,
  create: () => Promise<Item>,
): Promise<Item> {
  const found = await find()
  if (found) return found
  try {
    return await create()
  } catch (failure) {
    const created = failure instanceof EightByEightError && failure.ambiguous ? await find() : undefined
    if (!created) throw failure
    return created
  }
}

async function firstOf<Item>(
  items: AsyncIterable<Item>,
  isWanted: (item: Item) => boolean,
): Promise<Item | undefined> {
  for await (const item of items) if (isWanted(item)) return item
  return undefined
}
