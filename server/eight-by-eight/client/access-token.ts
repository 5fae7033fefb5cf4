import { request } from 'undici'
import { z } from 'zod'
import { EightByEightError, errorFromFailure, errorFromResponse } from '../errors.ts'
import { parseJson } from '../lenient.ts'
import { readBeginning } from './response-body.ts'

/** What is exchanged for bearer tokens (OAuth 2, password grant), where an 8x8 system asks for them. */
export interface PasswordGrant {
  accessTokenUrl: string
  username: string
  password: string
}

export interface AccessTokens {
  /** A token that is good for a while yet; rejects with EightByEightError. */
  get: () => Promise<string>
  /** This one was refused: the next `get` asks for another. */
  forget: (token: string) => void
}

const OPERATION = 'POST access token URL'
const MAX_ANSWER_BYTES = 64 * 1024
const TIMEOUT_MS = 10_000
const USUAL_SECONDS = 300
/** A token that ends while a request is under way would be refused. */
const EARLY_MS = 30_000

const tokenSchema = z.object({
  access_token: z.string().min(1).max(16_000),
  expires_in: z.coerce.number().positive().max(31_536_000).catch(USUAL_SECONDS),
})

/** Bearer tokens of one user, each used until shortly before its end; callers at the same time share one request. */
export function createAccessTokens(grant: PasswordGrant): AccessTokens {
  let current: Promise<{ token: string; until: number }> | undefined
  return {
    async get() {
      const known = await current?.catch(() => undefined)
      if (known && known.until > Date.now()) return known.token
      if (known) current = undefined
      const asking = (current ??= ask(grant))
      asking.catch(() => {
        if (current === asking) current = undefined
      })
      return (await asking).token
    },
    forget(token) {
      void current?.then(
        known => {
          if (known.token === token) current = undefined
        },
        () => undefined,
      )
    },
  }
}

async function ask({ accessTokenUrl, username, password }: PasswordGrant) {
  const { statusCode, body } = await request(accessTokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'password', username, password }).toString(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((failure: unknown) => {
    throw errorFromFailure(OPERATION, false, failure)
  })
  const text = (await readBeginning(body, MAX_ANSWER_BYTES)).replaceAll(password, '…')
  // RFC 6749 says 400 where name or password is wrong: to its caller that is the same as 401.
  if (statusCode >= 300) {
    throw errorFromResponse(OPERATION, false, { status: statusCode === 400 ? 401 : statusCode, text })
  }
  const answer = tokenSchema.safeParse(parseJson(text))
  if (!answer.success) {
    throw new EightByEightError({
      operation: OPERATION,
      kind: 'unexpected',
      ambiguous: false,
      detail: 'the answer holds no access_token',
    })
  }
  const { access_token: token, expires_in: seconds } = answer.data
  return { token, until: Date.now() + Math.max(1_000, seconds * 1_000 - EARLY_MS) }
}
