import type { SessionEventBody } from '../../server/protocol/session-events.ts'
import { type DatabaseLocation, openDatabase } from '../../server/storage/database.ts'

/** What the server's own records say once it has ended. */
export interface Leftovers {
  /** Deliveries still to be made. */
  pending: number
  /** Deliveries given up. */
  parked: number
  /** Webhooks acknowledged to 8x8 that never reached their conversation. */
  waitingWebhooks: number
  /** Agents' messages that went out on their timestamps, because 8x8 could not be read. */
  releasedOnTrust: number
  /** Agents' messages found by reading the conversation before their webhook came. */
  foundByReading: number
}

/** Reads the database of a server that does not run any more. */
export async function readLeftovers(location: DatabaseLocation): Promise<Leftovers> {
  const database = await openDatabase(location)
  const { kysely } = database
  try {
    const deliveries = await kysely.selectFrom('deliveries').select('status').execute()
    const waiting = await kysely.selectFrom('waiting_webhooks').select('event_id').execute()
    const rows = await kysely.selectFrom('events').select('body').execute()
    const events = rows.map(({ body }) => JSON.parse(body) as SessionEventBody)
    const onTrust = events.flatMap(event =>
      event.type === 'agent-messages-released' && !event.verified ? event.messages : [],
    )
    return {
      pending: deliveries.filter(({ status }) => status === 'pending').length,
      parked: deliveries.filter(({ status }) => status === 'parked').length,
      waitingWebhooks: waiting.length,
      releasedOnTrust: onTrust.length,
      foundByReading: events.filter(event => event.type === 'message' && event.foundByReading).length,
    }
  } finally {
    await database.close()
  }
}
