import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { ZodError, z } from 'zod'
import { RefusedError } from '../agents.ts'
import type { Controls } from '../controls.ts'
import { desktopApi } from '../desktop/desktop-api.ts'
import { apiFaultSchema } from '../faults/api-faults.ts'
import { eventFaultSchema } from '../faults/event-faults.ts'
import type { World } from '../world.ts'
import { conversationControls } from './conversations.ts'
import { answerLater, waitControls } from './waits.ts'

const seedSchema = z.strictObject({
  webhookUrl: z.url(),
  webhookId: z.string().optional(),
  webhookName: z.string().optional(),
  channelId: z.string().optional(),
  channelName: z.string().optional(),
  queueId: z.string().optional(),
  tenantId: z.string().optional(),
})
const rotateSchema = z.strictObject({ keepOld: z.boolean().default(true) }).default({ keepOld: true })
const logQuerySchema = z.object({
  conversationId: z.string().optional(),
  limit: z.coerce.number().int().min(1).optional(),
})

/** The control API, `/control`: the controls over HTTP with JSON bodies. Only for this machine: it asks for no key. */
export function controlApi(world: World, controls: Controls): Router {
  const router = Router()
  router.use(refuseOtherSites)
  router.use(express.json({ limit: '30mb' }))

  router.get('/settings', (_request, response) => void response.json(controls.settings))
  router.patch('/settings', (request, response) => {
    response.json(controls.configure(z.record(z.string(), z.unknown()).parse(request.body)))
  })
  router.post(
    '/seed',
    (request, response) => void response.json(controls.seed(seedSchema.parse(request.body))),
  )
  router.post('/reset', (_request, response) => {
    controls.reset()
    response.status(204).end()
  })

  router.get('/faults', (_request, response) => void response.json(controls.faults()))
  router.delete('/faults', (_request, response) => {
    controls.clearFaults()
    response.status(204).end()
  })
  router.post('/faults/events', (request, response) => {
    response.status(201).json({ id: controls.addEventFault(eventFaultSchema.parse(request.body)) })
  })
  router.post('/faults/api', (request, response) => {
    response.status(201).json({ id: controls.addApiFault(apiFaultSchema.parse(request.body)) })
  })
  router.post('/keys/rotate', (request, response) =>
    answerLater(response, controls.rotateKey(rotateSchema.parse(request.body))),
  )

  router.get('/event-log', (request, response) => {
    response.json({ entries: controls.eventLog(logQuerySchema.parse(request.query)) })
  })
  router.delete('/event-log', (_request, response) => {
    controls.clearEventLog()
    response.status(204).end()
  })

  router.use('/conversations', conversationControls(controls))
  router.use('/wait', waitControls(controls))
  router.use('/desktop', desktopApi(world))
  router.use(writeControlError)
  return router
}

/** A page of another site must not play the contact centre through an agent's browser. */
const refuseOtherSites: RequestHandler = (request, _response, next) => {
  if (request.get('sec-fetch-site') === 'cross-site') throw new RefusedError(403, 'Not from another site.')
  next()
}

function writeControlError(error: unknown, _request: Request, response: Response, _next: NextFunction) {
  const status = error instanceof ZodError ? 400 : ((error as { status?: number }).status ?? 500)
  const detail =
    error instanceof ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
  response.status(status).type('application/problem+json').json({ status, detail })
}
