import { type Webhook, webhookSchema } from '../resources.ts'
import { type Call, pathOf } from './call.ts'
import { everyItem, type Page, type PageQuery, pageOf } from './page.ts'
import type { Transport } from './transport.ts'

export interface WebhookToRegister {
  /** At most 256 characters. */
  name: string
  /** Absolute address that 8x8 posts to. */
  uri: string
}

const version = 'Chat Gateway v1.0'

/** The API requires `notificationVersion` and defines `version`; both together satisfy either reading. */
const versioned = (webhook: WebhookToRegister) => ({ ...webhook, version, notificationVersion: version })

const webhooks = { method: 'GET', path: pathOf`/chat-gateway/v1/webhooks` } satisfies Call
const webhookPage = pageOf('webhooks', webhookSchema)

/** Chat Gateway v1.0, /webhooks: where 8x8 sends its events. */
export function createWebhooksResource({ json, send }: Transport) {
  const list = (query: PageQuery = {}, signal?: AbortSignal): Promise<Page<Webhook>> =>
    json({ ...webhooks, query: { ...query }, signal }, webhookPage)

  return {
    list,

    /** Every webhook of the customer, page after page. */
    every: (signal?: AbortSignal) => everyItem(webhooks, page => list({ ...page, sort: 'id:asc' }, signal)),

    create: (webhook: WebhookToRegister, signal?: AbortSignal): Promise<Webhook> =>
      json({ ...webhooks, method: 'POST', body: versioned(webhook), signal }, webhookSchema),

    get: (id: string, signal?: AbortSignal): Promise<Webhook> =>
      json({ method: 'GET', path: pathOf`/chat-gateway/v1/webhooks/${id}`, signal }, webhookSchema),

    /** Replaces the whole webhook. */
    update: (id: string, webhook: WebhookToRegister, signal?: AbortSignal): Promise<Webhook> => {
      const path = pathOf`/chat-gateway/v1/webhooks/${id}`
      return json({ method: 'PUT', path, body: versioned(webhook), signal }, webhookSchema)
    },

    delete: (id: string, signal?: AbortSignal): Promise<void> =>
      send({ method: 'DELETE', path: pathOf`/chat-gateway/v1/webhooks/${id}`, signal }),

    /** Has 8x8 send WEB_HOOK_VERIFY to an address; rejects when that is not answered with success. */
    verify: (uri: string, signal?: AbortSignal): Promise<void> =>
      send({
        method: 'POST',
        path: pathOf`/chat-gateway/v1/webhooks/verify`,
        body: { version, uri },
        signal,
      }),
  }
}
