import { sql, type Transaction } from 'kysely'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/schema.ts'

/** So many sessions go in one transaction, so that nobody waits long for it. */
const SESSIONS_AT_ONCE = 50

/** What receipts of a session are for. */
const RECEIPTS = ['message', 'reply', 'shown', 'wrap-up', 'postback']

export interface ErasureParts {
  database: Database
  log: Pick<SessionLog, 'forget'>
}

/** Rows that are gone, by what they held. */
export interface Erased {
  sessions: number
  events: number
  deliveries: number
  timers: number
  receipts: number
  conversations: number
  webhooks: number
  exchanges: number
  attachments: number
}

/** What an administrator may hand on: that a customer's data were erased, when, and how many. Nothing of the customer is in it but the id. */
export interface ErasureReceipt {
  endpointId: string
  userId: string
  erasedAt: number
  erased: Erased
}

/** Erases everything that is kept of one customer of an endpoint; one of whom nothing is kept is no error. */
export async function eraseCustomer(
  parts: ErasureParts,
  { endpointId, userId }: { endpointId: string; userId: string },
): Promise<ErasureReceipt> {
  const erased = await eraseWhile(parts, endpointId, userId)
  return { endpointId, userId, erasedAt: Date.now(), erased }
}

/** Erases the sessions of everybody at an endpoint. */
export const eraseEndpoint = (parts: ErasureParts, endpointId: string): Promise<Erased> =>
  eraseWhile(parts, endpointId, undefined)

/** Erases as long as there are sessions. */
async function eraseWhile(
  parts: ErasureParts,
  endpointId: string,
  userId: string | undefined,
): Promise<Erased> {
  let erased = nothing
  for (;;) {
    const all = parts.database.kysely
      .selectFrom('sessions')
      .select('id')
      .where('endpoint_id', '=', endpointId)
      .limit(SESSIONS_AT_ONCE)
    const rows = await (userId === undefined ? all : all.where('user_id', '=', userId)).execute()
    if (rows.length === 0) return erased
    const keys = rows.map(({ id }) => id)
    erased = add(erased, await eraseSessions(parts, keys))
  }
}

/** Erases sessions everywhere, in one transaction; a session of that key that is begun later is a new one. */
export async function eraseSessions(
  { database, log }: ErasureParts,
  keys: readonly string[],
): Promise<Erased> {
  if (keys.length === 0) return nothing
  const erased = await database.kysely.transaction().execute(async transaction => {
    const counts = await deleteRows(transaction, keys)
    // Before the commit: who comes next must not write to a session that is only remembered.
    for (const key of keys) log.forget(key)
    return counts
  })
  for (const key of keys) log.forget(key)
  return erased
}

async function deleteRows(transaction: Transaction<Tables>, keys: readonly string[]): Promise<Erased> {
  const count = async (deleted: Promise<{ numDeletedRows: bigint }>) => Number((await deleted).numDeletedRows)
  // The session's own row goes first: whoever wants to write waits for it, and finds none.
  const sessions = await count(
    transaction.deleteFrom('sessions').where('id', 'in', keys).executeTakeFirstOrThrow(),
  )
  const conversations = await conversationsOf(transaction, keys)
  const ids = [
    ...conversations.map(({ conversation_id }) => conversation_id),
    ...(await handoversOf(transaction, keys)),
  ]
  const ofSession = (
    table:
      | 'events'
      | 'deliveries'
      | 'delivery_attempts'
      | 'timers'
      | 'attachments'
      | 'interactions'
      | 'conversations'
      | 'past_replies'
      | 'session_figures',
  ) => count(transaction.deleteFrom(table).where('session_id', 'in', keys).executeTakeFirstOrThrow())
  const scopes = keys.flatMap(key => RECEIPTS.map(kind => `${kind}:${key}`))
  await ofSession('interactions')
  await ofSession('past_replies')
  await ofSession('delivery_attempts')
  // What a session added to its days stays: nobody is told by it.
  await ofSession('session_figures')
  return {
    sessions,
    events: await ofSession('events'),
    deliveries: await ofSession('deliveries'),
    timers: await ofSession('timers'),
    attachments: await ofSession('attachments'),
    conversations: await ofSession('conversations'),
    receipts: await count(
      transaction.deleteFrom('receipts').where('scope', 'in', scopes).executeTakeFirstOrThrow(),
    ),
    webhooks: await ofConversations(transaction, 'waiting_webhooks', ids),
    exchanges: await ofConversations(transaction, 'exchanges', ids),
  }
}

const conversationsOf = (transaction: Transaction<Tables>, keys: readonly string[]) =>
  transaction.selectFrom('conversations').select('conversation_id').where('session_id', 'in', keys).execute()

/** Calls for conversations that never came to be are kept under the handover's id. */
async function handoversOf(transaction: Transaction<Tables>, keys: readonly string[]): Promise<string[]> {
  const rows = await transaction
    .selectFrom('events')
    .select('session_id')
    .where(sql.ref('type'), '=', sql.lit('handover-requested'))
    .where('session_id', 'in', keys)
    .execute()
  const counts = Map.groupBy(rows, row => row.session_id)
  return [...counts].flatMap(([key, requests]) => requests.map((_, index) => `${key}.${index + 1}`))
}

async function ofConversations(
  transaction: Transaction<Tables>,
  table: 'waiting_webhooks' | 'exchanges',
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0
  const { numDeletedRows } = await transaction
    .deleteFrom(table)
    .where('conversation_id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

const nothing: Erased = {
  sessions: 0,
  events: 0,
  deliveries: 0,
  timers: 0,
  receipts: 0,
  conversations: 0,
  webhooks: 0,
  exchanges: 0,
  attachments: 0,
}

const add = (one: Erased, other: Erased): Erased =>
  Object.fromEntries(
    Object.entries(one).map(([what, number]) => [what, number + other[what as keyof Erased]]),
  ) as unknown as Erased
