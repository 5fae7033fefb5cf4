import { fileURLToPath } from 'node:url'
import cors from 'cors'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import helmet from 'helmet'
import { ZodError } from 'zod'
import type { Context } from './context.ts'
import { receiveWebhook } from './eight-by-eight/webhook.ts'
import { downloadAttachment } from './endpoints/attachment-download.ts'
import { configUrl } from './endpoints/config-url.ts'
import { restTurn } from './endpoints/rest-turn.ts'
import { upload, uploadToken } from './endpoints/upload.ts'
import type { RefusalCode } from './protocol/problem.ts'
import { Refusal } from './protocol/refusal.ts'

const WEBHOOK_LIMIT = '1mb'
const JSON_LIMIT = '256kb'

/** The built widget: `npm run build` puts it there. */
const DIST = fileURLToPath(new URL('../dist', import.meta.url))

/** Every route of the server. */
export function createHttp(context: Context): Express {
  const { config, door } = context
  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.set('trust proxy', config.trustProxy)
  const routes = express.Router()

  routes.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
  routes.get('/readyz', readiness(context))
  routes.get('/metrics', metrics(context))

  const webhook = [express.raw({ type: () => true, limit: WEBHOOK_LIMIT }), receiveWebhook(context.webhook)]
  routes.post('/handover/eightByEight', ...webhook)
  routes.post('/handover/eightByEight/:secret', ...webhook)

  routes.use(secureHeaders(config.frameAncestors))
  routes.get('/', page('standalone/index.html'))
  routes.use(
    '/assets',
    express.static(`${DIST}/assets`, { immutable: true, maxAge: '1y', index: false, fallthrough: true }),
  )
  routes.get('/agent-copilot.js', cors(), page('agent-copilot.js'))

  routes.get('/attachments/:id', downloadAttachment(context.downloads))
  routes.post('/uploads', cors(), upload(context.uploads))
  routes.options('/uploads', cors())
  routes.get('/:URLToken/fileuploadtoken', cors(), uploadToken(context.uploads))
  routes.get('/:URLToken', cors(), configUrl(context.endpoints))
  routes.post('/:URLToken', cors(), express.json({ limit: JSON_LIMIT }), restTurn(door))
  routes.options('/:URLToken', cors())

  app.use(measure(context))
  app.use(config.pathPrefix || '/', routes)
  app.use((_request: Request, response: Response) => problem(response, 404, 'Not found'))
  app.use(answerError(context))
  return app
}

/** Pages load nothing from elsewhere, run no inline script, and are framed only by whom the operator allows. */
function secureHeaders(frameAncestors: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: frameAncestors.split(' '),
      },
    },
    frameguard: false,
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}

const page =
  (file: string): RequestHandler =>
  (_request, response, next) => {
    response.set('cache-control', 'no-cache')
    response.sendFile(file, { root: DIST }, error => (error ? next() : undefined))
  }

function readiness({ isReady }: Context): RequestHandler {
  return async (_request, response) => {
    const checks = await isReady()
    const ready = Object.values(checks).every(Boolean)
    response.status(ready ? 200 : 503).json({ ready, ...checks })
  }
}

function metrics({ metrics: { registry } }: Context): RequestHandler {
  return async (_request, response) => void response.type(registry.contentType).send(await registry.metrics())
}

function measure({ metrics }: Context): RequestHandler {
  return (request, response, next) => {
    const began = process.hrtime.bigint()
    response.once('finish', () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`
      metrics.requests.observe({ status }, Number(process.hrtime.bigint() - began) / 1e9)
      if (request.path.includes('/handover/')) metrics.webhooks.inc({ status: response.statusCode })
    })
    next()
  }
}

const STATUS: Record<RefusalCode, number> = {
  invalid: 400,
  refused: 404,
  'not-ready': 503,
  'too-many': 429,
  'too-large': 413,
  'unsupported-version': 400,
  unknown: 500,
}

/** Whatever went wrong becomes problem+json: what the client did wrong is said, everything else is only logged. */
function answerError({ logger }: Context): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    if (error instanceof Refusal) return problem(response, STATUS[error.code], error.message)
    if (error instanceof ZodError) return problem(response, 400, 'The body is not valid.', detailsOf(error))
    const status = clientFault(error)
    if (status)
      return problem(
        response,
        status,
        status === 413 ? 'The body is too large.' : 'The request cannot be read.',
      )
    logger.error({ error }, 'a request failed')
    problem(response, 503, 'This did not work just now. Please try again.')
  }
}

/** The body parsers and the router mark what the client did wrong with a status of 4xx. */
function clientFault(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}

const detailsOf = (error: ZodError) =>
  error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }))

function problem(
  response: Response,
  status: number,
  title: string,
  errors?: { path: string; message: string }[],
): void {
  const body = { type: 'about:blank', title, status, ...(errors && { errors }) }
  response.status(status).type('application/problem+json').send(JSON.stringify(body))
}
