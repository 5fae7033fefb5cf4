import type { CallFailure, ContactCentre, OutgoingMessage } from '../handover/contact-centre.ts'
import type { Profile } from '../protocol/values.ts'
import { toGatewayCards } from './cards.ts'
import type { EightByEightClient } from './client.ts'
import type { ConversationUser, MessageToSend } from './conversation-request.ts'
import { EightByEightError } from './errors.ts'
import { toGatewayLanguage } from './languages.ts'
import { messagesSince } from './messages-since.ts'

const LARGEST_ATTACHMENT_IN_BYTES = 50_000_000

/** An 8x8 tenant as the contact centre that handovers speak to, over Chat Gateway v1.0. */
export function createGateway(client: EightByEightClient, handoverProperty: string): ContactCentre {
  return {
    async createConversation(request, signal) {
      const { conversationId } = await client.conversations.create(
        {
          channelId: request.channelId,
          queueId: request.queueId,
          user: toUser(request.profile, request.properties),
          history: request.history.map(toMessage),
          properties: request.extra,
        },
        signal,
      )
      return conversationId
    },

    async findConversation(handoverId, signal) {
      for await (const { id, user } of client.conversations.every({}, signal)) {
        if (
          user?.additionalProperties.some(
            ({ key, value }) => key === handoverProperty && value === handoverId,
          )
        )
          return id
      }
      return undefined
    },

    async standing(id, signal) {
      const { state, assignment } = await client.conversations.get(id, signal)
      if (state !== 'active') return 'closed'
      return assignment?.type === 'queue' ? 'waiting' : 'open'
    },

    postMessage: (id, message, signal) => client.messages.post(id, toMessage(message), signal),
    messagesSince: (id, watermark, signal) => messagesSince(client, id, watermark, signal),

    async uploadAttachment(conversationId, { name, mediaType, content }, signal) {
      const file = {
        authorType: 'user' as const,
        fileName: name,
        content: new Blob([new Uint8Array(content)], { type: mediaType }),
      }
      return (await client.attachments.upload(conversationId, file, signal)).id
    },

    downloadAttachment: (conversationId, attachmentId, signal) =>
      client.attachments.download(conversationId, attachmentId, LARGEST_ATTACHMENT_IN_BYTES, signal),
    customerTyping: (id, signal) => client.presence.typing(id, 'user', signal),
    customerRead: (id, readAt, signal) => client.presence.read(id, 'user', readAt, signal),
    endConversation: (id, signal) => client.conversations.end(id, signal),
    interactions: async (id, signal) =>
      (await client.conversations.interactions(id, signal)).map(interaction => interaction.id),
    explain,
  }
}

function toMessage({ author, text, data, attachmentIds }: OutgoingMessage): MessageToSend {
  const { text: cardText, cards } = toGatewayCards(data)
  return { authorType: author === 'customer' ? 'user' : 'bot', text: text || cardText, attachmentIds, cards }
}

function toUser(profile: Profile, additionalProperties: { key: string; value: string }[]): ConversationUser {
  const { name, email, phone, company, caseId, customerId, language } = profile
  const known = {
    name,
    userId: customerId,
    email,
    phone,
    company,
    caseId,
    language: toGatewayLanguage(language),
  }
  const present = Object.fromEntries(Object.entries(known).filter(([, value]) => value))
  return { ...present, additionalProperties }
}

function explain(error: unknown): CallFailure {
  if (!(error instanceof EightByEightError)) {
    const detail = error instanceof Error ? error.message : 'unknown failure'
    return { ambiguous: true, final: false, unauthorized: false, gone: false, outcome: 'failed', detail }
  }
  const { kind, status, ambiguous, retryAfterMs, message, detail, referenceId } = error
  const reference = referenceId ? ` (reference ${referenceId})` : ''
  return {
    ambiguous,
    final: ['unauthorized', 'forbidden', 'not-found', 'invalid'].includes(kind),
    unauthorized: kind === 'unauthorized',
    gone: kind === 'not-found',
    ...(retryAfterMs !== undefined && { retryAfterMilliseconds: retryAfterMs }),
    outcome: String(status ?? kind),
    detail: `${message}: ${detail}${reference}`.slice(0, 500),
  }
}
