import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import type { Database } from '../storage/database.ts'

const MAX_PER_CONVERSATION = 500
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1_000

/**
 * Webhooks of conversations that are not known yet: 8x8's answer to our request, which carries the id, may come later
 * than the first events. A day later they belong to somebody else's software on the same channel and are dropped.
 */
export class WaitingWebhooks {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async keep({ connectionId, eventId, digest, rawBody }: GenuineWebhook, conversationId: string): Promise<void> {
    const { kysely } = this.#database
    const now = Date.now()
    await kysely.deleteFrom('waiting_webhooks').where('received_at', '<', now - KEPT_MILLISECONDS).execute()
    await kysely
      .insertInto('waiting_webhooks')
      .values({
        connection_id: connectionId,
        event_id: eventId,
        conversation_id: conversationId,
        digest,
        body: rawBody.toString('utf8'),
        received_at: now,
      })
      .onConflict(conflict => conflict.columns(['connection_id', 'event_id']).doNothing())
      .execute()
  }

  /** What waits for a conversation, oldest first. */
  async of(connectionId: string, conversationId: string): Promise<Omit<GenuineWebhook, 'event'>[]> {
    const rows = await this.#database.kysely
      .selectFrom('waiting_webhooks')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('conversation_id', '=', conversationId)
      .orderBy('received_at')
      .limit(MAX_PER_CONVERSATION)
      .execute()
    return rows.map(row => ({ connectionId, eventId: row.event_id, digest: row.digest, rawBody: Buffer.from(row.body) }))
  }

  async forget(connectionId: string, eventId: string): Promise<void> {
    await this.#database.kysely
      .deleteFrom('waiting_webhooks')
      .where('connection_id', '=', connectionId)
      .where('event_id', '=', eventId)
      .execute()
  }
}
