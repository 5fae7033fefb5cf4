import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { Refusal } from '../../protocol/refusal.ts'
import { HttpProblem, notFound } from '../problem.ts'
import type { CallLimits } from './call-limits.ts'
import { type Caller, mayReach, NOBODY } from './caller.ts'
import type { ApiRoute, Download, RouteContext, RouteInput } from './route.ts'

export interface ApiParts {
  /** Who asks. Throws HttpProblem 401 for credentials that are wrong; NOBODY where there are none. */
  identify: (request: Request) => Promise<Caller>
  audit: Audit
  limits: CallLimits
}

/** Keeps what was done: begun before the act, so that no act goes without. */
export interface Audit {
  begin(act: {
    caller: Caller
    act: string
    target: Record<string, string>
    address: string
  }): Promise<{ id: string }>
  end(id: string, outcome: 'done' | 'refused' | 'failed', detail: Record<string, unknown>): Promise<void>
}

type Input = RouteInput<z.ZodType<Record<string, unknown>>, z.ZodType<Record<string, unknown>>, z.ZodType>

const JSON_LIMIT = '2mb'
const USUAL_SECONDS = 30
const SAFE_METHODS = new Set(['get'])
const nothing = z.strictObject({})

/** Every route of the API on one router; what is not among them is 404. */
export function serveRoutes(routes: readonly ApiRoute[], parts: ApiParts): Router {
  const router = Router()
  const readJson = express.json({ limit: JSON_LIMIT, strict: false })
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const read = route.body ? [requireJson, readJson] : []
    router[route.method](path, admit(route, parts), ...read, serve(route, parts))
  }
  router.use((_request, _response, next) => next(new HttpProblem(404, 'There is no such route.')))
  return router
}

/** Before anything of query and body is looked at: who asks, how often, and whether they may at all. */
function admit(route: ApiRoute, { identify, limits }: ApiParts): RequestHandler {
  return async (request, response, next) => {
    const address = request.ip ?? ''
    // Signing in must not need a session that is still good.
    const caller =
      route.scope === 'public' ? NOBODY : await limits.guardIdentity(address, () => identify(request))
    await limits.count(caller, address)
    authorise(route, caller)
    const params = readParams(route, request)
    await checkReach(route, caller, params)
    response.locals.caller = caller
    next()
  }
}

function authorise({ scope, reach }: ApiRoute, caller: Caller): void {
  if (scope === 'public') return
  if (caller.kind === 'nobody') {
    throw new HttpProblem(401, 'Sign in, or send an API key as `Authorization: Bearer …`.', {
      headers: { 'www-authenticate': 'Bearer' },
    })
  }
  if (scope !== 'signed-in' && !caller.scopes.has(scope))
    throw new HttpProblem(403, `This needs the scope ${scope}.`)
  if (scope !== 'signed-in' && reach === 'installation' && caller.endpointIds !== 'all')
    throw new HttpProblem(403, 'This key is kept to some endpoints, and this belongs to none.')
}

const requireJson: RequestHandler = (request, _response, next) =>
  next(
    request.is('application/json')
      ? undefined
      : new HttpProblem(415, 'Send the body as JSON, with `Content-Type: application/json`.'),
  )

function serve(route: ApiRoute, { audit }: ApiParts): RequestHandler {
  const isAudited = route.audit === 'always' || (route.audit !== 'never' && !SAFE_METHODS.has(route.method))
  return async (request, response) => {
    const caller = response.locals.caller as Caller
    const input = readInput(route, request)
    const detail: Record<string, unknown> = {}
    const context = contextOf(route, request, response, caller, detail)
    if (!isAudited) return send(route, response, await route.handle({ ...input, ...context }))

    const target = input.params as Record<string, string>
    const { id } = await audit.begin({ caller, act: route.id, target, address: context.address })
    try {
      const answer = await route.handle({ ...input, ...context })
      await audit.end(id, 'done', detail)
      await send(route, response, answer)
    } catch (error) {
      await audit.end(id, isRefusal(error) ? 'refused' : 'failed', detail).catch(() => undefined)
      throw error
    }
  }
}

const isRefusal = (error: unknown) =>
  error instanceof HttpProblem || error instanceof Refusal || error instanceof z.ZodError

/** What was sent, checked; problems name the field. */
function readInput(route: ApiRoute, request: Request): Input {
  return {
    params: readParams(route, request),
    query: (route.query ?? nothing).parse(request.query),
    body: route.body?.parse(request.body ?? undefined),
  }
}

function readParams(route: ApiRoute, request: Request): Input['params'] {
  const params = (route.params ?? nothing).safeParse(request.params)
  if (!params.success) throw notFound('thing')
  return params.data
}

async function checkReach(
  { reach, scope }: ApiRoute,
  caller: Caller,
  params: Input['params'],
): Promise<void> {
  if (typeof reach !== 'function' || scope === 'public') return
  const endpointId = await reach({ params })
  if (endpointId === undefined || !mayReach(caller, endpointId)) throw notFound('thing')
}

function contextOf(
  route: ApiRoute,
  request: Request,
  response: Response,
  caller: Caller,
  detail: Record<string, unknown>,
): RouteContext {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const time = AbortSignal.timeout((route.timeoutSeconds ?? USUAL_SECONDS) * 1_000)
  return {
    caller,
    address: request.ip ?? '',
    signal: AbortSignal.any([gone.signal, time]),
    note: more => void Object.assign(detail, more),
    setHeader: (name, value) => void response.append(name, value),
    request,
  }
}

async function send({ status = 200, answer }: ApiRoute, response: Response, value: unknown): Promise<void> {
  if (answer === undefined) return void response.status(204).end()
  if (typeof answer !== 'string') return void response.status(status).json(value)
  const { fileName, mediaType, content } = value as Download
  response.attachment(fileName).type(mediaType)
  if (typeof content === 'string') return void response.send(content)
  await new Promise<void>((resolve, reject) => {
    content.once('error', reject)
    response.once('close', () => {
      // A client that has gone wants no more of it.
      content.destroy()
      resolve()
    })
    content.pipe(response)
  })
}
