import { type Channel, channelSchema } from '../resources.ts'
import { type Call, pathOf } from './call.ts'
import { everyItem, type Page, type PageQuery, pageOf } from './page.ts'
import type { Transport } from './transport.ts'

export interface ChannelToRegister {
  /** At most 255 characters. */
  name: string
  /** The webhook that hears of the channel's conversations. */
  webhookId: string
  /** The queue that its conversations go to. */
  queueId: string
}

/** Only channels of this type can be made by the API. */
export const CHAT_API = 'ChatAPI'

const channelRequest = ({ name, webhookId, queueId }: ChannelToRegister) => ({
  name,
  type: CHAT_API,
  webHookId: webhookId,
  routingOptions: { type: 'queue', id: queueId },
})

const channels = { method: 'GET', path: pathOf`/chat-gateway/v1/channels` } satisfies Call
const channelPage = pageOf('channels', channelSchema)

/** Chat Gateway v1.0, /channels: joins conversations to a webhook and a queue. */
export function createChannelsResource({ json, send }: Transport) {
  const list = (query: PageQuery = {}, signal?: AbortSignal): Promise<Page<Channel>> =>
    json({ ...channels, query: { ...query }, signal }, channelPage)

  return {
    list,

    /** Every channel of the customer, page after page. */
    every: (signal?: AbortSignal) => everyItem(channels, page => list({ ...page, sort: 'id:asc' }, signal)),

    create: (channel: ChannelToRegister, signal?: AbortSignal): Promise<Channel> =>
      json({ ...channels, method: 'POST', body: channelRequest(channel), signal }, channelSchema),

    get: (id: string, signal?: AbortSignal): Promise<Channel> =>
      json({ method: 'GET', path: pathOf`/chat-gateway/v1/channels/${id}`, signal }, channelSchema),

    /** Replaces the whole channel. */
    update: (id: string, channel: ChannelToRegister, signal?: AbortSignal): Promise<Channel> => {
      const path = pathOf`/chat-gateway/v1/channels/${id}`
      return json({ method: 'PUT', path, body: channelRequest(channel), signal }, channelSchema)
    },

    delete: (id: string, signal?: AbortSignal): Promise<void> =>
      send({ method: 'DELETE', path: pathOf`/chat-gateway/v1/channels/${id}`, signal }),
  }
}
