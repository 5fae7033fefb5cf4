import type {
  CallFailure,
  ContactCentre,
  OutgoingMessage,
  RemoteMessage,
} from '../handover/contact-centre.ts'
import type { Data, Profile } from '../protocol/values.ts'
import { fromGatewayCards, toGatewayCards } from './cards.ts'
import type { EightByEightClient } from './client.ts'
import type { ConversationUser, MessageToSend } from './conversation-request.ts'
import { EightByEightError } from './errors.ts'
import { toGatewayLanguage } from './languages.ts'
import type { GatewayCard, StoredMessage } from './resources.ts'

const MESSAGES_ON_A_PAGE = 25
const MAX_PAGES = 40
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

    isOpen: async (id, signal) => (await client.conversations.get(id, signal)).state === 'active',
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
    explain,
  }
}

/** The newest messages are read first, so that a long conversation costs no more than what is new in it. */
async function messagesSince(
  client: EightByEightClient,
  conversationId: string,
  watermark: string | undefined,
  signal: AbortSignal,
): Promise<RemoteMessage[]> {
  const newest = new Map<string, RemoteMessage>()
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { size: MESSAGES_ON_A_PAGE, page, sort: 'createdAt:desc' as const }
    const { items } = await client.messages.list(conversationId, query, signal)
    for (const message of items) {
      if (message.id === watermark) return [...newest.values()].reverse()
      newest.set(message.id, toRemote(message))
    }
    if (items.length < MESSAGES_ON_A_PAGE) return endOfList(watermark, newest)
  }
  throw new Error('The conversation holds more messages than can be read back.')
}

/** A message once read cannot vanish: a list without it is not the list that we know. */
function endOfList(watermark: string | undefined, newest: Map<string, RemoteMessage>): RemoteMessage[] {
  if (watermark !== undefined) throw new Error('8x8 no longer lists a message that was read before.')
  return [...newest.values()].reverse()
}

function toRemote({ id, text, createdAt, author, attachments }: StoredMessage): RemoteMessage {
  const isOurs = author?.type === 'user' || author?.type === 'bot'
  return {
    id,
    author: author?.type === 'agent' ? 'agent' : isOurs ? 'ours' : 'other',
    at: createdAt,
    text,
    attachmentIds: attachments.map(attachment => attachment.id),
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

/** 8x8's cards as one `data` in Cognigy's vocabulary; a later card of a kind yields to an earlier one. */
export function cardsToData(cards: readonly GatewayCard[]): Data | undefined {
  const contents = fromGatewayCards(cards).map(
    data => (data as { _cognigy: { _default: Data } })._cognigy._default,
  )
  if (contents.length === 0) return undefined
  return { _cognigy: { _default: Object.assign({}, ...contents.reverse()) as Data } }
}

function explain(error: unknown): CallFailure {
  if (!(error instanceof EightByEightError)) {
    const detail = error instanceof Error ? error.message : 'unknown failure'
    return { ambiguous: true, final: false, gone: false, detail }
  }
  const { kind, ambiguous, retryAfterMs, message, detail, referenceId } = error
  const reference = referenceId ? ` (reference ${referenceId})` : ''
  return {
    ambiguous,
    final: ['unauthorized', 'forbidden', 'not-found', 'invalid'].includes(kind),
    gone: kind === 'not-found',
    ...(retryAfterMs !== undefined && { retryAfterMilliseconds: retryAfterMs }),
    detail: `${message}: ${detail}${reference}`.slice(0, 500),
  }
}
