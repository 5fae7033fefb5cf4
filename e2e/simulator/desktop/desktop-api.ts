import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { conversationById, RefusedError } from '../agents.ts'
import { sendContent } from '../gateway/attachments.ts'
import type { World } from '../world.ts'
import { chatView, desktopView } from './desktop-view.ts'

const wrapUpSchema = z.strictObject({ codes: z.array(z.string()).max(20) })
const agentQuerySchema = z.object({ agentId: z.string().optional() })

/** Changes are told at most this often. */
const CHANGE_PAUSE_MS = 80

/** `/control/desktop`: what the desktop page looks at. It acts through `/control/conversations`. */
export function desktopApi(world: World): Router {
  const router = Router()
  const agentOf = (request: Request) =>
    agentQuerySchema.parse(request.query).agentId ?? world.settings.agents[0]?.id ?? ''

  router.get('/', (request, response) => void response.json(desktopView(world, agentOf(request))))
  router.get('/changes', (_request, response) => tellChanges(world, response))
  router.get('/conversations/:id', (request, response) => {
    response.json(chatView(world, conversationById(world, request.params.id), agentOf(request)))
  })
  router.get('/conversations/:id/attachments/:attachmentId', (request, response) => {
    const attachment = conversationById(world, request.params.id).attachments.get(request.params.attachmentId)
    if (!attachment) throw new RefusedError(404, 'There is no such attachment.')
    sendContent(response, attachment, attachment.contentType)
  })
  router.post('/conversations/:id/close', (request, response) => {
    conversationById(world, request.params.id).wrapUpBy = undefined
    world.signals.emit('change')
    response.status(204).end()
  })

  router.post('/conversations/:id/wrap-up', express.json(), (request, response) => {
    const { codes } = wrapUpSchema.parse(request.body)
    conversationById(world, request.params.id).wrapUpCodes = codes
    world.signals.emit('change')
    response.status(204).end()
  })

  return router
}

/** Server-sent events: one without content after each change, and a first one. */
function tellChanges(world: World, response: Response) {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.flushHeaders()
  const tell = () => response.write('data: change\n\n')
  let pause: NodeJS.Timeout | undefined
  const tellSoon = () => {
    pause ??= world.timers.later(CHANGE_PAUSE_MS, () => {
      pause = undefined
      tell()
    })
  }
  tell()
  world.signals.on('change', tellSoon)
  response.on('close', () => {
    world.signals.off('change', tellSoon)
    world.timers.cancel(pause)
  })
}
