import { createRequire } from 'node:module'
import type { RequestHandler } from 'express'
import type { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { problemSchema } from '../../protocol/administration.ts'
import type { ApiRoute } from './route.ts'

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string }

const PROBLEMS: Record<number, string> = {
  400: 'The request is not valid; `errors` names the fields.',
  401: 'Nobody is signed in, or the key is unknown, expired or withdrawn.',
  403: 'The caller may not do this.',
  404: 'There is nothing, or the caller may not know of it.',
  409: 'It does not fit what is there now.',
  413: 'The body is too large.',
  415: 'The body has another media type than this route reads.',
  422: 'The request was understood, and what it asks for cannot be done.',
  429: 'Too many requests; `Retry-After` says when to ask again.',
  502: '8x8, or another system that this needs, did not do its part; the detail says what.',
  503: 'This server cannot do it just now.',
}

/** The OpenAPI 3.1 document of the routes, from the same schemas that check them. */
export function describeRoutes(routes: readonly ApiRoute[], serverUrl: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Agent Copilot for 8x8',
        version,
        description:
          'Everything that administrators and other systems do. Times are milliseconds since the epoch. Lists are read page by page with `cursor`. Errors are problem+json (RFC 9457).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: serverUrl }],
      tags: [...new Set(routes.map(({ tag }) => tag))].map(name => ({ name })),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'copilot_admin',
            description:
              'An administrator who signed in. Whatever changes something needs the header `X-Requested-With` as well.',
          },
        },
      },
      paths,
    },
    { override: describeUnrepresentable },
  )
}

/** `GET /api/openapi.json`. */
export function documentPage(routes: readonly ApiRoute[], serverUrl: () => string): RequestHandler {
  let made: { url: string; document: object } | undefined
  return (_request, response) => {
    const url = serverUrl()
    if (made?.url !== url) made = { url, document: describeRoutes(routes, url) }
    response.json(made.document)
  }
}

function operationOf(route: ApiRoute): ZodOpenApiOperationObject {
  const { id, tag, summary, scope, params, query } = route
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [route.description, scopeSentence(scope)].filter(Boolean).join('\n\n'),
    requestParams: {
      ...(params && { path: params as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
    },
    ...bodyOf(route),
    responses: { ...answerOf(route), ...problemsOf(route) },
    security: scope === 'public' ? [] : [{ key: [] }, { session: [] }],
    'x-scope': scope,
  }
}

const scopeSentence = (scope: ApiRoute['scope']) =>
  scope === 'public'
    ? ''
    : scope === 'signed-in'
      ? 'For anybody who is known.'
      : `Needs the scope \`${scope}\`.`

function bodyOf({ body, stream }: ApiRoute): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (body) return { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
  return stream
    ? { requestBody: { required: true, content: { [stream]: { schema: { type: 'object' } } } } }
    : {}
}

function answerOf({ answer, status = 200 }: ApiRoute): ZodOpenApiOperationObject['responses'] {
  if (answer === undefined) return { '204': { description: 'Done.' } }
  const content =
    typeof answer === 'string'
      ? { [answer]: { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: answer } }
  return { [String(status) as '200']: { description: 'What was asked for.', content } }
}

/** The problems that a route can answer with. */
function problemsOf(route: ApiRoute): ZodOpenApiOperationObject['responses'] {
  const { scope, params, body, problems = [] } = route
  // 400 also for a query where none is read.
  const statuses = new Set<number>([400, 429, 503, ...problems])
  if (body || route.stream) statuses.add(413).add(415)
  if (scope !== 'public') statuses.add(401).add(403)
  if (params) statuses.add(404)
  const content = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries(
    [...statuses]
      .sort((one, other) => one - other)
      .map(status => [String(status), { description: PROBLEMS[status] ?? '', content }]),
  )
}

/** What has no JSON Schema is checked by code alone: the document says what its input looks like. */
const describeUnrepresentable: NonNullable<Parameters<typeof createDocument>[1]>['override'] = ({
  zodSchema,
  jsonSchema,
}) => {
  if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'object'
}
