import type { SessionEvent } from '../protocol/session-events.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'

const EVENTS_AT_ONCE = 500

export interface ExportParts {
  database: Database
  log: Pick<SessionLog, 'read'>
}

/** One chat of a customer as it is handed out. Files are base64; those that 8x8 keeps have no content here. */
export interface ExportedSession {
  sessionId: string
  startedAt: number
  lastActiveAt: number
  events: SessionEvent[]
  attachments: { id: string; name: string; mediaType: string; sizeInBytes: number | null; content?: string }[]
}

/** Everything that is kept of one customer of an endpoint, one chat after the other, oldest first. */
async function* exportCustomer(
  parts: ExportParts,
  { endpointId, userId }: { endpointId: string; userId: string },
): AsyncGenerator<ExportedSession> {
  const rows = await parts.database.kysely
    .selectFrom('sessions')
    .select(['id', 'session_id', 'created_at', 'updated_at'])
    .where('endpoint_id', '=', endpointId)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  for (const { id, session_id, created_at, updated_at } of rows) {
    yield {
      sessionId: session_id,
      startedAt: created_at,
      lastActiveAt: updated_at,
      events: await allEvents(parts, id),
      attachments: await attachmentsOf(parts, id),
    }
  }
}

/** The same as one JSON document, in pieces: `{endpointId, userId, exportedAt, sessions: […]}`. */
export async function* exportAsJson(
  parts: ExportParts,
  customer: { endpointId: string; userId: string },
): AsyncGenerator<string> {
  const head = JSON.stringify({ ...customer, exportedAt: Date.now() })
  yield `${head.slice(0, -1)},"sessions":[`
  let separator = ''
  for await (const session of exportCustomer(parts, customer)) {
    yield separator + JSON.stringify(session)
    separator = ','
  }
  yield ']}'
}

async function allEvents({ log }: ExportParts, key: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = []
  for (;;) {
    const more = await log.read(key, events.at(-1)?.seq ?? 0, EVENTS_AT_ONCE)
    events.push(...more)
    if (more.length < EVENTS_AT_ONCE) return events
  }
}

async function attachmentsOf(
  { database }: ExportParts,
  key: string,
): Promise<ExportedSession['attachments']> {
  const rows = await database.kysely
    .selectFrom('attachments')
    .select(['id', 'name', 'media_type', 'size_in_bytes', 'content'])
    .where('session_id', '=', key)
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, name, media_type, size_in_bytes, content }) => ({
    id,
    name,
    mediaType: media_type,
    sizeInBytes: size_in_bytes,
    ...(content && { content: Buffer.from(content).toString('base64') }),
  }))
}
