import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import express from 'express'
import { expect, it } from 'vitest'
import { WebServer } from '../web-server.ts'
import { CallLimits } from './call-limits.ts'
import { NOBODY } from './caller.ts'
import { route } from './route.ts'
import { serveRoutes } from './serve-routes.ts'

/** Lines without an end. */
async function* endless() {
  for (;;) {
    yield 'and so on\n'
    await setImmediate()
  }
}

it('nothing more is read for a download whose client has gone', async () => {
  const content = Readable.from(endless())
  const routes = [
    route({
      id: 'exportEverything',
      method: 'get',
      path: '/everything',
      tag: 'Test',
      summary: 'Everything',
      scope: 'public',
      reach: 'installation',
      answer: 'text/plain',
      handle: () => ({ fileName: 'everything.txt', mediaType: 'text/plain', content }),
    }),
  ]
  const audit = { begin: async () => ({ id: '' }), end: async () => undefined }
  const api = serveRoutes(routes, { identify: async () => NOBODY, audit, limits: new CallLimits() })
  const server = new WebServer(express().use(api))
  const port = await server.listen({ port: 0, host: '127.0.0.1' })
  try {
    const closed = once(content, 'close')
    const leaving = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/everything`, { signal: leaving.signal })
    await answer.body?.getReader().read()
    leaving.abort()
    await closed
    expect(content.destroyed).toBe(true)
  } finally {
    server.http.close()
  }
})
