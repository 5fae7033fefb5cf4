import type { RequestHandler } from 'express'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'

/** `GET /:URLToken`: what a customer's chat client needs to know of its endpoint. */
export function configUrl(endpoints: EndpointDirectory): RequestHandler<{ URLToken: string }> {
  return async (request, response) => {
    const endpoint = await endpoints.byToken(request.params.URLToken)
    if (!endpoint) throw new Refusal('refused', 'There is no such endpoint.')
    const { active, client, customer } = endpoint.settings
    const settings = { fileAttachmentMaxSize: customer.attachmentLimitInBytes, ...client }
    response.json({ active, URLToken: endpoint.URLToken, settings })
  }
}
