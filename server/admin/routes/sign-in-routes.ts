import { z } from 'zod'
import {
  callerSchema,
  changePasswordSchema,
  SCOPES,
  SCOPES_OF_ROLE,
  setPasswordSchema,
  setupSchema,
  signInSchema,
} from '../../protocol/administration.ts'
import type { AdministratorRow } from '../../storage/tables/administration.ts'
import type { Caller } from '../../web/api/caller.ts'
import { type ApiRoute, type RouteContext, route } from '../../web/api/route.ts'
import { HttpProblem } from '../../web/problem.ts'
import type { Administration } from '../administration.ts'
import { toAdministrator } from '../administrators.ts'
import { readSessionCookie, sessionCookie } from '../session-cookie.ts'

const tag = 'Sign in'

/** First run, signing in and out, passwords. */
export function signInRoutes({ administrators, signIn, publicUrl }: Administration): ApiRoute[] {
  const welcome = async (row: AdministratorRow, token: string, { setHeader }: RouteContext) => {
    setHeader('set-cookie', sessionCookie(token, publicUrl()))
    const { id, name, role } = toAdministrator(row)
    return {
      kind: 'administrator' as const,
      id,
      name,
      role,
      scopes: [...SCOPES_OF_ROLE[role]],
      endpointIds: null,
    }
  }
  const begin = async (row: AdministratorRow, context: RouteContext) =>
    welcome(row, await signIn.open(row), context)

  return [
    route({
      id: 'readSetup',
      method: 'get',
      path: '/setup',
      tag,
      summary: 'Whether the first owner is still to be made',
      scope: 'public',
      reach: 'installation',
      answer: z.strictObject({ needed: z.boolean() }),
      handle: async () => ({ needed: await administrators.isEmpty() }),
    }),
    route({
      id: 'setUp',
      method: 'post',
      path: '/setup',
      tag,
      summary: 'Make the first owner, with the token that the server printed',
      scope: 'public',
      reach: 'installation',
      body: setupSchema,
      status: 201,
      problems: [403],
      answer: callerSchema,
      handle: async input => {
        input.note({ email: input.body.email })
        return begin(await administrators.setUp(input.body), input)
      },
    }),
    route({
      id: 'signIn',
      method: 'post',
      path: '/session',
      tag,
      summary: 'Sign in with email and password; the answer sets the session’s cookie',
      scope: 'public',
      reach: 'installation',
      body: signInSchema,
      status: 201,
      problems: [401],
      answer: callerSchema,
      handle: async input => {
        input.note({ email: input.body.email })
        const { administrator, token } = await signIn.withPassword(input.body, input.address)
        return welcome(administrator, token, input)
      },
    }),
    route({
      id: 'readSession',
      method: 'get',
      path: '/session',
      tag,
      summary: 'Who I am and what I may do',
      scope: 'signed-in',
      reach: 'installation',
      answer: callerSchema,
      handle: async ({ caller }) => show(caller),
    }),
    route({
      id: 'signOut',
      method: 'delete',
      path: '/session',
      tag,
      summary: 'Sign out',
      scope: 'signed-in',
      reach: 'installation',
      handle: async ({ request, setHeader }) => {
        const token = readSessionCookie(request)
        if (token) await signIn.close(token)
        setHeader('set-cookie', sessionCookie(null, publicUrl()))
      },
    }),
    route({
      id: 'choosePassword',
      method: 'post',
      path: '/password',
      tag,
      summary: 'Choose a password with the token of an invitation or of a new password’s link',
      scope: 'public',
      reach: 'installation',
      body: setPasswordSchema,
      status: 201,
      problems: [403],
      answer: callerSchema,
      handle: async input => {
        const administrator = await administrators.choosePassword(input.body.token, input.body.password)
        input.note({ email: administrator.email })
        return begin(administrator, input)
      },
    }),
    route({
      id: 'changePassword',
      method: 'put',
      path: '/session/password',
      tag,
      summary: 'Change my password; every other session of mine ends',
      scope: 'signed-in',
      reach: 'installation',
      body: changePasswordSchema,
      problems: [403],
      handle: async input => {
        const { caller, body, address, setHeader } = input
        const me = caller.kind === 'administrator' && (await administrators.byId(caller.id))
        if (!me) throw new HttpProblem(403, 'An API key has no password.')
        await signIn.verify({ email: me.email, password: body.password }, address).catch(throwAsForbidden)
        await administrators.changePassword(me.id, body.newPassword)
        setHeader('set-cookie', sessionCookie(await signIn.open(me), publicUrl()))
      },
    }),
  ]
}

/** 401 would say that the session is over. */
function throwAsForbidden(error: unknown): never {
  if (error instanceof HttpProblem && error.status === 401)
    throw new HttpProblem(403, 'This is not the password that you have now.')
  throw error
}

const show = ({ kind, id, name, role, scopes, endpointIds }: Caller) => ({
  kind: kind as 'administrator' | 'key',
  id,
  name,
  ...(role && { role }),
  scopes: SCOPES.filter(scope => scopes.has(scope)),
  endpointIds: endpointIds === 'all' ? null : [...endpointIds],
})
