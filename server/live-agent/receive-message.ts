import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler } from 'express'
import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Attempts } from './attempts.ts'
import type { Grants } from './grants.ts'
import type { Integrations } from './integrations.ts'

export interface ReceiveParts {
  integrations: Integrations
  grants: Grants
  attempts: Attempts
  readEvent: (rawBody: Buffer) => GatewayEvent
  /** Whether the signature that came along is 8x8's; `later` where its key could not be fetched just now. */
  isSigned: (
    connectionId: string,
    headers: IncomingHttpHeaders,
    rawBody: Buffer,
  ) => Promise<boolean | 'later'>
  takeIn: (webhook: GenuineWebhook) => Promise<'taken' | 'conflict' | 'later'>
  logger: Logger
}

interface Answer {
  status: number
  title?: string
  challenge?: string
}

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

/**
 * `POST /v1/liveAgent/receiveMessage`: 8x8's events (Chat Gateway v1.0, or flat as Chat API v2 sent them), authorised by
 * `x-app-token` and `Authorization: Bearer` of one integration. A signature of 8x8's that comes along has to hold too.
 * 2xx only once the event is committed; the body must be raw bytes.
 */
export function receiveMessage(parts: ReceiveParts): RequestHandler {
  return async (request, response) => {
    const rawBody: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { status, title, challenge } = await judge(parts, request.headers, request.ip ?? '', rawBody)
    if (challenge) response.set('www-authenticate', challenge)
    if (status === 200) response.json({})
    else response.status(status).type('application/problem+json').send({ type: 'about:blank', title, status })
  }
}

async function judge(
  parts: ReceiveParts,
  headers: IncomingHttpHeaders,
  address: string,
  rawBody: Buffer,
): Promise<Answer> {
  const wait = await parts.attempts.wait('', address)
  if (wait > 0) return { status: 429, title: 'too many failed attempts' }
  const integration = await authorise(parts, headers)
  if (typeof integration !== 'string') {
    parts.logger.warn({ address, reason: integration.title }, 'live-agent callback refused')
    await parts.attempts.failed(address, address)
    return integration
  }
  const signed =
    headers['x-8x8-signature'] === undefined || (await parts.isSigned(integration, headers, rawBody))
  if (signed === 'later') return { status: 503, title: 'try again' }
  if (!signed) return { status: 401, title: 'the signature does not hold' }
  const event = parts.readEvent(rawBody)
  if (event.kind === 'webhook-verify') return { status: 200 }
  if (event.kind === 'malformed') return { status: 400, title: event.reason }
  return keep(parts, integration, headers, event, rawBody)
}

/** The integration that both tokens belong to. */
async function authorise(
  { integrations, grants }: ReceiveParts,
  headers: IncomingHttpHeaders,
): Promise<string | Answer> {
  const appToken = headers['x-app-token']
  const [, accessToken] = BEARER.exec(headers.authorization ?? '') ?? []
  if (typeof appToken !== 'string' || !accessToken)
    return { status: 401, title: 'x-app-token or bearer token is missing', challenge: 'Bearer' }
  const [byAppToken, byAccessToken] = [
    await integrations.ofAppToken(appToken),
    await grants.ofAccessToken(accessToken),
  ]
  if (!byAppToken || !byAccessToken) {
    const title = 'x-app-token or bearer token is wrong or over'
    return { status: 401, title, challenge: 'Bearer error="invalid_token"' }
  }
  return byAppToken === byAccessToken
    ? byAppToken
    : { status: 403, title: 'the tokens belong to different integrations' }
}

/** An event that comes without an id is known by its content. */
async function keep(
  { takeIn, logger }: ReceiveParts,
  connectionId: string,
  headers: IncomingHttpHeaders,
  event: GatewayEvent,
  rawBody: Buffer,
): Promise<Answer> {
  const digest = createHash('sha256').update(rawBody).digest('base64url')
  const given = headers['x-8x8-event-id']
  const eventId = typeof given === 'string' && given.length <= 256 ? given : `body:${digest}`
  const outcome = await takeIn({ connectionId, eventId, digest, event, rawBody })
  if (outcome === 'taken') return { status: 200 }
  if (outcome === 'later') return { status: 503, title: 'try again' }
  logger.error({ connection: connectionId, eventId }, 'one event id came with two bodies')
  return { status: 409, title: 'this event came before with another body' }
}
