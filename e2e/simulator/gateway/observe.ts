import type { Request } from 'express'
import { liveInteraction } from '../conversation.ts'
import { LOGGED_BODY_LENGTH } from '../event-log.ts'
import type { World } from '../world.ts'
import type { GatewayHandler, GatewayResponse } from './respond.ts'

/** One call to the API and its answer, for checks against the contract. */
export interface Exchange {
  method: string
  /** Without the query. */
  path: string
  requestHeaders: Record<string, string | string[] | undefined>
  /** Parsed JSON, or the fields of a multipart request with `binary` for the file. */
  requestBody: unknown
  /** Undefined when the caller got no answer. */
  status: number | undefined
  responseBody: unknown
  /** Faults that were played: such an answer need not fit the contract. */
  faults: readonly string[]
}

/** What the specification describes; the pre-signed addresses and the old key path are beside it. */
const SPECIFIED_PATHS = /^\/(chat-gateway|api)\/v1\//

/** Tells of each call when its connection is done with it: to the event log and to `onExchange`. */
export function observeExchanges(world: World, onExchange?: (exchange: Exchange) => void): GatewayHandler {
  return (request, response, next) => {
    const startedAt = Date.now()
    const { path } = request
    response.on('close', () => {
      const exchange = exchangeOf(request, response, path)
      logExchange(world, exchange, request, response, startedAt)
      if (SPECIFIED_PATHS.test(path)) onExchange?.(exchange)
    })
    next()
  }
}

function exchangeOf(request: Request, response: GatewayResponse, path: string): Exchange {
  return {
    method: request.method,
    path,
    requestHeaders: request.headers,
    requestBody: response.locals.multipart ?? (request.body as unknown),
    status: response.writableFinished ? response.statusCode : undefined,
    responseBody: response.locals.body,
    faults: response.locals.faults ?? [],
  }
}

function logExchange(
  world: World,
  exchange: Exchange,
  request: Request,
  response: GatewayResponse,
  startedAt: number,
) {
  const { tenant } = response.locals as Partial<GatewayResponse['locals']>
  const conversation = world.conversations.get(conversationIdOf(exchange))
  world.eventLog.add({
    timestamp: startedAt,
    direction: 'inbound',
    recordType: `${request.method} ${recordPath(exchange.path)}`,
    status: exchange.status ?? 'unanswered',
    tenantId: tenant?.id,
    conversationId: conversation?.id,
    interactionId: conversation && liveInteraction(conversation)?.id,
    transactionId: conversation?.transactionId,
    channelId: conversation?.channelId,
    durationMs: Date.now() - startedAt,
    retries: 0,
    requestBody: textOf(exchange.requestBody),
    responseBody: textOf(exchange.responseBody),
    faults: [...exchange.faults],
  })
}

/** The conversation of the path, or the one just created. */
function conversationIdOf({ path, responseBody }: Exchange): string {
  const [, inPath] = /\/conversations\/([^/]+)/.exec(path) ?? []
  return inPath ?? (responseBody as { conversationId?: string } | undefined)?.conversationId ?? ''
}

/** The path without identifiers. */
const recordPath = (path: string) =>
  path
    .replace(/^\/chat-gateway\/v1\//, '')
    .replaceAll(
      /((?:webhooks(?!\/verify)|channels|conversations|messages|attachments|cards|jwk|tenant)\/)[^/]+/g,
      '$1…',
    )

const textOf = (body: unknown) =>
  body === undefined ? '' : JSON.stringify(body).slice(0, LOGGED_BODY_LENGTH)
