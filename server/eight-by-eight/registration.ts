import type { Review } from '../protocol/connections.ts'
import { CHAT_API } from './client/channels.ts'
import type { EightByEightClient } from './client.ts'
import { EightByEightError } from './errors.ts'
import type { Channel, Webhook } from './resources.ts'

/** What a connection wants to have at 8x8. The ids are those that 8x8 gave before, where it did. */
export interface WantedRegistration {
  webhook: { id?: string | undefined; name: string; uri: string }
  channel: { id?: string | undefined; name: string; queueId: string }
}

export interface Registration {
  webhookId: string
  channelId: string
}

type Client = Pick<EightByEightClient, 'webhooks' | 'channels'>

const VERSION = 'Chat Gateway v1.0'
const NONE = 'one that is registered'

/** Waits before looking again for what a doubtful call may still bring about, in milliseconds. */
const LOOK_AGAIN_MILLISECONDS = [0, 250, 1_000]

/**
 * Sees to it that there is exactly one webhook of ours and one channel that joins it with the queue, whatever happened to
 * earlier attempts: ours are known by the ids that were kept, by the webhook's secret address, and by the channel's name.
 * What earlier attempts left beside them is removed. Safe to repeat; one at a time for each connection.
 */
export async function register(
  client: Client,
  wanted: WantedRegistration,
  signal?: AbortSignal,
): Promise<Registration> {
  const webhookId = await settleWebhook(client, wanted.webhook, signal)
  const channelId = await settleChannel(client, wanted.channel, webhookId, signal)
  await removeOtherWebhooks(client, wanted.webhook.uri, webhookId, signal)
  return { webhookId, channelId }
}

/** Takes both away again; what is gone already is no error. */
export async function unregister(
  { webhooks, channels }: Client,
  { webhookId, channelId }: { webhookId?: string | undefined; channelId?: string | undefined },
  signal?: AbortSignal,
): Promise<void> {
  if (channelId) await channels.delete(channelId, signal).catch(unlessMissing)
  if (webhookId) await webhooks.delete(webhookId, signal).catch(unlessMissing)
}

/** What 8x8 has, beside what is wanted, field by field. */
export async function review(
  { webhooks, channels }: Client,
  { webhook, channel }: WantedRegistration,
  signal?: AbortSignal,
): Promise<Review> {
  const byAddress = () => firstOf(webhooks.every(signal), ({ uri }) => uri === webhook.uri)
  const [foundWebhook, foundChannel] = await Promise.all([
    webhook.id ? webhooks.get(webhook.id, signal).catch(unlessMissing) : byAddress(),
    channel.id ? channels.get(channel.id, signal).catch(unlessMissing) : undefined,
  ])
  const webhookId = webhook.id ?? foundWebhook?.id ?? NONE
  const fields = [
    compare('webhook', webhookId, foundWebhook?.id),
    compare('webhook uri', webhook.uri, foundWebhook?.uri),
    compare('webhook version', VERSION, foundWebhook?.version),
    compare('channel', channel.id ?? NONE, foundChannel?.id),
    compare('channel type', CHAT_API, foundChannel && (foundChannel.type ?? CHAT_API)),
    compare('channel webhook', webhookId, foundChannel?.webhookId),
    compare('channel queue', channel.queueId, foundChannel?.queueId),
  ]
  return { matches: fields.every(({ matches }) => matches), fields }
}

const compare = (
  field: Review['fields'][number]['field'],
  expected: string,
  found: string | undefined,
): Review['fields'][number] => ({ field, expected, found: found ?? null, matches: expected === found })

async function settleWebhook(
  { webhooks }: Client,
  { id, ...wanted }: WantedRegistration['webhook'],
  signal: AbortSignal | undefined,
): Promise<string> {
  const kept = id === undefined ? undefined : await webhooks.get(id, signal).catch(unlessMissing)
  const find = () => firstOf(webhooks.every(signal), ({ uri }) => uri === wanted.uri)
  const webhook = kept ?? (await findOrCreate(find, () => webhooks.create(wanted, signal), signal))
  const isRight = webhook.uri === wanted.uri && webhook.name === wanted.name && webhook.version === VERSION
  if (!isRight) await webhooks.update(webhook.id, wanted, signal)
  return webhook.id
}

async function settleChannel(
  { channels }: Client,
  { id, name, queueId }: WantedRegistration['channel'],
  webhookId: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const wanted = { name, webhookId, queueId }
  const kept = id === undefined ? undefined : await channels.get(id, signal).catch(unlessMissing)
  const find = () => firstOf(channels.every(signal), isOurs(name))
  const channel = kept ?? (await findOrCreate(find, () => channels.create(wanted, signal), signal))
  const isRight = channel.webhookId === webhookId && channel.queueId === queueId && channel.name === name
  if (!isRight) await channels.update(channel.id, wanted, signal)
  for await (const other of channels.every(signal)) {
    if (isOurs(name)(other) && other.id !== channel.id)
      await channels.delete(other.id, signal).catch(unlessMissing)
  }
  return channel.id
}

const isOurs =
  (wanted: string) =>
  ({ name, type = CHAT_API }: Channel) =>
    name === wanted && type === CHAT_API

/** Nobody but us knows the address: another webhook there is what an earlier attempt left. */
async function removeOtherWebhooks(
  { webhooks }: Client,
  uri: string,
  webhookId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const other of webhooks.every(signal)) {
    if (other.uri === uri && other.id !== webhookId)
      await webhooks.delete(other.id, signal).catch(unlessMissing)
  }
}

/** After a creation that may have worked all the same, looks again instead of trying again. */
async function findOrCreate<Item extends Webhook | Channel>(
  find: () => Promise<Item | undefined>,
  create: () => Promise<Item>,
  signal: AbortSignal | undefined,
): Promise<Item> {
  const found = await find()
  if (found) return found
  try {
    return await create()
  } catch (failure) {
    if (!(failure instanceof EightByEightError && failure.ambiguous)) throw failure
    for (const wait of LOOK_AGAIN_MILLISECONDS) {
      await pause(wait, signal)
      const created = await find()
      if (created) return created
    }
    throw failure
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
    })
  })
}

async function firstOf<Item>(
  items: AsyncIterable<Item>,
  isWanted: (item: Item) => boolean,
): Promise<Item | undefined> {
  for await (const item of items) if (isWanted(item)) return item
  return undefined
}

function unlessMissing(failure: unknown): undefined {
  if (failure instanceof EightByEightError && failure.kind === 'not-found') return undefined
  throw failure
}
