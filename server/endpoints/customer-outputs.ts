import type { CustomerOutput } from '../protocol/customer.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { Attachment } from '../protocol/values.ts'

/** Finds agents' messages of the session by their places in the log. */
export type FindMessages = (seqs: readonly number[]) => Promise<EventOf<'message'>[]>

export interface OutputContext {
  key: string
  publicUrl: string
  findMessages: FindMessages
}

/**
 * What an event lets the customer see: the virtual agent's words at once, an agent's words when their order is
 * settled. The traceId stays the same however often an output is sent.
 */
export async function toOutputs(event: SessionEvent, context: OutputContext): Promise<CustomerOutput[]> {
  if (event.type === 'message' && event.from === 'virtual-agent') return [toOutput(event, context)]
  if (event.type !== 'agent-messages-released') return []
  const messages = await context.findMessages(event.messages)
  const bySeq = new Map(messages.map(message => [message.seq, message]))
  return event.messages.flatMap(seq => {
    const message = bySeq.get(seq)
    return message ? [toOutput(message, context)] : []
  })
}

function toOutput(message: EventOf<'message'>, { key, publicUrl }: OutputContext): CustomerOutput {
  const files = message.attachments?.map(attachment => toOutgoingFile(publicUrl, attachment))
  return {
    text: message.text ?? '',
    data: { ...message.data, ...(files && { attachments: files }) },
    traceId: `${key}.${message.seq}`,
    source: message.from === 'agent' ? 'agent' : 'bot',
    disableSensitiveLogging: false,
  }
}

/** The attachment as the customer's client is told of it. */
export const toOutgoingFile = (publicUrl: string, { id, name, mediaType }: Attachment) => ({
  name,
  url: `${publicUrl}/attachments/${id}`,
  mimeType: mediaType,
})
