import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Connection } from '../protocol/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { GatewayEvent } from './gateway-event.ts'
import type { KeyCache } from './keys.ts'
import { readGatewayEvent } from './payloads.ts'
import { type SignatureRefusal, verifyWebhookSignature } from './signature.ts'

/** A webhook whose sender is known to be 8x8. */
export interface GenuineWebhook {
  connectionId: string
  eventId: string
  /** SHA-256 of the body. */
  digest: string
  event: GatewayEvent
  rawBody: Buffer
}

export interface WebhookParts {
  connections: () => Promise<Connection[]>
  keysOf: (connection: Connection) => KeyCache
  /** `conflict`: the event id came before with another body. `later`: it could not be written now. */
  takeIn: (webhook: GenuineWebhook) => Promise<'taken' | 'conflict' | 'later'>
  logger: Logger
}

/**
 * `POST /handover/eightByEight[/:secret]` (Chat Gateway v1.0, webhook events; the body must be raw bytes).
 * 2xx only once the event is committed; 5xx where 8x8 should try again; 4xx for what is not from 8x8.
 * WEB_HOOK_VERIFY is answered without looking further, for 8x8 may send it unsigned; it has no effect.
 */
export function receiveWebhook(parts: WebhookParts): RequestHandler<{ secret?: string }> {
  return async (request, response) => {
    const rawBody: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const event = readGatewayEvent(rawBody)
    if (event.kind === 'webhook-verify') return void response.json({})
    const connection = await findConnection(parts, request.params.secret, request.headers['x-8x8-tenant-id'])
    if (!connection) return void refuse(response, 401, 'not a webhook of a known connection')
    const { tenant: tenantId, customerId } = connection
    const verdict = await verifyWebhookSignature({
      headers: request.headers,
      rawBody,
      keys: parts.keysOf(connection),
      now: Date.now(),
      expected: { tenantId, ...(customerId && { customerId }) },
    })
    if (!verdict.ok) {
      parts.logger.warn({ connection: connection.id, reason: verdict.reason }, 'webhook refused')
      return void refuse(response, statusOf(verdict.reason), 'the signature does not hold')
    }
    if (event.kind === 'malformed') return void refuse(response, 400, event.reason)
    const digest = createHash('sha256').update(rawBody).digest('base64url')
    const webhook = { connectionId: connection.id, eventId: verdict.eventId, digest, event, rawBody }
    const outcome = await parts.takeIn(webhook)
    if (outcome === 'taken') return void response.json({})
    if (outcome === 'later') return void refuse(response, 503, 'try again')
    parts.logger.error(
      { connection: connection.id, eventId: verdict.eventId },
      'one event id came with two bodies',
    )
    refuse(response, 409, 'this event came before with another body')
  }
}

/** By the unguessable end of the address, or by the tenant where the address has none. */
async function findConnection(
  { connections }: WebhookParts,
  secret: string | undefined,
  tenant: string | string[] | undefined,
): Promise<Connection | undefined> {
  const all = await connections()
  if (secret === undefined) return all.find(connection => connection.tenant === tenant)
  const hash = sha256(secret)
  return all.find(connection => timingSafeEqual(sha256(connection.webhookSecret), hash))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()

const statusOf = (reason: SignatureRefusal) => (reason === 'key-unavailable' ? 503 : 401)

/** 8x8 keeps the answer in its event log: it says no more than what the sender may know. */
function refuse(response: Parameters<RequestHandler>[1], status: number, title: string): void {
  response.status(status).type('application/problem+json').send({ type: 'about:blank', title, status })
}
