import { Router } from 'express'
import { z } from 'zod'
import type { Controls } from '../controls.ts'

const acceptSchema = z.strictObject({ agentId: z.string().optional() }).default({})
const messageSchema = z.strictObject({
  text: z.string().optional(),
  attachments: z.array(z.strictObject({ id: z.string() })).optional(),
  cards: z
    .array(
      z.strictObject({
        contentType: z.string().optional(),
        content: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  quickReplies: z.array(z.strictObject({ title: z.string(), postback: z.string() })).optional(),
})
const customerMessageSchema = messageSchema.omit({ quickReplies: true })
const typingSchema = z.strictObject({ typing: z.boolean() })
const transferSchema = z.strictObject({ queueId: z.string() })
const attachmentSchema = z.strictObject({
  filename: z.string().min(1),
  contentType: z.string().default('application/octet-stream'),
  content: z.base64(),
})
const eventSchema = z.strictObject({
  eventType: z.string().min(1),
  data: z.record(z.string(), z.unknown()).optional(),
})

/** `/control/conversations`: look at conversations and play the agent. */
export function conversationControls(controls: Controls): Router {
  const router = Router()

  router.get('/', (_request, response) => void response.json({ conversations: controls.conversations() }))
  router.get('/:id', (request, response) => void response.json(controls.conversation(request.params.id)))

  router.post('/:id/accept', (request, response) => {
    controls.accept(request.params.id, acceptSchema.parse(request.body).agentId)
    response.status(204).end()
  })
  router.post('/:id/messages', (request, response) => {
    response.status(201).json(controls.say(request.params.id, messageSchema.parse(request.body)))
  })
  router.post('/:id/customer-messages', (request, response) => {
    response
      .status(201)
      .json(controls.customerSays(request.params.id, customerMessageSchema.parse(request.body)))
  })
  router.post('/:id/attachments', (request, response) => {
    const { content, ...file } = attachmentSchema.parse(request.body)
    const { id } = controls.attach(request.params.id, { ...file, content: Buffer.from(content, 'base64') })
    response.status(201).json({ id })
  })
  router.post('/:id/typing', (request, response) => {
    controls.setTyping(request.params.id, typingSchema.parse(request.body).typing)
    response.status(204).end()
  })
  router.post('/:id/transfer', (request, response) => {
    controls.transfer(request.params.id, transferSchema.parse(request.body).queueId)
    response.status(204).end()
  })
  router.post('/:id/end', (request, response) => {
    controls.end(request.params.id)
    response.status(204).end()
  })
  router.post('/:id/disconnect', (request, response) => {
    controls.disconnect(request.params.id)
    response.status(204).end()
  })
  router.post('/:id/events', (request, response) => {
    controls.emit(request.params.id, eventSchema.parse(request.body))
    response.status(202).end()
  })

  return router
}
