import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'

const PUBLIC = fileURLToPath(new URL('public/', import.meta.url))

/** Frames may come from anywhere, as the copilot does; everything else only from here. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  'frame-src http: https:',
  "base-uri 'none'",
  // The screen pop is posted to a page of the company's own.
  'form-action http: https:',
  "frame-ancestors 'none'",
].join('; ')

/** The agent's desktop and the event log, as plain files. */
export function pages(): Router {
  const router = Router()
  router.use(['/desktop', '/event-log'], (_request, response, next) => {
    response.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    response.set('Referrer-Policy', 'no-referrer')
    next()
  })
  router.get('/', (_request, response) => response.redirect('/desktop'))
  router.get('/desktop', (_request, response) => response.sendFile('desktop.html', { root: PUBLIC }))
  router.get('/event-log', (_request, response) => response.sendFile('event-log.html', { root: PUBLIC }))
  router.use('/assets', express.static(PUBLIC, { index: false }))
  return router
}
