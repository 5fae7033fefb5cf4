import type { AuthorType } from '../conversation-request.ts'
import { pathOf } from './call.ts'
import type { Transport } from './transport.ts'

/** Chat Gateway v1.0, what passes in a conversation beside messages: typing, thinking, reading. */
export function createPresenceResource({ send }: Transport) {
  return {
    typing: (conversationId: string, authorType: AuthorType, signal?: AbortSignal): Promise<void> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/typing`
      return send({ method: 'POST', path, body: { authorType }, signal })
    },

    /** The virtual agent is at work, for 1 to 600 seconds at most. */
    thinking: (
      conversationId: string,
      maxThinkingTimeSeconds: number,
      signal?: AbortSignal,
    ): Promise<void> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/thinking`
      return send({ method: 'POST', path, body: { authorType: 'bot', maxThinkingTimeSeconds }, signal })
    },

    /** Everything before `readAt`, in milliseconds since the epoch, has been read. */
    read: (
      conversationId: string,
      authorType: AuthorType,
      readAt: number,
      signal?: AbortSignal,
    ): Promise<void> => {
      const path = pathOf`/chat-gateway/v1/conversations/${conversationId}/read-receipt`
      return send({ method: 'POST', path, body: { authorType, readAt }, signal })
    },
  }
}
