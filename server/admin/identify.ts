import type { Request } from 'express'
import { type Caller, NOBODY } from '../web/api/caller.ts'
import { HttpProblem } from '../web/problem.ts'
import type { ApiKeys } from './api-keys.ts'
import { readSessionCookie } from './session-cookie.ts'
import type { SignIn } from './sign-in.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD'])

/** Who asks: the holder of an API key, or an administrator by their session's cookie. */
export function identifyBy(keys: ApiKeys, signIn: SignIn): (request: Request) => Promise<Caller> {
  return async request => {
    const { authorization } = request.headers
    if (authorization !== undefined) return keys.callerOf(bearerOf(authorization))
    const token = readSessionCookie(request)
    if (token === undefined) return NOBODY
    refuseForgery(request)
    return signIn.callerOf(token)
  }
}

function bearerOf(authorization: string): string {
  const [, secret] = /^Bearer ([\w.~+/=-]{1,512})$/i.exec(authorization) ?? []
  if (!secret) throw new HttpProblem(401, 'Send the API key as `Authorization: Bearer …`.')
  return secret
}

/** Browsers send no header of their own making to another site without asking, and we do not allow it. */
function refuseForgery({ method, headers }: Request): void {
  if (SAFE_METHODS.has(method)) return
  const site = headers['sec-fetch-site']
  if (headers['x-requested-with'] === undefined || (site !== undefined && site !== 'same-origin'))
    throw new HttpProblem(
      403,
      'This request did not come from the console. Send the header X-Requested-With.',
    )
}
