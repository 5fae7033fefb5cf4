import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import { ReceiptConflictError } from '../sessions/decision.ts'
import type { Database } from '../storage/database.ts'

const MOST_AT_ONCE = 500
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

  /** Keeps one once. Throws ReceiptConflictError where its id came before with another body. */
  async keep(
    { connectionId, eventId, digest, rawBody }: GenuineWebhook,
    conversationId: string,
  ): Promise<void> {
    const { kysely } = this.#database
    const now = Date.now()
    await kysely
      .deleteFrom('waiting_webhooks')
      .where('received_at', '<', now - KEPT_MILLISECONDS)
      .execute()
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
    const kept = await this.#named(connectionId, eventId).executeTakeFirst()
    if (kept && kept.digest !== digest) throw new ReceiptConflictError()
  }

  #named(connectionId: string, eventId: string) {
    return this.#database.kysely
      .selectFrom('waiting_webhooks')
      .select('digest')
      .where('connection_id', '=', connectionId)
      .where('event_id', '=', eventId)
  }

  /** The oldest that wait for a conversation. */
  async of(connectionId: string, conversationId: string): Promise<Omit<GenuineWebhook, 'event'>[]> {
    const rows = await this.#database.kysely
      .selectFrom('waiting_webhooks')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('conversation_id', '=', conversationId)
      .orderBy('received_at')
      .limit(MOST_AT_ONCE)
      .execute()
    return rows.map(row => ({
      connectionId,
      eventId: row.event_id,
      digest: row.digest,
      rawBody: Buffer.from(row.body),
    }))
  }

  async forget(connectionId: string, eventId: string): Promise<void> {
    await this.#database.kysely
      .deleteFrom('waiting_webhooks')
      .where('connection_id', '=', connectionId)
      .where('event_id', '=', eventId)
      .execute()
  }
}
