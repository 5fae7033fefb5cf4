import { type MessageToSend, messageRequest } from '../conversation-request.ts'
import { isRecord, lenientList } from '../lenient.ts'
import { type StoredCard, type StoredMessage, storedCardSchema, storedMessageSchema } from '../resources.ts'
import { type Call, pathOf } from './call.ts'
import { everyItem, MAX_ITEMS_ON_A_PAGE, type Page, type PageQuery, pageOf, unreadPageOf } from './page.ts'
import type { Transport } from './transport.ts'

export interface MessageQuery extends Pick<PageQuery, 'size' | 'page'> {
  /** 8x8 takes `createdAt:desc` when not told. */
  sort?: 'createdAt:asc' | 'createdAt:desc'
}

/** Messages wait while the conversation is read: a page that hangs is better asked for again. */
const PAGE_MILLISECONDS = 5_000

const messagePage = pageOf('messages', storedMessageSchema)
const unreadMessagePage = unreadPageOf('messages')
const messageList = lenientList(storedMessageSchema, MAX_ITEMS_ON_A_PAGE)
const cardPage = pageOf('cards', storedCardSchema)

const messagesOf = (conversationId: string) =>
  pathOf`/chat-gateway/v1/conversations/${conversationId}/messages`

/** Chat Gateway v1.0, /conversations/{conversationId}/messages. */
export function createMessagesResource({ json, send }: Transport) {
  const pageCall = (conversationId: string, query: MessageQuery, signal: AbortSignal | undefined): Call => ({
    method: 'GET',
    path: messagesOf(conversationId),
    query: { ...query },
    timeoutMs: PAGE_MILLISECONDS,
    signal,
  })

  const list = (
    conversationId: string,
    query: MessageQuery = {},
    signal?: AbortSignal,
  ): Promise<Page<StoredMessage>> => json(pageCall(conversationId, query, signal), messagePage)

  return {
    /**
     * Says something in the conversation. 8x8 answers without an id and takes none from us: after an ambiguous
     * failure only reading the messages back tells whether it was said.
     */
    post: (conversationId: string, message: MessageToSend, signal?: AbortSignal): Promise<void> =>
      send({ method: 'POST', path: messagesOf(conversationId), body: messageRequest(message), signal }),

    list,

    /**
     * Those of the newest `size` messages that are newer than the one with id `known`, newest first; undefined where they do
     * not reach back to it. What is known already is not read once more.
     */
    async newestAfter(
      conversationId: string,
      known: string,
      size: number,
      signal?: AbortSignal,
    ): Promise<StoredMessage[] | undefined> {
      const query = { sort: 'createdAt:desc', size } as const
      const { items } = await json(pageCall(conversationId, query, signal), unreadMessagePage)
      const at = items.findIndex(item => isRecord(item) && String(item.id) === known)
      return at < 0 ? undefined : messageList.parse(items.slice(0, at))
    },

    /** Every message in the order of `sort`, page after page; stop early by leaving the loop. */
    every: (conversationId: string, sort: NonNullable<MessageQuery['sort']>, signal?: AbortSignal) =>
      everyItem({ method: 'GET', path: messagesOf(conversationId) }, page =>
        list(conversationId, { ...page, sort }, signal),
      ),

    get: (conversationId: string, messageId: string, signal?: AbortSignal): Promise<StoredMessage> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/messages/${messageId}`
      return json({ method: 'GET', path, signal }, storedMessageSchema)
    },

    /** The cards of a message with what was done with them. */
    cards: async (conversationId: string, messageId: string, signal?: AbortSignal): Promise<StoredCard[]> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/messages/${messageId}/cards`
      return (await json({ method: 'GET', path, signal }, cardPage)).items
    },
  }
}
