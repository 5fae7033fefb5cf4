import type { RequestHandler } from 'express'
import {
  type TokenAnswer,
  type TokenRefusal,
  type TokenRequest,
  tokenRequestSchema,
} from '../protocol/live-agent.ts'
import { hashOf } from '../storage/tokens.ts'
import type { Attempts } from './attempts.ts'
import { ACCESS_SECONDS, type Grant, type Grants } from './grants.ts'
import type { Integrations } from './integrations.ts'

export interface TokenParts {
  integrations: Integrations
  grants: Grants
  attempts: Attempts
}

interface Answer {
  status: number
  body: TokenAnswer | TokenRefusal
  headers?: Record<string, string>
}

/**
 * `POST /tenant-users/oauth2/token` (RFC 6749 §4.3, §6): tokens for an integration's login, or for its refresh token.
 * The body is text: form-encoded, or JSON whatever its content type says, as its users' handbook shows it.
 */
export function issueToken(parts: TokenParts): RequestHandler {
  return async (request, response) => {
    const { status, body, headers = {} } = await answer(parts, request.body, request.ip ?? '')
    response
      .status(status)
      .set({ 'cache-control': 'no-store', pragma: 'no-cache', ...headers })
      .json(body)
  }
}

async function answer(parts: TokenParts, body: unknown, address: string): Promise<Answer> {
  const fields = readFields(typeof body === 'string' ? body : '')
  if (!fields) return refuse(400, 'invalid_request', 'The body cannot be read, or gives a parameter twice.')
  const { grant_type } = fields
  if (typeof grant_type === 'string' && !['password', 'refresh_token'].includes(grant_type))
    return refuse(400, 'unsupported_grant_type', 'Use the grant password or refresh_token.')
  const { success, data } = tokenRequestSchema.safeParse(fields)
  if (!success) return refuse(400, 'invalid_request', 'A parameter is missing or not valid.')
  const appToken = data.clientid ?? data.client_id
  if (!appToken) return refuse(401, 'invalid_client', 'Send the app token as clientid.')

  const client = hashOf(appToken)
  const wait = await parts.attempts.wait(client, address)
  if (wait > 0) return tooMany(wait)
  const granted = await grant(parts, appToken, data)
  if (!('error' in granted)) return { status: 200, body: toAnswer(granted) }
  await parts.attempts.failed(client, address)
  return { status: granted.error === 'invalid_client' ? 401 : 400, body: granted }
}

async function grant(
  { integrations, grants }: TokenParts,
  appToken: string,
  request: TokenRequest,
): Promise<Grant | TokenRefusal> {
  const connectionId = await integrations.ofAppToken(appToken)
  if (!connectionId)
    return { error: 'invalid_client', error_description: 'The app token is not known or is over.' }
  if (request.grant_type === 'refresh_token') {
    const refreshed = await grants.refresh(connectionId, request.refresh_token)
    return refreshed ?? invalidGrant('The refresh token is not good, or was used before.')
  }
  const isLogin = await integrations.isLogin(connectionId, request.username, request.password)
  return isLogin ? grants.issue(connectionId) : invalidGrant('The username or the password is wrong.')
}

const invalidGrant = (error_description: string): TokenRefusal => ({
  error: 'invalid_grant',
  error_description,
})

function toAnswer({ accessToken, refreshToken }: Grant): TokenAnswer {
  const values = {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: ACCESS_SECONDS,
  } as const
  return { ...values, values }
}

const refuse = (status: number, error: TokenRefusal['error'], error_description: string): Answer => ({
  status,
  body: { error, error_description },
})

const tooMany = (seconds: number): Answer => ({
  ...refuse(429, 'invalid_request', 'Too many failed attempts. Please wait.'),
  headers: { 'retry-after': String(seconds) },
})

/** The parameters, each given once; undefined for what cannot be read. */
function readFields(body: string): Record<string, unknown> | undefined {
  if (!body.trimStart().startsWith('{')) {
    const pairs = [...new URLSearchParams(body)]
    const fields = Object.fromEntries(pairs)
    return Object.keys(fields).length === pairs.length ? fields : undefined
  }
  try {
    return JSON.parse(body) as Record<string, unknown>
  } catch {
    return undefined
  }
}
