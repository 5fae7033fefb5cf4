import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import { Refusal } from '../protocol/refusal.ts'

/** The built widget: `npm run build` puts it there. */
const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

/**
 * Pages load nothing from elsewhere, run no inline script, and are framed only by whom the operator allows:
 * `frameAncestors` is the CSP's list, unless `response.locals.frameAncestors` says more for this one answer. Forms are
 * posted nowhere, unless `response.locals.formAction` says where.
 */
export function secureHeaders(frameAncestors: string): RequestHandler {
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
        // Pages that a bot or a program chose for a tile, in frames without an origin.
        frameSrc: ["'self'", 'https:', 'http:'],
        baseUri: ["'none'"],
        formAction: [(_request, response) => (response as Response).locals.formAction ?? "'none'"],
        frameAncestors: [
          (_request, response) => (response as Response).locals.frameAncestors ?? frameAncestors,
        ],
      },
    },
    // The CSP says who may frame a page; this server decides for itself alone, not for its neighbours' names.
    frameguard: false,
    strictTransportSecurity: { includeSubDomains: false },
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}

/**
 * The page that the HTML of a tile is written into. Its own policy: it has no origin, asks nobody for anything, and
 * what runs in it is the tile's.
 */
export const tileFrame: RequestHandler[] = [
  (_request, response, next) => {
    response.set('content-security-policy', TILE_FRAME_POLICY)
    next()
  },
  page('tile-frame/index.html'),
]

const TILE_FRAME_POLICY = [
  'sandbox allow-scripts allow-forms',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
].join('; ')

/** A built file that keeps its name from one build to the next, so that browsers have to ask for it each time. */
export function page(file: string): RequestHandler {
  return (_request, response, next) => {
    response.set('cache-control', 'no-cache')
    response.sendFile(file, { root: DIST }, error => {
      if (error && !response.headersSent)
        next(new Refusal('refused', 'This page is not built: run `npm run build`.'))
    })
  }
}

/** The console posts a form as 8x8's screen pop does, to try it. */
export const postsForms: RequestHandler = (_request, response, next) => {
  response.locals.formAction = "'self'"
  next()
}

/** Sends a page that stands below others to the address from which its own addresses are right. */
export const withSlash: RequestHandler = (request, response, next) => {
  if (request.path.endsWith('/')) return next()
  response.redirect(308, `${request.baseUrl}${request.path}/`)
}

/** Built files that carry a hash of their content in their names. */
export const assets: RequestHandler = express.static(`${DIST}/assets`, {
  immutable: true,
  maxAge: '1y',
  index: false,
})
