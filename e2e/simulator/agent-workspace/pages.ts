import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'

const PUBLIC = fileURLToPath(new URL('public/', import.meta.url))

const SHELL_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  'frame-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The frame between the desktop and a partner's app, as 8x8's Platform UI Shell is. */
export function agentWorkspacePages(): Router {
  const router = Router()
  router.get('/agent-workspace/shell', (_request, response) => {
    response.set({ 'content-security-policy': SHELL_POLICY, 'referrer-policy': 'no-referrer' })
    response.sendFile('shell.html', { root: PUBLIC })
  })
  router.use('/agent-workspace/public', express.static(PUBLIC, { index: false }))
  return router
}
