import { sql } from 'kysely'
import { z } from 'zod'
import type { HandoverState } from '../sessions/handover-state.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import type { SessionRow } from '../storage/tables/sessions.ts'
import type { Caller } from '../web/api/caller.ts'
import { readCursor, toPage } from '../web/api/paging.ts'

const placeSchema = z.tuple([z.number(), z.string()])
const MOST_BY_REFERENCE = 50

export interface SessionFilter {
  limit: number
  cursor?: string | undefined
  endpointId?: string | undefined
  userId?: string | undefined
  sessionId?: string | undefined
  conversationId?: string | undefined
  correlationId?: string | undefined
  since?: number | undefined
  until?: number | undefined
}

/** Finds sessions, newest first, by what people know of them. */
export class SessionFinder {
  readonly #database: Database
  readonly #log: Pick<SessionLog, 'find'>

  constructor(database: Database, log: Pick<SessionLog, 'find'>) {
    this.#database = database
    this.#log = log
  }

  /** Those of endpoints that the caller may reach. */
  async list({ endpointIds }: Caller, filter: SessionFilter) {
    const keys = await this.#keysBy(filter)
    let query = this.#database.kysely
      .selectFrom('sessions')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(filter.limit + 1)
    const place = readCursor(filter.cursor, placeSchema)
    if (place) query = query.where(is => is(is.refTuple('created_at', 'id'), '<', is.tuple(...place)))
    if (endpointIds !== 'all') query = query.where('endpoint_id', 'in', [...endpointIds, ''])
    if (keys) query = query.where('id', 'in', [...keys, ''])
    if (filter.endpointId) query = query.where('endpoint_id', '=', filter.endpointId)
    if (filter.userId) query = query.where('user_id', '=', filter.userId)
    if (filter.sessionId) query = query.where('session_id', '=', filter.sessionId)
    if (filter.since !== undefined) query = query.where('created_at', '>=', filter.since)
    if (filter.until !== undefined) query = query.where('created_at', '<', filter.until)
    const page = toPage(await query.execute(), filter.limit, row => [row.created_at, row.id])
    const items = []
    for (const row of page.items) {
      const session = await this.#log.find(row.id)
      if (session) items.push(toOverview(session, row))
    }
    return { ...page, items }
  }

  /** Undefined where there is none. */
  async read(key: string) {
    const session = await this.#log.find(key)
    const row = await this.#database.kysely
      .selectFrom('sessions')
      .select(['created_at', 'updated_at'])
      .where('id', '=', key)
      .executeTakeFirst()
    return session && row && toOverview(session, row)
  }

  /** By 8x8's id of the conversation, or by the reference that an agent reads out. */
  async #keysBy({ conversationId, correlationId }: SessionFilter): Promise<string[] | undefined> {
    if (conversationId) {
      const rows = await this.#database.kysely
        .selectFrom('conversations')
        .select('session_id')
        .where('conversation_id', '=', conversationId)
        .limit(MOST_BY_REFERENCE)
        .execute()
      return rows.map(row => row.session_id)
    }
    if (!correlationId) return undefined
    const rows = await this.#database.kysely
      .selectFrom('events')
      .select('session_id')
      // As the index says it, which a parameter would keep the database from seeing.
      .where(sql.ref('type'), '=', sql.lit('handover-requested'))
      .where(bodyHas(`"correlationId":${JSON.stringify(correlationId)}`))
      .limit(MOST_BY_REFERENCE)
      .execute()
    return rows.map(row => row.session_id)
  }
}

/** To the letter, also where `text` holds what LIKE takes for a placeholder. */
const bodyHas = (text: string) =>
  sql<boolean>`body like ${`%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`} escape '\\'`

function toOverview({ key, owner, state }: SessionView, row: Pick<SessionRow, 'created_at' | 'updated_at'>) {
  return {
    sessionKey: key,
    ...owner,
    channel: state.channel,
    profile: state.profile,
    handover: state.handover ? toHandoverOverview(state.handover) : null,
    handoverCount: state.handoverCount,
    lastSeq: state.seq,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export const toHandoverOverview = (handover: HandoverState) => ({
  handoverId: handover.id,
  status: handover.status,
  correlationId: handover.correlationId,
  connectionId: handover.connectionId,
  conversationId: handover.conversationId ?? null,
  queueName: handover.queueName ?? null,
  requestedAt: handover.requestedAt,
  endedAt: handover.endedAt ?? null,
})
