import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import type { SessionEventBody } from '../../server/protocol/session-events.ts'
import { type DatabaseLocation, openDatabase } from '../../server/storage/database.ts'
import { openNodeSqlite } from '../../server/storage/node-sqlite.ts'
import type { Tables } from '../../server/storage/schema.ts'

/** What the server's own records say. */
export interface Leftovers {
  /** Deliveries still to be made. */
  pending: string[]
  /** Deliveries given up. */
  parked: string[]
  /** Webhooks acknowledged to 8x8 that never reached their conversation. */
  waitingWebhooks: number
  /** Agents' messages that went out on their timestamps, because 8x8 could not be read. */
  releasedOnTrust: number
  /** Agents' messages found by reading the conversation before their webhook came. */
  foundByReading: number
}

/** Reads the server's database, whether the server runs or not. */
export async function readLeftovers(location: DatabaseLocation): Promise<Leftovers> {
  const kysely = await open(location)
  try {
    const deliveries = await kysely
      .selectFrom('deliveries')
      .select(['seq', 'target', 'status', 'attempts', 'error'])
      .where('status', '!=', 'done')
      .execute()
    const waiting = await kysely.selectFrom('waiting_webhooks').select('event_id').execute()
    const rows = await kysely.selectFrom('events').select('body').execute()
    const events = rows.map(({ body }) => JSON.parse(body) as SessionEventBody)
    const onTrust = events.flatMap(event =>
      event.type === 'agent-messages-released' && !event.verified ? event.messages : [],
    )
    const withStatus = (wanted: string) =>
      deliveries
        .filter(({ status }) => status === wanted)
        .map(({ seq, target, attempts, error }) => `${seq} to ${target} after ${attempts} attempts: ${error}`)
    return {
      pending: withStatus('pending'),
      parked: withStatus('parked'),
      waitingWebhooks: waiting.length,
      releasedOnTrust: onTrust.length,
      foundByReading: events.filter(event => event.type === 'message' && event.foundByReading).length,
    }
  } finally {
    await kysely.destroy()
  }
}

/** An embedded database is opened beside its server, which the folder's lock would refuse. */
async function open(location: DatabaseLocation): Promise<Kysely<Tables>> {
  if ('url' in location) return (await openDatabase(location)).kysely
  const database = openNodeSqlite(join(location.folder, 'copilot.sqlite'))
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}
