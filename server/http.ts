import cors from 'cors'
import express, { type Express } from 'express'
import { createApi } from './api.ts'
import type { Context } from './context.ts'
import { receiveWebhook } from './eight-by-eight/webhook.ts'
import { downloadAttachment } from './endpoints/attachment-download.ts'
import { configUrl } from './endpoints/config-url.ts'
import { restTurn } from './endpoints/rest-turn.ts'
import { upload, uploadToken } from './endpoints/upload.ts'
import { issueToken } from './live-agent/issue-token.ts'
import { receiveMessage } from './live-agent/receive-message.ts'
import { beginSignOn, finishSignOn } from './sign-on/sign-on.ts'
import { alive, countWebhooks, measure, metricsPage, readiness } from './web/operator.ts'
import { assets, page, postsForms, secureHeaders, tileFrame, withSlash } from './web/pages.ts'
import { answerError, answerNotFound } from './web/problem-answers.ts'
import { openInteraction } from './workspace/open-interaction.ts'
import { framedByAllowed, panelSettings } from './workspace/page-origins.ts'
import { screenPop } from './workspace/screen-pop.ts'

const WEBHOOK_LIMIT = '1mb'
const JSON_LIMIT = '512kb'
const TOKEN_LIMIT = '16kb'
const PANEL_LIMIT = '64kb'
const FRAMED_PAGES = ['/', '/embed', '/panel']

/** Every route of the server. */
export function createHttp(context: Context): Express {
  const { config, logger, metrics } = context
  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.set('trust proxy', config.trustProxy)
  const routes = express.Router()

  routes.get('/healthz', alive)
  routes.get('/readyz', readiness(context.readiness))
  routes.get('/metrics', metricsPage(metrics))

  const webhook = [
    countWebhooks(metrics),
    express.raw({ type: () => true, limit: WEBHOOK_LIMIT }),
    receiveWebhook(context.webhook),
  ]
  routes.post('/handover/eightByEight', ...webhook)
  routes.post('/handover/eightByEight/:secret', ...webhook)

  routes.post(
    '/v1/liveAgent/receiveMessage',
    express.raw({ type: () => true, limit: WEBHOOK_LIMIT }),
    receiveMessage(context.liveAgent),
  )
  routes.post(
    '/tenant-users/oauth2/token',
    express.text({ type: () => true, limit: TOKEN_LIMIT }),
    issueToken(context.liveAgent),
  )

  routes.get(
    FRAMED_PAGES,
    framedByAllowed(URLToken => context.endpoints.byToken(URLToken), config.frameAncestors),
  )
  routes.get('/admin/', postsForms)
  routes.use(secureHeaders(config.frameAncestors))
  routes.get('/', page('standalone/index.html'))
  routes.get('/tile-frame', tileFrame)
  routes.get('/embed', page('embed/index.html'))
  routes.get('/panel', page('panel/index.html'))
  routes.use('/assets', cors(), assets)
  routes.get('/agent-copilot.js', cors(), page('agent-copilot.js'))
  routes.get('/embed.js', cors(), page('embed.js'))

  routes.get('/sign-on', beginSignOn(context.signOn))
  routes.get('/sign-on/callback', finishSignOn(context.signOn))
  routes.get('/admin/', withSlash, page('console/index.html'))
  routes.get('/signed-on', page('sign-on/index.html'))

  routes.get('/panel/settings', panelSettings(context.panel))
  routes.post('/panel/sessions', express.json({ limit: PANEL_LIMIT }), openInteraction(context.panel))
  routes.post(
    '/screen-pop',
    express.urlencoded({ extended: false, limit: PANEL_LIMIT }),
    screenPop(context.panel),
  )

  routes.use('/api', createApi(context))
  routes.get('/attachments/:id', downloadAttachment(context.downloads))
  routes.use('/uploads', cors())
  routes.post('/uploads', upload(context.uploads))
  routes.use('/:URLToken', cors())
  routes.get('/:URLToken/fileuploadtoken', uploadToken(context.uploads))
  routes.get('/:URLToken', configUrl(context.endpoints))
  routes.post('/:URLToken', express.json({ limit: JSON_LIMIT }), restTurn(context.door))

  app.use(measure(metrics))
  app.use(config.pathPrefix || '/', routes)
  app.use(answerNotFound)
  app.use(answerError(logger))
  return app
}
