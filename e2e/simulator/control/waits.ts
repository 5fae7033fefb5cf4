import { type Response, Router } from 'express'
import { z } from 'zod'
import type { Controls } from '../controls.ts'

const timeoutShape = { timeoutMs: z.int().min(0).max(120_000).default(5000) }

const conversationSchema = z.strictObject({
  ...timeoutShape,
  state: z.enum(['created', 'active', 'idle']).optional(),
  userName: z.string().optional(),
  userId: z.string().optional(),
  waiting: z.boolean().optional(),
  withAgent: z.boolean().optional(),
  property: z.strictObject({ key: z.string(), value: z.string().optional() }).optional(),
})
const messageSchema = z.strictObject({ ...timeoutShape, conversationId: z.string(), text: z.string() })
const deliverySchema = z.strictObject({
  ...timeoutShape,
  eventType: z.string().optional(),
  conversationId: z.string().optional(),
  status: z.union([z.int(), z.enum(['timeout', 'unreachable', 'dropped'])]).optional(),
  bodyContains: z.string().optional(),
})

/** `/control/wait`: long polls that answer when something has come, or 504 with a reason after `timeoutMs`. */
export function waitControls(controls: Controls): Router {
  const router = Router()

  router.post('/conversation', (request, response) => {
    const { timeoutMs, ...match } = conversationSchema.parse(request.body)
    return answerLater(response, controls.waitForConversation(match, timeoutMs))
  })
  router.post('/message', (request, response) => {
    const { timeoutMs, conversationId, text } = messageSchema.parse(request.body)
    return answerLater(response, controls.waitForMessage(conversationId, text, timeoutMs))
  })
  router.post('/delivery', (request, response) => {
    const { timeoutMs, ...match } = deliverySchema.parse(request.body)
    return answerLater(response, controls.waitForDelivery(match, timeoutMs))
  })

  return router
}

/** Answers with what `result` resolves with. */
export async function answerLater(response: Response, result: Promise<unknown>) {
  response.json(await result)
}
