import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler } from 'express'
import type { Connection } from '../protocol/connections.ts'
import type { RecordExchange } from '../telemetry/exchange-log.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { GatewayEvent } from './gateway-event.ts'
import type { KeyCache } from './keys.ts'
import { readGatewayEvent } from './payloads.ts'
import { verifyWebhookSignature } from './signature.ts'

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
  record: RecordExchange
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
    const at = Date.now()
    const answer = await judge(parts, request.params.secret, request.headers, rawBody)
    const { status, title } = answer
    recordWebhook(parts, request.headers, at, answer)
    if (status === 200) response.json({})
    else response.status(status).type('application/problem+json').send({ type: 'about:blank', title, status })
  }
}

/** What a webhook is answered. 8x8 keeps the answer in its event log: it says no more than its sender may know. */
interface Answer {
  status: number
  title?: string
  /** What it was, where 8x8 signed it: what strangers send leaves no trace in the database. */
  about?: { connectionId: string; event: GatewayEvent }
}

const TAKEN: Answer = { status: 200 }

async function judge(
  parts: WebhookParts,
  secret: string | undefined,
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
): Promise<Answer> {
  const event = readGatewayEvent(rawBody)
  if (event.kind === 'webhook-verify') return TAKEN
  const connection = await findConnection(parts, secret, headers['x-8x8-tenant-id'])
  if (!connection) return { status: 401, title: 'not a webhook of a known connection' }
  return judgeEvent(parts, connection, headers, rawBody, event)
}

async function judgeEvent(
  parts: WebhookParts,
  connection: Connection,
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
  event: Exclude<GatewayEvent, { kind: 'webhook-verify' }>,
): Promise<Answer> {
  const verdict = await verifyWebhook(parts, connection, headers, rawBody)
  if (!verdict.ok) {
    parts.logger.warn({ connection: connection.id, reason: verdict.reason }, 'webhook refused')
    return { status: verdict.reason === 'key-unavailable' ? 503 : 401, title: 'the signature does not hold' }
  }
  const about = { connectionId: connection.id, event }
  if (event.kind === 'malformed') return { status: 400, title: event.reason, about }
  return { ...(await keep(parts, connection, verdict.eventId, event, rawBody)), about }
}

/** Whether a body was signed by 8x8 for this connection, see {@link verifyWebhookSignature}. */
export function verifyWebhook(
  parts: Pick<WebhookParts, 'keysOf'>,
  connection: Connection,
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
) {
  const { tenant: tenantId, customerId } = connection
  return verifyWebhookSignature({
    headers,
    rawBody,
    keys: parts.keysOf(connection),
    now: Date.now(),
    expected: { tenantId, ...(customerId && { customerId }) },
  })
}

async function keep(
  parts: WebhookParts,
  connection: Connection,
  eventId: string,
  event: GatewayEvent,
  rawBody: Buffer,
): Promise<Answer> {
  const digest = hash('sha256', rawBody, 'base64url')
  const outcome = await parts.takeIn({ connectionId: connection.id, eventId, digest, event, rawBody })
  if (outcome === 'taken') return TAKEN
  if (outcome === 'later') return { status: 503, title: 'try again' }
  parts.logger.error({ connection: connection.id, eventId }, 'one event id came with two bodies')
  return { status: 409, title: 'this event came before with another body' }
}

/** Typing is no event of the trace. */
function recordWebhook(
  { record }: WebhookParts,
  headers: IncomingHttpHeaders,
  at: number,
  { status, title, about }: Answer,
): void {
  if (!about || about.event.kind === 'typing') return
  const { connectionId, event } = about
  const retry = Number(headers['x-8x8-retry'])
  record({
    at,
    connectionId,
    conversationId: 'conversationId' in event ? event.conversationId : undefined,
    direction: 'in',
    name: event.kind,
    attempt: Number.isInteger(retry) ? retry + 1 : undefined,
    eventId: headers['x-8x8-event-id']?.toString().slice(0, 256),
    status,
    milliseconds: Date.now() - at,
    detail: title,
  })
}

/** By the unguessable end of the address, or by the tenant where the address has none. */
async function findConnection(
  { connections }: WebhookParts,
  secret: string | undefined,
  tenant: string | string[] | undefined,
): Promise<Connection | undefined> {
  const all = await connections()
  if (secret === undefined) return all.find(connection => connection.tenant === tenant)
  const given = sha256(secret)
  const now = Date.now()
  return all.find(connection =>
    secretsOf(connection, now).some(known => timingSafeEqual(sha256(known), given)),
  )
}

/** 8x8 may go on with the address from before a rotation for a while. */
const secretsOf = ({ webhookSecret, earlierWebhookSecret: earlier }: Connection, now: number) =>
  earlier && earlier.validUntil > now ? [webhookSecret, earlier.secret] : [webhookSecret]

const sha256 = (text: string) => hash('sha256', text, 'buffer')
