import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { keepAttachment } from '../agents.ts'
import type { Attachment, Conversation } from '../conversation.ts'
import { isPreSigned } from '../pre-signed-url.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation-of.ts'
import { generalError, resourceNotFound } from './errors.ts'
import { readUpload } from './multipart.ts'
import { answerList } from './paging.ts'
import { answer, type GatewayResponse } from './respond.ts'

/** `/conversations/{conversationId}/attachments` of Chat Gateway v1.0. */
export function attachmentRoutes(world: World): Router {
  const router = Router()

  router.post('/:conversationId/attachments', (request, response: GatewayResponse) => {
    const conversation = conversationOf(world, response, request.params.conversationId)
    return upload(world, conversation, request, response)
  })

  router.get('/:conversationId/attachments', (request, response: GatewayResponse) => {
    const { attachments } = conversationOf(world, response, request.params.conversationId)
    answerList(world, request, response, {
      plural: 'attachments',
      items: [...attachments.values()],
      show: showAttachment,
      order: 'id:asc',
    })
  })

  router.get('/:conversationId/attachments/:attachmentId', (request, response: GatewayResponse) => {
    const { conversationId, attachmentId } = request.params
    const conversation = conversationOf(world, response, conversationId)
    answer(response, 200, showAttachment(attachmentOf(conversation, attachmentId)))
  })

  router.get('/:conversationId/attachments/:attachmentId/content', (request, response: GatewayResponse) => {
    const { conversationId, attachmentId } = request.params
    const conversation = conversationOf(world, response, conversationId)
    sendContent(response, attachmentOf(conversation, attachmentId), 'application/octet-stream')
  })

  return router
}

/** The content behind a preSignedUrl; no api key is asked for. */
export function preSignedRoutes(world: World): Router {
  const router = Router()
  router.get('/pre-signed/:conversationId/:attachmentId', (request, response: GatewayResponse) => {
    const { conversationId, attachmentId } = request.params
    const query = z.object({ expires: z.string(), signature: z.string() }).safeParse(request.query)
    const attachment = world.conversations.get(conversationId)?.attachments.get(attachmentId)
    if (!attachment || !query.success || !isPreSigned(world, conversationId, attachmentId, query.data)) {
      throw generalError(403, 'access_denied', 'The address is not valid or has expired.')
    }
    sendContent(response, attachment, attachment.contentType)
  })
  return router
}

async function upload(world: World, conversation: Conversation, request: Request, response: GatewayResponse) {
  const { file, fields } = await readUpload(request, world.settings.attachmentBytesLimit)
  response.locals.multipart = fields
  const { authorType } = fields
  if (!file || file.field !== 'attachment') throw invalid('The part attachment is missing.')
  if (file.truncated) throw generalError(413, 'attachment_too_large', 'The attachment is too large.')
  if (authorType !== 'user' && authorType !== 'bot') throw invalid(`Invalid authorType=${authorType}`)
  answer(response, 200, showAttachment(keepAttachment(conversation, { ...file, author: authorType })))
}

const invalid = (message: string) => generalError(400, 'invalid_parameter', message)

const showAttachment = ({ id, filename, content, createdAt }: Attachment) => ({
  id,
  filename,
  sizeInBytes: content.length,
  createdAt,
})

function attachmentOf(conversation: Conversation, id: string): Attachment {
  const attachment = conversation.attachments.get(id)
  if (!attachment) throw resourceNotFound('Attachment', id)
  return attachment
}

/** Always as a download, so that an uploaded page cannot run in the simulator's own pages. */
export function sendContent(response: Response, { filename, content }: Attachment, type: string) {
  response.locals.body = 'binary'
  response.attachment(filename)
  response.set('Content-Type', type)
  response.set('X-Content-Type-Options', 'nosniff')
  response.end(content)
}
